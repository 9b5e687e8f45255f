import Foundation

/// The channels that one request or one socket names: not none, not too many, none twice.
struct ChannelNames: Sendable, Hashable {
    /// As many as one socket listens to, and as one run is announced to.
    static let limit = 32
    /// Bytes of UTF-8.
    static let longest = 256

    /// In the order in which they were named.
    let all: [String]

    /// - Parameter param: The value that names them, for the refusal.
    init(_ names: [String], param: String) throws(Refusal) {
        var seen: Set<String> = []
        all = names.filter { seen.insert($0).inserted }
        guard !all.isEmpty else { throw .invalid("channels must not be empty: name one or more", param: param) }
        guard all.count <= Self.limit else {
            throw .invalid("There may be at most \(Self.limit) channels", param: param)
        }
        guard all.allSatisfy(Self.isAllowed) else {
            throw .invalid("The name of a channel has 1 to \(Self.longest) bytes", param: param)
        }
    }

    /// - Parameter query: `channel=a&channel=b`, percent-encoded; other names are ignored.
    init(query: Substring?) throws(Refusal) {
        var names: [String] = []
        for pair in query?.split(separator: "&") ?? [] where pair.hasPrefix("channel=") {
            let text = pair.dropFirst("channel=".count)
            guard let name = String(text).removingPercentEncoding else {
                throw .invalid("The name of a channel is not properly percent-encoded", param: "channel")
            }
            names.append(name)
        }
        try self.init(names, param: "channel")
    }

    static func isAllowed(_ name: String) -> Bool { (1...longest).contains(name.utf8.count) }
}
