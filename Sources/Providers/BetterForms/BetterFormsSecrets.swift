/// The keys of a service, which it may repeat where it refuses them, while its words are shown and kept.
struct BetterFormsSecrets: Hashable, Sendable {
    /// Of the service. Sent in the body of each request, and to its address only.
    let key: String?
    private let masks: [KeyMask]

    init(key: String?, providerKey: String?) {
        self.key = key
        masks = [KeyMask(key), KeyMask(providerKey)]
    }

    func removed(from words: String) -> String {
        masks.reduce(words) { $1.masked($0) }
    }
}
