import NIOCore
import NIOPosix
import Synchronization

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
            let connection = RawConnection(outbound: outbound)
            async let _: Void = connection.pump(inbound)
            return try await body(connection)
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
            await connection.rest()
        }
    }
}

/// A connection that reads only what the test asks for.
final class RawConnection: Sendable {
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let demands = Signal<Void>()
    private let pieces = Signal<String>()
    private let text = Mutex("")

    init(outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) { self.outbound = outbound }

    /// All that has been read.
    var received: String { text.withLock { $0 } }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    /// Reads until the text has come; false when the connection ended before.
    func sees(_ wanted: String) async -> Bool {
        while !received.contains(wanted) {
            guard await readMore() else { return false }
        }
        return true
    }

    /// Reads until the service closes.
    func rest() async -> String {
        while await readMore() {}
        return received
    }

    private func readMore() async -> Bool {
        demands.send(())
        guard let piece = await pieces.next() else { return false }
        text.withLock { $0 += piece }
        return true
    }

    /// Reads one piece for each that is asked for; a connection that breaks counts as closed.
    @concurrent
    func pump(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async {
        var iterator = inbound.makeAsyncIterator()
        while await demands.next() != nil {
            guard let piece = try? await iterator.next() else { break }
            pieces.send(String(buffer: piece))
        }
        pieces.finish()
    }
}
