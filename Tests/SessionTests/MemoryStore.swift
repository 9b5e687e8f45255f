import ChatModel
import Session

/// A store in memory that fails or waits when the test says so.
actor MemoryStore: ThreadStore {
    nonisolated let readOnly: Failure?
    private(set) var kept: SessionState
    private(set) var writes = 0
    private(set) var searches: [String] = []
    private let otherWriter = AsyncStream<Void>.makeStream()
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
        let threads = rows(of: query)
        let first = max(0, min(place - limit / 2, threads.count - limit))
        return ThreadPage(
            query: query, first: first, count: threads.count, threads: Array(threads[first...].prefix(limit)),
            drafts: kept.drafts)
    }

    /// Knows the marks of threads alone; every other filter matches all.
    private func rows(of query: ThreadQuery) -> [ChatThread] {
        all.filter { thread in
            guard thread.scope == query.scope else { return false }
            return switch query.filter {
            case .unread: thread.isUnread
            case .pinned: thread.isPinned
            case .running: kept.allMessages(of: thread.id).contains { $0.state == .running }
            default: true
            }
        }.sorted(by: query.lists)
    }

    private var all: [ChatThread] { kept.threads + kept.offList.values }

    func threads(_ ids: [ThreadID]) async throws(Failure) -> [ChatThread] {
        await pass()
        if let failure { throw failure }
        return ids.compactMap { kept.thread($0) }
    }

    func find(_ goal: ThreadGoal, in query: ThreadQuery, from start: ThreadID?) async throws(Failure) -> ThreadID? {
        var wanted = query
        wanted.filter = goal == .nextUnread ? .unread : .running
        let found = rows(of: wanted).filter { $0.id != start }
        guard let start = start.flatMap({ kept.thread($0) }) else { return found.first?.id }
        return (found.first { query.lists(start, before: $0) } ?? found.first)?.id
    }

    func search(_ text: String, limit: Int) async throws(Failure) -> SearchAnswer {
        searches.append(text)
        await pass()
        if let failure { throw failure }
        let hits = all.filter { $0.deletedAt == nil && $0.title.contains(text) }.map {
            SearchHit(
                thread: $0.id, title: $0.title, message: nil, role: nil, moment: $0.activeAt, snippet: $0.title,
                matches: [])
        }
        return SearchAnswer(text: text, hits: hits)
    }

    func trash(before moment: Timestamp?) async throws(Failure) -> [ThreadID] {
        all.filter { thread in thread.deletedAt.map { $0 < moment ?? $0 + .seconds(1) } ?? false }.map(\.id).sorted()
    }

    func presets() async throws(Failure) -> [Preset] { kept.presets }

    nonisolated func changes() -> AsyncStream<Void> { otherWriter.stream }

    /// What another process does to the store, and that it did.
    func change(_ body: (inout SessionState) -> Void) {
        body(&kept)
        otherWriter.continuation.yield()
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

    /// A branch that begins anew is cut on the screen only; what is added says itself where it belongs. What is there is
    /// not added again.
    private func keep(_ event: Event) {
        if case .messageAdded(let message) = event, kept.message(message.id, in: message.thread) != nil { return }
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
