import Foundation
import HTTPTypes
import NIOHTTP1
import WireFormats

/// The rules for the request that opens a WebSocket of the channels (RFC 6455, section 4.2.1).
enum MessagingHandshake {
    static let path = "/messaging"

    /// What a request is told that came here without asking for a WebSocket.
    static let notAskedFor = Refusal(
        status: .upgradeRequired,
        detail: .init(
            code: "upgrade_required",
            message: "This address is a WebSocket: ask for one on a new connection, or use \(path)/stream",
            type: "invalid_request_error"),
        headers: [.upgrade: "websocket"])

    /// Throws what the sender is told; returns when the socket may be opened.
    ///
    /// - Parameter port: What the service listens on.
    static func check(_ head: HTTPRequestHead, port: Int?) throws(Refusal) {
        let headers = head.headers
        try HostRule.check(hosts: headers["Host"], hasOrigin: headers.contains(name: "Origin"), port: port)
        guard head.method == .GET, head.version == .http1_1 else { throw .methodNotAllowed([.get]) }
        guard names("websocket", in: headers[canonicalForm: "Upgrade"]),
            names("upgrade", in: headers[canonicalForm: "Connection"])
        else { throw notAskedFor }
        guard headers["Sec-WebSocket-Version"] == ["13"] else { throw wrongVersion }
        let keys = headers["Sec-WebSocket-Key"]
        guard keys.count == 1, let key = keys.first, Data(base64Encoded: key)?.count == 16 else {
            throw .invalid("Sec-WebSocket-Key must be 16 bytes in Base64")
        }
        let lengths = headers["Content-Length"]
        guard !headers.contains(name: "Transfer-Encoding"), lengths.allSatisfy({ $0 == "0" }) else {
            throw .invalid("The request that opens a socket has no body")
        }
    }

    private static var wrongVersion: Refusal {
        var refusal = notAskedFor
        refusal.detail.message = "The service speaks version 13 of the WebSocket protocol"
        if let name = HTTPField.Name("Sec-WebSocket-Version") { refusal.headers[name] = "13" }
        return refusal
    }

    private static func names(_ word: String, in tokens: [Substring]) -> Bool {
        tokens.contains { $0.lowercased() == word }
    }
}
