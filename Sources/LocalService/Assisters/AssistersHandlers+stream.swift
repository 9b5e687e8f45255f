import HTTPTypes
import Hummingbird
import NIOCore

extension AssistersHandlers {
    /// Sends the replies of a thread as they are made, until the next one has ended.
    ///
    /// A reply that is being made comes from its beginning; otherwise the stream waits for the next one.
    func stream(_ thread: String, _ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.store.thread(thread)
        let channel = context.channel
        // Subscribed before the head is sent: whoever has seen the head misses nothing.
        let subscription = await service.subscribe(AssistersWire(thread: thread)) { channel.close(promise: nil) }
        let headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                do {
                    try await request.body.consumeWithCancellationOnInboundClose { _ in
                        try await send(subscription, to: &writer)
                    }
                } catch {
                    await service.unsubscribe(subscription.id)
                    throw error
                }
                try await writer.finish(nil)
            })
    }

    /// Returns after the last bytes. Throws when the listener is gone or was given up.
    @concurrent
    private func send(_ subscription: Subscription, to writer: inout any ResponseBodyWriter) async throws {
        async let _: Void = ping(subscription.id)
        for await _ in subscription.bell {
            let taken = await service.take(subscription.id)
            if !taken.messages.isEmpty { try await writer.write(ByteBuffer(bytes: taken.bytes)) }
            if taken.isLast { return }
        }
        throw CancellationError()
    }

    private func ping(_ id: Int) async {
        while (try? await Task.sleep(for: service.limits.ping)) != nil { await service.ping(id) }
    }
}
