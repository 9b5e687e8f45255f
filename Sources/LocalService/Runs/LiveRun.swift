/// A run that has not ended, as the service holds it in memory.
struct LiveRun {
    let names: RunNames
    let createdAt: String
    private(set) var text = ""
    private(set) var unsavedBytes = 0
    var grounds = RunGrounds()
    /// Who waits for the end.
    private var waiters: [Int: Waiter] = [:]
    /// Takes what the engine makes; cancelling it stops the run.
    private(set) var work: Task<WorkEnd, Never>?
    /// Waits for the work and closes the run; never cancelled.
    private(set) var closing: Task<Void, Never>?
    /// Why it is being stopped, for the log; the first reason holds.
    private(set) var stopReason: String?

    private struct Waiter {
        let end: AsyncStream<EndedRun>.Continuation
        let ownsRun: Bool
    }

    init(_ new: NewRun) {
        names = RunNames(id: new.id, thread: new.thread, reply: new.reply, api: new.api, audience: new.audience)
        createdAt = ServiceStore.timestamp(new.startedAt)
    }

    var state: RunState { work == nil ? .queued : .inProgress }

    mutating func grow(by piece: String) {
        text += piece
        unsavedBytes += piece.utf8.count
    }

    /// Whether so much is unsaved that it should be saved before the next interval. A save writes the whole text, so a
    /// long text waits for more than a short one, and all saves together stay in proportion to the text.
    func isDue(after bytes: Int) -> Bool { unsavedBytes >= max(bytes, text.utf8.count / 8) }

    mutating func markSaved() { unsavedBytes = 0 }

    mutating func begin(_ work: Task<WorkEnd, Never>, closing: Task<Void, Never>) {
        self.work = work
        self.closing = closing
        if stopReason != nil { work.cancel() }
    }

    mutating func stop(because reason: String) {
        stopReason = stopReason ?? reason
        work?.cancel()
    }

    /// The next value of the stream is the end.
    mutating func wait(_ number: Int, ownsRun: Bool) -> AsyncStream<EndedRun> {
        let (ends, end) = AsyncStream<EndedRun>.makeStream()
        waiters[number] = Waiter(end: end, ownsRun: ownsRun)
        return ends
    }

    /// Returns whether the run was this waiter's, and is nobody's now.
    mutating func stopWaiting(_ number: Int) -> Bool {
        guard let left = waiters.removeValue(forKey: number) else { return false }
        return left.ownsRun && !waiters.values.contains { $0.ownsRun }
    }

    func tellWaiters(_ ended: EndedRun) {
        for waiter in waiters.values {
            waiter.end.yield(ended)
            waiter.end.finish()
        }
    }

    func ended(_ end: WorkEnd) -> EndedRun {
        switch end {
        case .whole: record(.completed)
        case .stopped: record(.stopped)
        case .failed(let failure): record(.failed, failure)
        }
    }

    private func record(_ status: RunState, _ failure: RunFailure? = nil) -> EndedRun {
        EndedRun(
            id: names.id, thread: names.thread, reply: names.reply, text: text, status: status, failure: failure,
            createdAt: createdAt, grounds: grounds)
    }
}

/// How the engine's work on a run ended.
enum WorkEnd: Sendable {
    case whole
    case stopped
    case failed(RunFailure)
}
