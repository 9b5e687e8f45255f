import Foundation
import NIOCore

/// Asks an HTTP proxy for a tunnel (RFC 9110, CONNECT), and is gone once it is open.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let mostBytes = 16 << 10
    private static let refused = ServiceFault.unreachable(.other("the proxy refuses"))

    private let request: String
    private let opened: EventLoopPromise<Void>
    private var answer: [UInt8] = []
    private var isOpen = false

    /// - Parameters:
    ///   - endpoint: "api.example.com:443".
    ///   - opened: Kept when the tunnel is open, at once before what has come through it is handed on; broken otherwise.
    init(to endpoint: String, through proxy: ProxyChoice, opened: EventLoopPromise<Void>) {
        var lines = ["CONNECT \(endpoint) HTTP/1.1", "Host: \(endpoint)"]
        if let user = proxy.user {
            let credentials = Data("\(user):\(proxy.password ?? "")".utf8).base64EncodedString()
            lines.append("Proxy-Authorization: Basic \(credentials)")
        }
        request = lines.joined(separator: "\r\n") + "\r\n\r\n"
        self.opened = opened
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOpen else { return context.fireChannelRead(data) }
        answer += unwrapInboundIn(data).readableBytesView
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            if answer.count > Self.mostBytes { refuse(context) }
            return
        }
        // "HTTP/1.1 200 OK"
        let words = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), words[1].hasPrefix("2") else { return refuse(context) }
        isOpen = true
        opened.succeed()
        if end < answer.endIndex { context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: answer[end...]))) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isOpen { return context.fireErrorCaught(error) }
        opened.fail(error)
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) { opened.fail(Self.refused) }

    private func refuse(_ context: ChannelHandlerContext) {
        opened.fail(Self.refused)
        context.close(promise: nil)
    }
}
