import NIOCore
import NIOWebSocket

/// Makes messages of the frames that come over one WebSocket, and says what the protocol wants done (RFC 6455).
///
/// It holds no socket. After `.close` and `.fail` it is not asked again.
struct SocketReading {
    /// Bytes of a message.
    static let largestMessage = 64 << 10
    /// A frame up to this is read in order to be refused in words; a larger one ends the connection.
    static let largestFrame = largestMessage * 2

    enum Finding: Equatable {
        case nothing
        case message(String)
        case pong(ByteBuffer)
        /// The other side closes with this code; nil when it gave none.
        case close(UInt16?)
        /// The other side broke the protocol: this is to be its close code.
        case fail(WebSocketErrorCode)
    }

    /// The text of the fragments so far; nil between messages.
    private var begun: ByteBuffer?

    mutating func read(_ frame: WebSocketFrame) -> Finding {
        // A client masks every frame, and nothing was agreed on that would use the reserved bits.
        guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return .fail(.protocolError) }
        switch frame.opcode {
        case .text where begun == nil: return append(frame, to: ByteBuffer())
        case .continuation:
            guard let begun else { return .fail(.protocolError) }
            return append(frame, to: begun)
        case .binary where begun == nil: return .fail(.unacceptableData)
        case .ping: return .pong(frame.unmaskedData)
        case .pong: return .nothing
        case .connectionClose: return close(frame.unmaskedData)
        default: return .fail(.protocolError)
        }
    }

    private mutating func append(_ frame: WebSocketFrame, to text: ByteBuffer) -> Finding {
        var text = text
        guard text.readableBytes + frame.length <= Self.largestMessage else { return .fail(.messageTooLarge) }
        text.writeImmutableBuffer(frame.unmaskedData)
        guard frame.fin else {
            begun = text
            return .nothing
        }
        begun = nil
        guard let message = String(validating: text.readableBytesView, as: UTF8.self) else {
            return .fail(.dataInconsistentWithMessage)
        }
        return .message(message)
    }

    private func close(_ data: ByteBuffer) -> Finding {
        guard data.readableBytes > 0 else { return .close(nil) }
        guard let code = data.getInteger(at: data.readerIndex, as: UInt16.self), Self.mayBeSent(code),
            String(validating: data.readableBytesView.dropFirst(2), as: UTF8.self) != nil
        else { return .fail(.protocolError) }
        return .close(code)
    }

    /// Section 7.4: codes of the protocol that may be sent, and those of libraries and programs.
    private static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1011, 3000...4999: true
        default: false
        }
    }
}
