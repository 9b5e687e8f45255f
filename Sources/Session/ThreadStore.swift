package import ChatModel

/// Where threads outlive the process, as the session needs it.
package protocol ThreadStore: Sendable {
    /// Says who holds the store when this process may only read; nil when it may write.
    var readOnly: Failure? { get }

    /// The part of a list that holds this place and what is around it, at most `limit` threads; a place behind the end
    /// counts as the last. Replies that were running when the last process died read *interrupted* from here on.
    func list(_ query: ThreadQuery, around place: Int, limit: Int) async throws(Failure) -> ThreadPage

    /// A thread with all its messages; nil if it is not there.
    func read(_ thread: ThreadID) async throws(Failure) -> StoredThread?

    /// Those of the threads that are there, in no order.
    func threads(_ ids: [ThreadID]) async throws(Failure) -> [ChatThread]

    /// The next thread of this kind behind `start` in a list, or from its top; nil if there is none but `start` itself.
    func find(_ goal: ThreadGoal, in query: ThreadQuery, from start: ThreadID?) async throws(Failure) -> ThreadID?

    /// Messages and titles in which all words of a text stand, the best of the newest first; none of the trash.
    func search(_ text: String, limit: Int) async throws(Failure) -> SearchAnswer

    /// The threads in the trash, or those that went there before a moment.
    func trash(before moment: Timestamp?) async throws(Failure) -> [ThreadID]

    /// All presets, in no order.
    func presets() async throws(Failure) -> [Preset]

    /// An element after each change that another process made; ends at once where this process writes.
    func changes() -> AsyncStream<Void>

    /// Makes events durable, all or none, in their order. Returns when they are.
    ///
    /// What it keeps: threads, messages with their states, growth of text, drafts, presets. Other events are passed
    /// over.
    func record(_ events: [Event]) async throws(Failure)
}
