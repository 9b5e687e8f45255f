import Crypto

/// Recognises the key of the service in a request without telling, by the time it takes, how much of a guess was right.
struct BearerKey: Sendable {
    private let digest: SHA256Digest

    init(_ key: ServiceKey) { digest = SHA256.hash(data: Array(key.text.utf8)) }

    /// - Parameter authorization: The whole value of the header: `Bearer KEY`, the first word in any case.
    func isIn(_ authorization: String?) -> Bool {
        guard let authorization, let space = authorization.firstIndex(of: " "),
            authorization[..<space].lowercased() == "bearer"
        else { return false }
        return matches(authorization[space...].dropFirst())
    }

    /// Whether the text is the key; nil is not.
    func matches(_ text: (some StringProtocol)?) -> Bool {
        // Digests are compared in constant time.
        text.map { digest == SHA256.hash(data: Array($0.utf8)) } ?? false
    }
}
