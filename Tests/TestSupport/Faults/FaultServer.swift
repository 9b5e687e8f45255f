import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on loopback that answers each request with the bytes and the faults that a test says.
package final class FaultServer: Sendable {
    /// What is done with a request, asked when it has come whole.
    package typealias Script = @Sendable (FaultRequest) async -> FaultAnswer
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private struct Log {
        var requests: [FaultRequest] = []
        var connections: [Int: any Channel] = [:]
        var connectionCount = 0
        var answersInWork = 0
    }

    /// "127.0.0.1:4242".
    package let authority: String
    package let port: Int
    private let listener: any Channel
    private let door: ConnectionDoor<ByteBuffer, ByteBuffer>
    private let script: Script
    private let log = Mutex(Log())

    /// Serves while `body` runs, and is gone when this returns.
    /// - Parameters:
    ///   - host: An address of the loopback network.
    ///   - certificate: With one, every connection is encrypted.
    package static func serving<Result: Sendable>(
        host: String = "127.0.0.1", certificate: TestCertificate? = nil, _ script: @escaping Script,
        _ body: (FaultServer) async throws -> Result
    ) async throws -> Result {
        let encryption = try certificate?.serverContext()
        let door = ConnectionDoor<ByteBuffer, ByteBuffer>()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(ChannelOptions.backlog, value: 256)
            .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: host, port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let encryption {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: encryption))
                    }
                    return try door.enter(channel)
                }
            }
        let server = FaultServer(listener: listener.channel, door: door, host: host, script: script)
        let serving = Task { try await server.serve(listener) }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(server)) } catch { result = .failure(error) }
        try? await listener.channel.close()
        _ = await serving.result
        await door.shut()
        return try result.get()
    }

    private init(
        listener: any Channel, door: ConnectionDoor<ByteBuffer, ByteBuffer>, host: String, script: @escaping Script
    ) {
        self.listener = listener
        self.door = door
        self.script = script
        port = listener.localAddress?.port ?? 0
        authority = "\(host):\(port)"
    }

    /// All whole requests so far, in the order of their ends.
    package var requests: [FaultRequest] { log.withLock { $0.requests } }

    /// How many connections were taken.
    package var connectionCount: Int { log.withLock { $0.connectionCount } }

    /// How many answers have begun and not come to their end, nor lost their client.
    package var answersInWork: Int { log.withLock { $0.answersInWork } }

    /// As if the process had been killed: nobody listens any more, and all connections are torn down.
    package func kill() async {
        // Whoever stops listening first ends its connections in order.
        for channel in log.withLock({ Array($0.connections.values) }) { try? await Self.reset(channel) }
        try? await listener.close()
    }

    private func serve(_ listener: NIOAsyncChannel<Connection, Never>) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    group.addTask { try? await self.serve(connection) }
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ connection: Connection) async throws {
        let number = log.withLock { log in
            log.connectionCount += 1
            log.connections[log.connectionCount] = connection.channel
            return log.connectionCount
        }
        defer { log.withLock { $0.connections[number] = nil } }
        try await door.serve(connection) { inbound, outbound in
            await withDiscardingTaskGroup { group in
                var reader = FaultRequestReader(connection: number)
                do {
                    for try await bytes in inbound {
                        reader.feed(bytes.readableBytesView)
                        while let request = reader.next() {
                            log.withLock { $0.requests.append(request) }
                            group.addTask { await self.answer(request, over: outbound, of: connection.channel) }
                        }
                    }
                } catch {
                    // The client has torn the connection down, or encryption was not agreed on.
                }
                group.cancelAll()
            }
        }
    }

    private func answer(
        _ request: FaultRequest, over outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, of channel: any Channel
    ) async {
        log.withLock { $0.answersInWork += 1 }
        defer { log.withLock { $0.answersInWork -= 1 } }
        do {
            for step in await script(request).steps {
                switch step {
                case .bytes(let bytes): try await outbound.write(ByteBuffer(bytes: bytes))
                case .wait(let condition): await condition()
                case .pause(let duration): try await Task.sleep(for: duration)
                case .stall: for await _ in AsyncStream<Never>.makeStream().stream {}
                case .end(.finished): try await channel.close()
                case .end(.reset): try await Self.reset(channel)
                }
            }
        } catch {
            // The client has left.
        }
    }

    /// Without lingering, closing sends a reset in place of an end.
    private static func reset(_ channel: any Channel) async throws {
        try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.close()
    }
}
