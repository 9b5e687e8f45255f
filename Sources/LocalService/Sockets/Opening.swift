/// Which protocol a new connection is for, as its first bytes say.
enum Opening: Hashable, Sendable {
    case http
    /// The WebSocket of the channels: a request that begins with `GET /messaging`, followed by a blank or a query.
    case messaging

    /// nil while that is open.
    init?(_ bytes: some Collection<UInt8>) {
        let start = Array("GET \(MessagingHandshake.path)".utf8)
        guard bytes.prefix(start.count).elementsEqual(start.prefix(bytes.count)) else {
            self = .http
            return
        }
        guard let next = bytes.dropFirst(start.count).first else { return nil }
        self = next == UInt8(ascii: " ") || next == UInt8(ascii: "?") ? .messaging : .http
    }
}
