/// A run that is stopped as soon as nobody holds this, unless another request owns it too.
final class OwnedRun: Sendable {
    let id: String
    private let waiting: Task<EndedRun, any Error>

    init(_ id: String, of service: AssistantService) {
        self.id = id
        waiting = Task { try await service.end(of: id) }
    }

    deinit { waiting.cancel() }

    /// Waits for the end. Cancelling the caller stops the run.
    func end() async throws -> EndedRun {
        try await withTaskCancellationHandler {
            try await waiting.value
        } onCancel: {
            waiting.cancel()
        }
    }
}
