import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Makes a WebSocket of a connection whose first request asks for one.
struct MessagingUpgrade: Sendable {
    let limits: ServiceLimits
    let decoderLimits: NIOHTTPDecoderLimitConfiguration

    typealias Socket = ServiceChannel.Socket

    /// Adds what reads the request and answers it. The connection is told the socket, or closed after a refusal.
    func addHandlers(
        to channel: any Channel, _ watch: OpeningWatch, _ connection: EventLoopPromise<ServiceChannel.Connection>
    ) throws {
        let encoder = HTTPResponseEncoder()
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: decoderLimits))
        let upgrade = NIOTypedHTTPServerUpgradeHandler(
            httpEncoder: encoder, extraHTTPHandlers: [decoder, watch], upgradeConfiguration: configuration)
        try channel.pipeline.syncOperations.addHandlers([encoder, decoder, MessagingDoor(), upgrade])
        upgrade.upgradeResultFuture.map(ServiceChannel.Connection.messaging).cascade(to: connection)
    }

    private var configuration: NIOTypedHTTPServerUpgradeConfiguration<Socket> {
        let upgrader = NIOTypedWebSocketServerUpgrader(
            maxFrameSize: SocketReading.largestFrame,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture { try Self.socket(on: channel, silence: limits.idle) }
            })
        // The door lets no other request through.
        return NIOTypedHTTPServerUpgradeConfiguration(upgraders: [upgrader]) { channel in
            channel.eventLoop.makeFailedFuture(ChannelError.inappropriateOperationForState)
        }
    }

    private static func socket(on channel: any Channel, silence: Duration) throws -> Socket {
        try channel.pipeline.syncOperations.addHandlers([
            IdleStateHandler(readTimeout: TimeAmount(silence)), SilenceWatch(),
        ])
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }
}

/// Refuses what may not open a socket, and goes away before one that may.
private final class MessagingDoor: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private var hasRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused, case .head(let head) = Self.unwrapInboundIn(data) else { return }
        do throws(Refusal) {
            try MessagingHandshake.check(head, port: context.channel.localAddress?.port)
            context.fireChannelRead(data)
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            refuse(error, context)
        }
    }

    /// What is no HTTP is told so once.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError { refuse(.invalid("The request is not valid HTTP"), context) }
        context.fireErrorCaught(error)
    }

    /// The other half of the connection is closed when its sender closes it, or by the watch.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        guard !hasRefused else { return }
        hasRefused = true
        let body = refusal.betterFormsBody
        var headers: HTTPHeaders = [
            "Content-Type": "application/json", "Content-Length": String(body.count), "Connection": "close",
            "Cache-Control": "no-store", "Date": HTTPDate.text(of: Date()),
        ]
        for field in refusal.headers { headers.replaceOrAdd(name: field.name.rawName, value: field.value) }
        let status = HTTPResponseStatus(statusCode: refusal.status.code, reasonPhrase: refusal.status.reasonPhrase)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
    }
}

/// Closes a socket from which nothing has come for long: it answers no pings.
private final class SilenceWatch: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case IdleStateHandler.IdleStateEvent.read = event { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
