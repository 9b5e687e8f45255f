import ChatModel
import Session
import Store

/// The store of a session that asks one question: it has one thread, and keeps what is said in the question's own
/// store, or nowhere.
struct AskStore: ThreadStore {
    /// As it was before the question; a new one has no messages.
    let thread: StoredThread
    /// nil where nothing is kept.
    let own: ThreadDatabase?

    var readOnly: Failure? { nil }

    func list(_ query: ThreadQuery, around place: Int, limit: Int) async throws(Failure) -> ThreadPage {
        ThreadPage(query: query, count: 0, threads: [])
    }

    func read(_ id: ThreadID) async throws(Failure) -> StoredThread? { id == thread.thread.id ? thread : nil }

    func threads(_ ids: [ThreadID]) async throws(Failure) -> [ChatThread] { [] }

    func find(_ goal: ThreadGoal, in query: ThreadQuery, from start: ThreadID?) async throws(Failure) -> ThreadID? {
        nil
    }

    func search(_ text: String, limit: Int) async throws(Failure) -> SearchAnswer {
        throw Failure(what: "Nothing can be searched here")
    }

    func trash(before moment: Timestamp?) async throws(Failure) -> [ThreadID] { [] }

    func presets() async throws(Failure) -> [Preset] { [] }

    func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    func record(_ events: [Event]) async throws(Failure) { try await own?.record(events) }
}
