import NIOCore
import NIOPosix

/// Opens plain connections to the service, to send what no HTTP client would and to see what really comes back.
struct RawClient: Sendable {
    let port: Int
    let key: String

    /// Sends the bytes and hands what comes back to the body; the connection is closed when the body returns.
    func connect<Result>(
        sending text: String, _ body: (RawConnection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            return try await body(RawConnection(inbound: inbound, outbound: outbound))
        }
    }

    func head(_ method: String, _ path: String, length: Int? = nil, more: String = "") -> String {
        let body = length.map { "Content-Type: application/json\r\nContent-Length: \($0)\r\n" } ?? ""
        return
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAuthorization: Bearer \(key)\r\n\(body)\(more)\r\n"
    }

    func request(_ method: String, _ path: String, _ body: String? = nil, more: String = "") -> String {
        head(method, path, length: body?.utf8.count, more: more) + (body ?? "")
    }

    /// The whole of what comes back until the service closes the connection.
    func exchange(_ method: String, _ path: String, _ body: String? = nil) async throws -> String {
        try await connect(sending: request(method, path, body, more: "Connection: close\r\n")) { connection in
            try await connection.rest()
        }
    }
}

final class RawConnection {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private(set) var received = ""

    init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Reads until the text has come; false when the connection ended before.
    func sees(_ text: String) async throws -> Bool {
        while !received.contains(text) {
            guard let more = try await inbound.next() else { return false }
            received += String(buffer: more)
        }
        return true
    }

    /// Reads until the service closes.
    func rest() async throws -> String {
        while let more = try await inbound.next() { received += String(buffer: more) }
        return received
    }
}
