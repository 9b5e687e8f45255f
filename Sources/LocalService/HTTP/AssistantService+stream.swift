import HTTPTypes
import Hummingbird
import NIOCore

extension AssistantService {
    /// A response that goes on with what the wire tells, until the stream is over or the other side has closed.
    nonisolated func stream(
        _ wire: any RunWire, over request: Request, _ context: ServiceContext
    ) async -> Response {
        let channel = context.channel
        // Subscribed before the head is sent: whoever has seen the head misses nothing.
        let subscription = await subscribe(wire) { channel.close(promise: nil) }
        let headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                do {
                    try await request.body.consumeWithCancellationOnInboundClose { _ in
                        try await self.send(subscription, to: &writer)
                    }
                } catch {
                    await self.unsubscribe(subscription.id)
                    throw error
                }
                try await writer.finish(nil)
            })
    }

    /// Returns after the last bytes. Throws when the listener is gone or was given up.
    @concurrent
    private nonisolated func send(_ subscription: Subscription, to writer: inout any ResponseBodyWriter) async throws {
        async let _: Void = ping(regularly: subscription.id)
        for await _ in subscription.bell {
            let taken = await take(subscription.id)
            if !taken.messages.isEmpty { try await writer.write(ByteBuffer(bytes: taken.bytes)) }
            if taken.isLast { return }
        }
        throw CancellationError()
    }

    private func ping(regularly id: Int) async {
        while (try? await Task.sleep(for: limits.ping)) != nil { ping(id) }
    }
}
