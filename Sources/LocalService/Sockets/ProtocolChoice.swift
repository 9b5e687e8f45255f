import HummingbirdCore
import Logging
import NIOCore

/// Reads the first bytes of a connection, builds what is to read the rest, and hands over to it.
final class ProtocolChoice: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let setup: ServiceChannel
    private let logger: Logger
    private let watch: OpeningWatch
    private let connection: EventLoopPromise<ServiceChannel.Connection>
    private var received = ByteBuffer()
    private var isDecided = false

    init(
        _ setup: ServiceChannel, _ watch: OpeningWatch, _ connection: EventLoopPromise<ServiceChannel.Connection>,
        logger: Logger
    ) {
        self.setup = setup
        self.watch = watch
        self.connection = connection
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        guard !isDecided, let opening = Opening(received.readableBytesView) else { return }
        isDecided = true
        switch opening {
        case .http: setUpHTTP(context)
        case .messaging: setUpMessaging(context)
        }
    }

    /// A connection that ends undecided was nobody's. A promise that is kept already stays so.
    func handlerRemoved(context: ChannelHandlerContext) {
        if !isDecided { connection.fail(ChannelError.eof) }
    }

    private func setUpHTTP(_ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        setup.http.setup(channel: context.channel, logger: logger).assumeIsolated().whenComplete { result in
            self.connection.completeWith(result.map(ServiceChannel.Connection.http))
            if case .failure = result { return context.close(promise: nil) }
            pipeline.removeHandler(self.watch, promise: nil)
            self.handOver(context)
        }
    }

    private func setUpMessaging(_ context: ChannelHandlerContext) {
        do {
            try setup.messaging.addHandlers(to: context.channel, watch, connection)
            handOver(context)
        } catch {
            connection.fail(error)
            context.close(promise: nil)
        }
    }

    private func handOver(_ context: ChannelHandlerContext) {
        context.fireChannelRead(Self.wrapInboundOut(received))
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
