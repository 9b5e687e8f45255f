import WireFormats

/// A run that has not ended, as the service holds it in memory.
struct LiveRun {
    let id: String
    let thread: String
    let reply: String
    let createdAt: String
    private(set) var text = ""
    private(set) var unsavedBytes = 0
    /// Who waits for the end: the requests that asked for the run.
    var waiters: [Int: AsyncStream<RunEnd>.Continuation] = [:]
    /// Takes what the engine makes; cancelling it stops the run.
    var work: Task<WorkEnd, Never>?
    /// Waits for the work and closes the run; never cancelled.
    var closing: Task<Void, Never>?
    /// Why it is being stopped, for the log; the first reason holds.
    private(set) var stopReason: String?

    init(_ new: NewRun) {
        id = new.id
        thread = new.thread
        reply = new.reply
        createdAt = ServiceStore.timestamp(new.startedAt)
    }

    mutating func grow(by piece: String) {
        text += piece
        unsavedBytes += piece.utf8.count
    }

    /// Whether so much is unsaved that it should be saved before the next interval. A save writes the whole text, so a
    /// long text waits for more than a short one, and all saves together stay in proportion to the text.
    func isDue(after bytes: Int) -> Bool { unsavedBytes >= max(bytes, text.utf8.count / 8) }

    mutating func markSaved() { unsavedBytes = 0 }

    mutating func stop(because reason: String) {
        stopReason = stopReason ?? reason
        work?.cancel()
    }

    func ended(_ end: WorkEnd) -> EndedRun {
        switch end {
        case .whole: record(.completed)
        case .stopped: record(.stopped)
        case .failed(let detail): record(.failed, detail)
        }
    }

    private func record(_ status: Assisters.Status, _ failure: Assisters.ErrorDetail? = nil) -> EndedRun {
        EndedRun(id: id, thread: thread, reply: reply, text: text, status: status, failure: failure)
    }
}

/// How the engine's work on a run ended.
enum WorkEnd: Sendable {
    case whole
    case stopped
    case failed(Assisters.ErrorDetail)
}

/// The end of a run, as those are told who wait for it.
enum RunEnd: Sendable {
    case reply(Assisters.Message)
    case failed(Refusal)
}
