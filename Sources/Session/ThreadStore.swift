package import ChatModel

/// Where threads outlive the process, as the session needs it.
package protocol ThreadStore: Sendable {
    /// Says who holds the store when this process may only read; nil when it may write.
    var readOnly: Failure? { get }

    /// Everything but the messages. Replies that were running when the last process died read *interrupted* from here on.
    func load() async throws(Failure) -> (threads: [ChatThread], drafts: [ThreadID: String])

    /// The messages of a thread, oldest first.
    func messages(of thread: ThreadID) async throws(Failure) -> [Message]

    /// Makes events durable, all or none, in their order. Returns when they are.
    ///
    /// What it keeps: threads, messages with their states, growth of text, drafts. Other events are passed over.
    func record(_ events: [Event]) async throws(Failure)
}
