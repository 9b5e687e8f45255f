import NIOCore
import NIOWebSocket

/// One open WebSocket of the channels: what its client asks for, and what it hears.
struct MessagingSocket: Sendable {
    let service: AssistantService
    let socket: ServiceChannel.Socket

    /// How long a client has to close after it was told to.
    private static let farewell = Duration.seconds(1)

    /// Returns when the socket is closed: by its client, for breaking the protocol, for reading too slowly, or by the
    /// end of the service. Runs go on: they are nobody's who listens.
    func run() async {
        let channel = socket.channel
        let subscription = await service.subscribe(ChannelWire(isEventStream: false)) { channel.close(promise: nil) }
        try? await withTaskCancellationHandler {
            try await socket.executeThenClose { frames, writer in
                let voice = SocketVoice(writer)
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { try? await listen(to: frames, voice, as: subscription.id) }
                    group.addTask { try? await tell(subscription, voice) }
                    group.addTask { try? await ping(voice) }
                    await group.next()
                    group.cancelAll()
                }
            }
        } onCancel: {
            channel.close(promise: nil)
        }
        await service.unsubscribe(subscription.id)
    }

    /// Does what the client says, until it closes or has broken the protocol.
    @concurrent
    private func listen(
        to frames: NIOAsyncChannelInboundStream<WebSocketFrame>, _ voice: SocketVoice, as id: Int
    ) async throws {
        var reading = SocketReading()
        var deadline: Task<Void, Never>?
        defer { deadline?.cancel() }
        for try await frame in frames {
            // Told why, the client may read that before the connection goes; what it still sends is not looked at.
            if deadline != nil {
                if frame.opcode == .connectionClose { return }
                continue
            }
            switch reading.read(frame) {
            case .nothing: break
            case .message(let text): await service.adjust(id, ChannelWire.self) { $0.answer(to: text) }
            case .pong(let data): try await voice.say(.pong, [data])
            case .close(let code): return try await voice.close(code.map { WebSocketErrorCode(codeNumber: Int($0)) })
            case .fail(let code):
                deadline = closing(after: Self.farewell)
                try await voice.close(code)
                await voice.finish()
            }
        }
    }

    /// Sends what is to be heard, and says goodbye when the service ends.
    @concurrent
    private func tell(_ subscription: Subscription, _ voice: SocketVoice) async throws {
        for await _ in subscription.bell {
            let taken = await service.take(subscription.id)
            try await voice.say(.text, taken.messages.map { ByteBuffer(bytes: $0) })
            guard taken.isLast else { continue }
            try await voice.close(.goingAway)
            return try await Task.sleep(for: Self.farewell)
        }
    }

    @concurrent
    private func ping(_ voice: SocketVoice) async throws {
        while true {
            try await Task.sleep(for: service.limits.ping)
            try await voice.say(.ping, [ByteBuffer()])
        }
    }

    private func closing(after delay: Duration) -> Task<Void, Never> {
        let channel = socket.channel
        return Task {
            if (try? await Task.sleep(for: delay)) != nil { channel.close(promise: nil) }
        }
    }
}
