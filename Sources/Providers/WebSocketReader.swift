import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Reads the frames of an open WebSocket, answers pings, and tells what comes, its end once and last.
final class WebSocketReader: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let limit: Int
    private let hear: @Sendable (WebSocket.News) -> Void
    private var isOver = false

    init(limit: Int, hear: @escaping @Sendable (WebSocket.News) -> Void) {
        self.limit = limit
        self.hear = hear
    }

    func handlerAdded(context: ChannelHandlerContext) { hear(.opened) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        guard !isOver else { return }
        switch frame.opcode {
        case .text, .binary: hear(.message(Array(frame.unmaskedData.readableBytesView)))
        case .ping:
            hear(.alive)
            context.writeAndFlush(wrapOutboundOut(.sent(.pong, frame.unmaskedData)), promise: nil)
        case .connectionClose:
            context.writeAndFlush(wrapOutboundOut(.sent(.connectionClose, frame.unmaskedData)), promise: nil)
            end(.closed(afterFirstByte: true))
            context.close(promise: nil)
        default: hear(.alive)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength, NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge,
            NIOWebSocketFrameAggregator.Error.tooManyFragments:
            end(.tooLarge(limit: limit))
        case is NIOWebSocketError, is NIOWebSocketFrameAggregator.Error:
            end(.unreadable("what came on its channel is no WebSocket"))
        default: end(ServiceFault(transport: error, afterFirstByte: true))
        }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.closed(afterFirstByte: true))
        context.fireChannelInactive()
    }

    private func end(_ fault: ServiceFault) {
        if !isOver { hear(.closed(fault)) }
        isOver = true
    }
}

/// Reads the answer of a service that does not open a WebSocket.
final class WebSocketRefusalReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let hear: @Sendable (WebSocket.News) -> Void

    init(hear: @escaping @Sendable (WebSocket.News) -> Void) { self.hear = hear }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let refusal = Refusal(
            status: Int(head.status.code), message: "", location: head.headers.first(name: "Location"))
        hear(.closed(.refused(refusal)))
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension WebSocketFrame {
    /// As a client sends it: masked.
    static func sent(_ opcode: WebSocketOpcode, _ data: ByteBuffer) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
    }
}

extension ByteBuffer {
    /// The body of a frame that closes a WebSocket.
    static func closing(_ code: WebSocketErrorCode) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.write(webSocketErrorCode: code)
        return bytes
    }
}
