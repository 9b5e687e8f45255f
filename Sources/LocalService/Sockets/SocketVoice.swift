import NIOCore
import NIOWebSocket

/// The sending side of one WebSocket: nothing is said after the close frame, and that is said once.
actor SocketVoice {
    private let writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    private var hasClosed = false

    init(_ writer: NIOAsyncChannelOutboundWriter<WebSocketFrame>) { self.writer = writer }

    /// Returns when the connection has taken the frames. Throws when it is gone.
    func say(_ opcode: WebSocketOpcode, _ payloads: [ByteBuffer]) async throws {
        guard !hasClosed, !payloads.isEmpty else { return }
        try await writer.write(
            contentsOf: payloads.map { WebSocketFrame(fin: true, opcode: opcode, data: $0) })
    }

    /// - Parameter code: nil says none.
    func close(_ code: WebSocketErrorCode?) async throws {
        guard !hasClosed else { return }
        hasClosed = true
        var data = ByteBuffer()
        if let code { data.write(webSocketErrorCode: code) }
        try await writer.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: data))
    }

    /// Ends our half of the connection, so that the other side sees the close frame as the last.
    func finish() { writer.finish() }
}
