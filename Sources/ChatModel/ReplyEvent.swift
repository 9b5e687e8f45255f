/// What a service is asked.
package struct ReplyRequest: Hashable, Sendable {
    package let run: RunID
    package let thread: ChatThread
    package let prompt: Message
    /// All before the prompt, oldest first, the partial text of stopped replies included. For services that keep no
    /// history, and for those that have lost theirs.
    package let history: [Message]
    /// Whoever answers may be shown images; otherwise those of the history are left out, which is said in their place.
    package var takesImages: Bool

    package init(
        run: RunID, thread: ChatThread, prompt: Message, history: [Message], takesImages: Bool = true
    ) {
        self.run = run
        self.thread = thread
        self.prompt = prompt
        self.history = history
        self.takesImages = takesImages
    }
}

/// What comes back for a request, in order. Exactly one `ended`, always last.
package enum ReplyEvent: Hashable, Sendable {
    /// The service knows the thread by this name; to be kept with the thread.
    case threadNamed(String)
    /// More text, to be appended as it is.
    case text(String)
    /// The whole text so far, in place of what came before.
    case wholeText(String)
    /// Something beside the text; one with the same id is replaced.
    case part(MessagePart)
    /// More text of a part that was set before, to be appended as it is; nothing if there is no such part.
    case partGrew(id: String, by: String)
    /// What the service says about how much it may still be asked.
    case rateLimit(RateLimit)
    /// The attempt failed before its first byte and is made again after a wait.
    case retrying(after: Duration, because: Failure)
    case ended(ReplyEnd)
}

/// How a reply ended.
package enum ReplyEnd: Hashable, Sendable {
    case complete
    case stopped(StopOutcome)
    /// Closed or silent before its end; the text so far is kept.
    case interrupted(Failure)
    case failed(Failure)
}
