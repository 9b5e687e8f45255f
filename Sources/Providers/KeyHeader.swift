package import ChatModel

/// The header field in which a service takes its key.
package struct KeyHeader: Hashable, Sendable {
    let name: String
    /// Stands before the key.
    let prefix: String

    /// `Authorization: Bearer KEY`.
    package static let bearer = KeyHeader(checked: "Authorization", prefix: "Bearer ")

    /// `x-api-key: KEY`.
    package static let apiKey = KeyHeader(checked: "x-api-key", prefix: "")

    private init(checked name: String, prefix: String) {
        self.name = name
        self.prefix = prefix
    }

    /// - Parameters:
    ///   - name: "x-api-key".
    ///   - prefix: Stands before the key; without one it is "Bearer " in `Authorization` and nothing in other fields.
    package init(named name: String, prefix: String? = nil) throws(Failure) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.mayBeInName) else {
            throw Self.failure(name, why: "a name has letters, digits and hyphens only")
        }
        guard !Self.taken.contains(name.lowercased()) else {
            throw Self.failure(name, why: "the client writes this field itself")
        }
        guard (prefix ?? "").utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            throw Self.failure(name, why: "what stands before the key has characters that a header cannot hold")
        }
        let isStandard = name.lowercased() == Self.bearer.name.lowercased()
        self.init(checked: name, prefix: prefix ?? (isStandard ? Self.bearer.prefix : ""))
    }

    private static let taken: Set<String> = [
        "host", "content-length", "content-type", "transfer-encoding", "connection", "accept", "cache-control", "te",
        "user-agent", "idempotency-key", "upgrade", "trailer", "expect", "proxy-authorization",
    ]

    /// A token of RFC 9110, 5.6.2.
    private static func mayBeInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func failure(_ name: String, why: String) -> Failure {
        Failure(
            what: "The key cannot be sent in a header field named \"\(name)\"", why: why,
            remedy: "name one like Authorization or x-api-key")
    }
}
