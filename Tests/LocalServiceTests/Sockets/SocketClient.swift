import NIOCore
import NIOPosix
import Synchronization

/// A WebSocket client that sends what it is told to, right or wrong, and shows the frames that come back.
final class SocketClient: Sendable {
    struct Frame: Equatable {
        let opcode: UInt8
        let payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }

        /// Of a close frame.
        var code: Int? { opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil }
    }

    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let demands = Signal<Void>()
    private let pieces = Signal<[UInt8]>()
    private let received = Mutex<[UInt8]>([])

    private init(outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) { self.outbound = outbound }

    /// Opens a connection, sends the text, and hands it to the body; it is closed when the body returns.
    static func connect<Result>(
        to port: Int, sending text: String, _ body: (SocketClient) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let client = SocketClient(outbound: outbound)
            try await outbound.write(ByteBuffer(string: text))
            async let _: Void = client.pump(inbound)
            return try await body(client)
        }
    }

    /// Opens a socket on `/messaging`.
    static func open<Result>(
        _ port: Int, _ body: (SocketClient) async throws -> Result
    ) async throws -> Result {
        try await connect(to: port, sending: handshake(port)) { client in
            let head = await client.head()
            guard head.hasPrefix("HTTP/1.1 101 ") else { throw NoSocket(head: head) }
            return try await body(client)
        }
    }

    struct NoSocket: Error { let head: String }

    /// The example of RFC 6455, with headers in place of its own where `changes` names them; nil leaves one out.
    static func handshake(_ port: Int, path: String = "/messaging", changes: [String: String?] = [:]) -> String {
        var headers: [String: String?] = [
            "Host": "127.0.0.1:\(port)", "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
        ]
        for (name, value) in changes { headers[name] = .some(value) }
        let lines = headers.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }.sorted()
        return "GET \(path) HTTP/1.1\r\n\(lines.joined())\r\n"
    }

    static func frame(
        _ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true, isMasked: Bool = true, reserved: UInt8 = 0
    ) -> [UInt8] {
        let mask: [UInt8] = isMasked ? [0x37, 0xFA, 0x21, 0x3D] : []
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
        let maskBit: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ..<126: bytes.append(maskBit | UInt8(payload.count))
        case ..<65_536: bytes += [maskBit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default: bytes += [maskBit | 127] + (0..<8).map { UInt8(payload.count >> (56 - $0 * 8) & 0xFF) }
        }
        return bytes + mask + payload.enumerated().map { isMasked ? $1 ^ mask[$0 % 4] : $1 }
    }

    func send(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    func say(_ text: String) async throws { try await send(Self.frame(1, Array(text.utf8))) }

    func join(_ channel: String) async throws {
        try await say(#"{"action":"channelJoinAnon","options":{"channel":"\#(channel)"}}"#)
    }

    /// The head of the response, with its end.
    func head() async -> String {
        while true {
            let head = received.withLock { bytes -> String? in
                guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return nil }
                defer { bytes.removeFirst(end) }
                return String(decoding: bytes[..<end], as: UTF8.self)
            }
            if let head { return head }
            guard await readMore() else { return "" }
        }
    }

    /// The next frame; nil when the connection has ended.
    func next() async -> Frame? {
        while true {
            if let frame = received.withLock({ Self.takeFrame(&$0) }) { return frame }
            guard await readMore() else { return nil }
        }
    }

    /// The next frame with a text.
    func nextText() async -> String? {
        while let frame = await next() {
            if frame.opcode == 1 { return frame.text }
        }
        return nil
    }

    /// All that comes until the connection ends, as it came.
    func rest() async -> String {
        while await readMore() {}
        return received.withLock { String(decoding: $0, as: UTF8.self) }
    }

    private static func takeFrame(_ bytes: inout [UInt8]) -> Frame? {
        guard bytes.count >= 2 else { return nil }
        var length = Int(bytes[1])
        var start = 2
        if length >= 126 {
            let width = length == 126 ? 2 : 8
            guard bytes.count >= 2 + width else { return nil }
            length = bytes[2..<2 + width].reduce(0) { $0 << 8 | Int($1) }
            start += width
        }
        guard bytes.count >= start + length else { return nil }
        defer { bytes.removeFirst(start + length) }
        return Frame(opcode: bytes[0] & 0x0F, payload: Array(bytes[start..<start + length]))
    }

    private func readMore() async -> Bool {
        demands.send(())
        guard let piece = await pieces.next() else { return false }
        received.withLock { $0 += piece }
        return true
    }

    /// Reads one piece for each that is asked for; a connection that breaks counts as closed.
    @concurrent
    private func pump(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>) async {
        var iterator = inbound.makeAsyncIterator()
        while await demands.next() != nil {
            guard let piece = try? await iterator.next() else { break }
            pieces.send(Array(piece.readableBytesView))
        }
        pieces.finish()
    }
}
