/// One reply being made: from the moment it is asked for until its one end.
package struct Run: Hashable, Sendable, Identifiable {
    package let id: RunID
    package let thread: ThreadID
    package let prompt: MessageID
    package let reply: MessageID
    package let startedAt: Timestamp
    package var phase: RunPhase

    package init(
        id: RunID, thread: ThreadID, prompt: MessageID, reply: MessageID, startedAt: Timestamp,
        phase: RunPhase = .waiting
    ) {
        self.id = id
        self.thread = thread
        self.prompt = prompt
        self.reply = reply
        self.startedAt = startedAt
        self.phase = phase
    }
}

package enum RunPhase: Hashable, Sendable {
    /// Asked for; nothing of the reply has come.
    case waiting
    /// Text is coming.
    case streaming
    /// The attempt failed before its first byte; the next one starts at `at`.
    case retrying(at: Timestamp, because: Failure)
    /// The person asked to stop; the text is frozen.
    case stopping
}
