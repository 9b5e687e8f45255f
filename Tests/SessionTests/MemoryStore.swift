import ChatModel
import Session

/// A store in memory that fails or waits when the test says so.
actor MemoryStore: ThreadStore {
    nonisolated let readOnly: Failure?
    private(set) var kept: SessionState
    private(set) var writes = 0
    private var failure: Failure?
    private var isHeld = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(isMet: (SessionState) -> Bool, resume: CheckedContinuation<Void, Never>)] = []
    private var arrivals: [CheckedContinuation<Void, Never>] = []

    init(
        threads: [ChatThread] = [], messages: [ThreadID: [Message]] = [:], drafts: [ThreadID: String] = [:],
        readOnly: Failure? = nil
    ) {
        self.readOnly = readOnly
        kept = SessionState(threads: threads, drafts: drafts)
        for (thread, list) in messages { kept.apply(.threadOpened(thread, list)) }
    }

    func list(_ query: ThreadQuery, around place: Int, limit: Int) async throws(Failure) -> ThreadPage {
        let threads = (kept.threads + kept.offList.values).filter { $0.scope == query.scope }.sorted(by: query.lists)
        let first = max(0, min(place - limit / 2, threads.count - limit))
        return ThreadPage(
            query: query, first: first, count: threads.count, threads: Array(threads[first...].prefix(limit)),
            drafts: kept.drafts)
    }

    func read(_ id: ThreadID) async throws(Failure) -> StoredThread? {
        await pass()
        if let failure { throw failure }
        guard let thread = kept.thread(id) else { return nil }
        return StoredThread(
            thread: thread, messages: kept.allMessages(of: id), through: kept.messages[id]?.last?.id,
            draft: kept.drafts[id, default: ""])
    }

    func record(_ events: [Event]) async throws(Failure) {
        await pass()
        if let failure { throw failure }
        writes += 1
        for event in events { keep(event) }
        let met = watchers.filter { $0.isMet(kept) }
        watchers.removeAll { $0.isMet(kept) }
        for watcher in met { watcher.resume.resume() }
    }

    /// A branch that begins anew is cut on the screen only; what is added says itself where it belongs.
    private func keep(_ event: Event) {
        if case .messageAdded(let message) = event, message.parent == nil {
            kept.apply(.branchCut(message.thread, after: nil))
        }
        kept.apply(event)
    }

    func fail(_ failure: Failure?) { self.failure = failure }

    /// Lets every call wait until `release`.
    func hold() { isHeld = true }

    func release() {
        isHeld = false
        for call in held { call.resume() }
        held = []
    }

    /// Returns when a call waits.
    func someoneWaits() async {
        if held.isEmpty { await withCheckedContinuation { arrivals.append($0) } }
    }

    /// Returns when what is kept meets the condition.
    func until(_ isMet: @escaping @Sendable (SessionState) -> Bool) async {
        if isMet(kept) { return }
        await withCheckedContinuation { watchers.append((isMet, $0)) }
    }

    private func pass() async {
        guard isHeld else { return }
        await withCheckedContinuation { call in
            held.append(call)
            for arrival in arrivals { arrival.resume() }
            arrivals = []
        }
    }
}
