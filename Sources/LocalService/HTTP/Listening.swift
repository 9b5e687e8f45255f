import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// The open port and what answers there.
struct Listening: Sendable {
    let port: Int
    /// Ends when the last connection has.
    let task: Task<Void, Never>
    private let server: Server<ServiceChannel>

    static func start(
        _ responder: ServiceResponder, _ configuration: ServiceConfiguration
    ) async throws(ServiceError) -> Listening {
        let (starts, started) = AsyncStream<Result<Int, ServiceError>>.makeStream()
        let server = server(responder, configuration) { channel in
            started.yield(.success(channel.localAddress?.port ?? configuration.port))
        }
        let port = configuration.port
        let task = Task {
            do {
                try await server.run()
            } catch {
                started.yield(.failure(.cannotListen(port: port, reason: "\(error)")))
            }
            started.finish()
        }
        for await start in starts { return Listening(port: try start.get(), task: task, server: server) }
        throw .cannotListen(port: port, reason: "it stopped at once")
    }

    /// Takes no more connections and ends those there are: idle ones at once, others after their reply.
    func stop(within deadline: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.shutdownGracefully() }
            group.addTask {
                if (try? await Task.sleep(for: deadline)) != nil { task.cancel() }
            }
            await task.value
            group.cancelAll()
        }
    }

    private static func server(
        _ responder: ServiceResponder, _ configuration: ServiceConfiguration,
        onServerRunning: @escaping @Sendable (any Channel) async -> Void
    ) -> Server<ServiceChannel> {
        let limits = configuration.limits
        // Request bodies and headers never reach a log through the framework.
        var quiet = configuration.logger
        quiet.logLevel = max(quiet.logLevel, .warning)
        let logger = quiet
        let fieldBytes = max(limits.headerBytes, limits.targetBytes * 2)
        let http = HTTP1Channel(
            responder: { request, writer, channel in
                let context = ServiceContext(source: .init(channel: channel, logger: logger))
                let response = try await responder.respond(to: request, context: context)
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: .init(
                idleTimeout: .init(limits.idle),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: fieldBytes, maxHeaderListSize: limits.headerBytes,
                    maxHeaderFieldCount: limits.headerFields)))
        var decoderLimits = NIOHTTPDecoderLimitConfiguration()
        decoderLimits.maxHeaderFieldSize = fieldBytes
        decoderLimits.maxHeaderListSize = limits.headerBytes
        decoderLimits.maxHeaderFieldCount = limits.headerFields
        let channel = ServiceChannel(
            http: http, messaging: MessagingUpgrade(limits: limits, decoderLimits: decoderLimits),
            service: responder.service)
        return Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(
                address: .hostname("127.0.0.1", port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
            onServerRunning: onServerRunning,
            eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup,
            logger: logger)
    }
}
