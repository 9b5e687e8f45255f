import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import Synchronization

/// A server on loopback that speaks HTTP/1.1 and WebSocket as a test says.
package final class ScriptedSocketServer: Sendable {
    /// Plays one WebSocket. Its task is cancelled when the client closes the connection.
    package typealias SocketScript = @Sendable (ScriptedSocket) async throws -> Void
    fileprivate typealias HTTPDoor = ConnectionDoor<HTTPServerRequestPart, HTTPServerResponsePart>
    fileprivate typealias SocketDoor = ConnectionDoor<WebSocketFrame, ByteBuffer>

    fileprivate enum Connection: Sendable {
        case http(HTTPDoor.Connection)
        case socket(SocketDoor.Connection, HTTPRequestHead)
    }

    package struct Refusal: Sendable {
        let status: Int
        let location: String?

        package init(status: Int, location: String? = nil) {
            self.status = status
            self.location = location
        }
    }

    private let place = Mutex(0)
    private let httpDoor = HTTPDoor()
    fileprivate let socketDoor = SocketDoor()
    private let http: ScriptedHTTPServer.Script
    private let refuses: @Sendable (Int) -> Refusal?
    private let socket: SocketScript
    private let log = Mutex<[ScriptedHTTPServer.Request]>([])
    private let opened = Counter()
    private let frames = Mutex<[ScriptedSocket.Frame]>([])

    /// Serves while `body` runs, and is gone when this returns.
    /// - Parameters:
    ///   - certificate: With one, every connection is encrypted.
    ///   - refuses: How a request for a WebSocket is refused, by its number from 0; nil opens it.
    package static func serving<Result: Sendable>(
        certificate: TestCertificate? = nil, http: @escaping ScriptedHTTPServer.Script,
        refuses: @escaping @Sendable (Int) -> Refusal? = { _ in nil },
        socket: @escaping SocketScript, _ body: (ScriptedSocketServer) async throws -> Result
    ) async throws -> Result {
        let encryption = try certificate?.serverContext()
        let server = ScriptedSocketServer(http: http, refuses: refuses, socket: socket)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let encryption {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: encryption))
                    }
                    return try server.negotiate(on: channel)
                }
            }
        server.place.withLock { $0 = listener.channel.localAddress?.port ?? 0 }
        let serving = Task { try await server.serve(listener) }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        try? await listener.channel.close()
        _ = await serving.result
        await server.httpDoor.shut()
        await server.socketDoor.shut()
        return try result.get()
    }

    private func negotiate(on channel: any Channel) throws -> EventLoopFuture<Connection> {
        var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
            upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration<Connection>(
                upgraders: [SocketUpgrader(server: self)]
            ) { channel in
                channel.eventLoop.makeCompletedFuture { .http(try self.httpDoor.enter(channel)) }
            })
        // Without assistance a client that leaves is noticed while an answer is being written.
        configuration.enablePipelining = false
        return try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(configuration: configuration)
    }

    private init(
        http: @escaping ScriptedHTTPServer.Script, refuses: @escaping @Sendable (Int) -> Refusal?,
        socket: @escaping SocketScript
    ) {
        self.http = http
        self.refuses = refuses
        self.socket = socket
    }

    package var port: Int { place.withLock { $0 } }

    /// Counts a request for a WebSocket, and says how it is refused.
    fileprivate func refusal(of head: HTTPRequestHead) -> Refusal? {
        let number = log.withLock { log in
            log.append(.init(method: head.method.rawValue, target: head.uri, fields: head.headers))
            return log.count { $0.header("Upgrade") != nil } - 1
        }
        return refuses(number)
    }

    /// All requests so far, those for a WebSocket too.
    package var requests: [ScriptedHTTPServer.Request] { log.withLock { $0 } }

    /// All frames that clients have sent so far.
    package var received: [ScriptedSocket.Frame] { frames.withLock { $0 } }

    private func serve(_ listener: NIOAsyncChannel<EventLoopFuture<Connection>, Never>) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask {
                        switch try? await connection.get() {
                        case .http(let connection): try? await self.serve(connection)
                        case .socket(let connection, let head): try? await self.serve(connection, head)
                        case nil: break
                        }
                    }
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ connection: HTTPDoor.Connection) async throws {
        try await httpDoor.serve(connection) { inbound, outbound in
            await withDiscardingTaskGroup { group in
                let response = ScriptedHTTPServer.Response(outbound: outbound, channel: connection.channel)
                try? await ScriptedHTTPServer.read(inbound) { request in
                    self.log.withLock { $0.append(request) }
                    group.addTask { try? await self.http(request, response) }
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ connection: SocketDoor.Connection, _ head: HTTPRequestHead) async throws {
        let (texts, heard) = AsyncStream.makeStream(of: String.self)
        try await socketDoor.serve(connection) { inbound, outbound in
            await withDiscardingTaskGroup { group in
                let socket = ScriptedSocket(
                    number: self.opened.next(),
                    request: .init(method: head.method.rawValue, target: head.uri, fields: head.headers),
                    texts: texts, outbound: outbound, channel: connection.channel)
                group.addTask { try? await self.socket(socket) }
                try? await self.read(inbound, heard: heard)
                heard.finish()
                group.cancelAll()
            }
        }
    }

    private func read(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>, heard: AsyncStream<String>.Continuation
    ) async throws {
        for try await frame in inbound {
            let received = ScriptedSocket.Frame(
                kind: .init(rawValue: UInt8(webSocketOpcode: frame.opcode)), isMasked: frame.maskKey != nil,
                data: Array(frame.unmaskedData.readableBytesView))
            frames.withLock { $0.append(received) }
            if frame.opcode == .text { heard.yield(String(buffer: frame.unmaskedData)) }
        }
    }
}

/// One WebSocket of a scripted server.
package struct ScriptedSocket: Sendable {
    /// From 0, counting those that were opened.
    package let number: Int
    /// What asked for it.
    package let request: ScriptedHTTPServer.Request
    fileprivate let texts: AsyncStream<String>
    fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    fileprivate let channel: any Channel

    /// The next message of the client; nil when it has left.
    package func next() async -> String? {
        var texts = texts.makeAsyncIterator()
        return await texts.next()
    }

    package func send(_ text: String) async throws { try await write(Self.bytes(.text, Array(text.utf8))) }

    package func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    /// Closes the connection where it stands.
    package func cut() async throws { try await channel.close() }

    /// Waits until the client closes the connection.
    package func untilClientLeaves() async { while await next() != nil {} }

    package enum Kind: UInt8, Sendable {
        case continuation = 0
        case text = 1
        case binary = 2
        case close = 8
        case ping = 9
        case pong = 10
    }

    /// As a client has sent it.
    package struct Frame: Sendable {
        /// nil for one that the standard does not know.
        package let kind: Kind?
        package let isMasked: Bool
        package let data: [UInt8]
    }

    /// A frame as a server sends it.
    package static func bytes(_ kind: Kind, _ data: [UInt8], isLast: Bool = true) -> [UInt8] {
        let first = kind.rawValue | (isLast ? 0x80 : 0)
        let count = data.count
        let length: [UInt8] =
            switch count {
            case ..<126: [UInt8(count)]
            case ..<65536: [126, UInt8(count >> 8), UInt8(count & 0xFF)]
            default: [127] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
            }
        return [first] + length + data
    }
}

/// Opens WebSockets on which frames are read and bytes are written.
private struct SocketUpgrader: NIOTypedHTTPServerProtocolUpgrader {
    let supportedProtocol = "websocket"
    let requiredUpgradeHeaders: [String] = []
    let server: ScriptedSocketServer

    func buildUpgradeResponse(
        channel: any Channel, upgradeRequest: HTTPRequestHead, initialResponseHeaders: HTTPHeaders
    ) -> EventLoopFuture<HTTPHeaders> {
        if let refusal = server.refusal(of: upgradeRequest) { return refuse(refusal, on: channel) }
        let upgrader = NIOTypedWebSocketServerUpgrader<Void>(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
        return upgrader.buildUpgradeResponse(
            channel: channel, upgradeRequest: upgradeRequest, initialResponseHeaders: initialResponseHeaders)
    }

    private func refuse(
        _ refusal: ScriptedSocketServer.Refusal, on channel: any Channel
    ) -> EventLoopFuture<HTTPHeaders> {
        let location = refusal.location.map { [("Location", $0)] } ?? []
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: refusal.status),
            headers: HTTPHeaders([("Content-Length", "0")] + location))
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        return channel.writeAndFlush(HTTPServerResponsePart.end(nil)).flatMap { channel.close() }
            .flatMapThrowing { throw ChannelError.eof }
    }

    func upgrade(
        channel: any Channel, upgradeRequest: HTTPRequestHead
    ) -> EventLoopFuture<ScriptedSocketServer.Connection> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
                ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: 1 << 20)))
            let connection = try server.socketDoor.enter(channel)
            return .socket(connection, upgradeRequest)
        }
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
