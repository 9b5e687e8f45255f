import HTTPTypes
import WireFormats

extension Assisters.Message {
    /// The reply of a run as its asker is told. Throws the refusal when the run failed.
    init(_ ended: EndedRun) throws(Refusal) {
        if let failure = ended.failure {
            throw Refusal(status: .internalServerError, detail: Assisters.ErrorDetail(failure))
        }
        self.init(
            id: ended.reply, role: .assistant, content: ended.text, createdAt: ended.createdAt,
            status: Assisters.Status(ended.status))
    }
}

extension Assisters.ErrorDetail {
    init(_ failure: RunFailure) { self.init(code: failure.code, message: failure.message, type: "server_error") }
}

extension Assisters.Status {
    init(_ state: RunState) {
        self =
            switch state {
            case .queued, .inProgress: .inProgress
            case .completed: .completed
            case .stopped: .stopped
            case .failed: .failed
            }
    }
}
