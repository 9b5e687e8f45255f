import Hummingbird

extension AssistersHandlers {
    /// Sends the replies of a thread as they are made, until the next one has ended.
    ///
    /// A reply that is being made comes from its beginning; otherwise the stream waits for the next one.
    func stream(_ thread: String, _ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.store.thread(thread)
        return await service.stream(AssistersWire(thread: thread), over: request, context)
    }
}
