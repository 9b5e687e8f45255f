/// Who said it.
package enum Role: String, Sendable, Hashable {
    case user
    case assistant
}

/// One message of a thread: a prompt of the person or a reply of an assistant.
package struct Message: Hashable, Sendable, Identifiable {
    package let id: MessageID
    package let thread: ThreadID
    package let role: Role
    /// As it was typed or received, to the byte; whatever shows it makes it safe first.
    package var text: String
    package let createdAt: Timestamp
    package var state: MessageState
    /// The message that it follows; nil for the first. Messages with one parent are variants of each other.
    package var parent: MessageID?
    /// For a reply: the prompt it answers.
    package let answers: MessageID?
    /// For a reply: who spoke, "Guide".
    package let author: String
    /// What belongs to it beside its text, in the order it came. Ids are unique.
    package internal(set) var parts: [MessagePart]

    package init(
        id: MessageID, thread: ThreadID, role: Role, text: String, createdAt: Timestamp, state: MessageState,
        parent: MessageID? = nil, answers: MessageID? = nil, author: String = "", parts: [MessagePart] = []
    ) {
        self.id = id
        self.thread = thread
        self.role = role
        self.text = text
        self.createdAt = createdAt
        self.state = state
        self.parent = parent
        self.answers = answers
        self.author = author
        self.parts = parts
    }
}

/// How far a message has come.
///
///     prompt:  queued ─▶ sent
///     reply:   running ─▶ complete | stopped | interrupted | failed
package enum MessageState: Hashable, Sendable {
    /// A prompt that waits until the reply before it has ended.
    case queued
    /// A prompt that was handed to the service, or will be as soon as it answers.
    case sent
    /// A reply with a run; `SessionState.runs` says how far the run is.
    case running
    /// The service said that the reply is whole.
    case complete
    /// The person stopped it; the text is what was on screen then.
    case stopped(StopOutcome)
    /// The stream ended without its end: the text may be a part only.
    case interrupted(Failure)
    /// The service refused or failed, or could not be reached.
    case failed(Failure)

    /// The message will not change any more by itself.
    package var isFinal: Bool { self != .running && self != .queued }
}

/// What came of a wish to stop. Never says more than is known.
package enum StopOutcome: String, Hashable, Sendable {
    /// The service confirmed that it stopped.
    case byService
    /// The connection was closed here; the service did not confirm in time.
    case hereOnly
    /// The connection was closed, which is the one way to stop that the service has; it confirms nothing.
    case byClosing
    /// The reply had ended before the wish arrived; its whole text is shown.
    case alreadyFinished

    /// The words shown under the message.
    package var words: String {
        switch self {
        case .byService: "stopped by the service"
        case .hereOnly: "stopped here only, the service did not answer"
        case .byClosing: "stopped by closing the connection"
        case .alreadyFinished: "it had already finished"
        }
    }
}
