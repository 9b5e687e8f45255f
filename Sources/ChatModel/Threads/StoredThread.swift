/// All that is kept of a thread.
package struct StoredThread: Hashable, Sendable {
    package var thread: ChatThread
    /// Those of all branches, in the order they were added.
    package var messages: [Message]
    /// The branch on screen goes through this one; nil means the newest.
    package var through: MessageID?
    package var draft: String

    package init(thread: ChatThread, messages: [Message], through: MessageID? = nil, draft: String = "") {
        self.thread = thread
        self.messages = messages
        self.through = through
        self.draft = draft
    }
}

extension StoredThread {
    /// The messages on screen, oldest first.
    package var branch: [Message] { MessageTree(messages).branch(through: through) }
}
