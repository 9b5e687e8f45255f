import HummingbirdCore
import Logging
import NIOCore
import NIOWebSocket

/// What every connection is given: HTTP, or the WebSocket of the channels, as its first request says.
///
/// A connection over HTTP is built and handled by the server framework, as if there were nothing else.
struct ServiceChannel: ServerChildChannel {
    let http: HTTP1Channel
    let messaging: MessagingUpgrade
    let service: AssistantService

    typealias Socket = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    enum Connection: Sendable {
        case http(HTTP1Channel.Value)
        case messaging(Socket)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        /// Fails when the connection ends before it has found its protocol.
        let connection: EventLoopFuture<Connection>
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let connection = channel.eventLoop.makePromise(of: Connection.self)
            let watch = OpeningWatch(patience: service.limits.idle)
            try channel.pipeline.syncOperations.addHandlers([
                watch, ProtocolChoice(self, watch, connection, logger: logger),
            ])
            return Value(channel: channel, connection: connection.futureResult)
        }
    }

    func handle(value: Value, logger: Logger) async {
        let connection = try? await withTaskCancellationHandler {
            try await value.connection.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
        switch connection {
        case .http(let channel): await http.handle(value: channel, logger: logger)
        case .messaging(let socket): await MessagingSocket(service: service, socket: socket).run()
        case nil: value.channel.close(promise: nil)
        }
    }
}
