import ChatModel
import Store

extension ThreadDatabase {
    /// All threads with what stands unsent in them.
    func load() async throws -> (threads: [ChatThread], drafts: [ThreadID: String]) {
        let page = try await list(ThreadQuery(), around: 0, limit: 10_000)
        return (page.threads, page.drafts)
    }

    /// The messages of all branches, in the order they were added; none for a thread that is not there.
    func messages(of thread: ThreadID) async throws -> [Message] { try await read(thread)?.messages ?? [] }
}
