import ChatModel

/// One answer, out of the events of the session that asks for it. Pure.
struct Answer {
    /// What happens to it, in order: `asked` first, one `ended` last.
    enum Event: Hashable, Sendable {
        case asked(ChatThread, prompt: MessageID, reply: Message)
        /// More text, to be appended.
        case text(String)
        /// The whole text so far, in place of what came before.
        case wholeText(String)
        /// Beside the text; one with the same id is replaced.
        case part(MessagePart)
        /// More text of a part.
        case partText(id: String, String)
        /// Nothing has come, and it is tried again.
        case retrying(at: Timestamp, because: Failure)
        case ended(MessageState)
        /// It was not asked for.
        case refused(Failure)
    }

    let thread: ThreadID
    /// Known as soon as it is asked for.
    private(set) var run: Run?
    private(set) var text = ""
    private(set) var isOver = false
    /// Why it is not kept, as long as the store does not take it.
    private(set) var trouble: Failure?

    init(of thread: ThreadID) { self.thread = thread }

    /// - Parameter state: of the session, with the event in it.
    mutating func take(_ event: ChatModel.Event, _ state: SessionState) -> [Event] {
        guard !isOver else {
            if case .troubleChanged(let failure) = event { trouble = failure }
            return []
        }
        switch event {
        case .runChanged(let run) where run.thread == thread: return note(run, state)
        case .replyGrew(thread, run?.reply, let piece):
            text += piece
            return [.text(piece)]
        case .replyReplaced(thread, run?.reply, let whole):
            text = whole
            return [.wholeText(whole)]
        case .messagePartSet(thread, run?.reply, let part): return [.part(part)]
        case .messagePartGrew(thread, run?.reply, let id, let piece): return [.partText(id: id, piece)]
        case .messageStateChanged(thread, run?.reply, let end) where end.isFinal:
            isOver = true
            return [.ended(end)]
        case .troubleChanged(let failure):
            trouble = failure
            guard let failure, run == nil else { return [] }
            isOver = true
            return [.refused(failure)]
        default: return []
        }
    }

    private mutating func note(_ run: Run, _ state: SessionState) -> [Event] {
        let isNew = self.run == nil
        self.run = run
        if isNew {
            guard let row = state.thread(thread), let reply = state.message(run.reply, in: thread) else { return [] }
            return [.asked(row, prompt: run.prompt, reply: reply)]
        }
        if case .retrying(let moment, let failure) = run.phase { return [.retrying(at: moment, because: failure)] }
        return []
    }
}
