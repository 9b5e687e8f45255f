/// The keys of a service, which it may repeat where it refuses them, while its words are shown and kept.
struct BetterFormsSecrets: Hashable, Sendable {
    /// Of the service. Sent in the body of each request, and to its address only.
    let key: String?
    private let texts: [String]

    init(key: String?, providerKey: String?) {
        self.key = key
        // A key of a few characters is no secret, but may be a part of any word.
        texts = [key, providerKey].compactMap(\.self).filter { $0.utf8.count >= 8 }
    }

    func removed(from words: String) -> String {
        texts.reduce(words) { $0.replacing($1, with: "(the key)") }
    }
}
