/// Recognises the key of the service in a request without telling, by the time it takes, how much of a guess was right.
struct BearerKey: Sendable {
    private let digest: [UInt8]

    init(_ key: ServiceKey) { digest = SHA256.digest(of: key.text.utf8) }

    /// - Parameter authorization: The whole value of the header: `Bearer KEY`, the first word in any case.
    func isIn(_ authorization: String?) -> Bool {
        guard let authorization, let space = authorization.firstIndex(of: " "),
            authorization[..<space].lowercased() == "bearer"
        else { return false }
        return Self.areEqual(digest, SHA256.digest(of: authorization[space...].dropFirst().utf8))
    }

    /// Looks at every byte whatever the first ones are.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
