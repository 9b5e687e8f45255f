import ChatModel
import TerminalModel

// A prompt that the model cannot hold with all that stands before it

extension ScreenState {
    /// Asks what is to be done, if what is wished for does not fit. What was written stays in the composer.
    mutating func asksForLength(of wish: LongPrompt.Wish) -> Bool {
        guard let thread = threads.selected, let (path, shortage) = shortage(of: wish, in: thread) else { return false }
        question = .tooLong(LongPrompt(wish: wish, thread: thread, path: path, shortage: shortage))
        return true
    }

    /// A prompt that has to wait is looked at when it is its turn.
    private func shortage(
        of wish: LongPrompt.Wish, in thread: ThreadID
    ) -> (path: [Message], shortage: ContextShortage)? {
        guard session.run(in: thread) == nil else { return nil }
        let shortage: ContextShortage?
        var path = shownMessages
        switch wish {
        case .new: shortage = session.shortage(of: thread, after: path, prompt: tokensWritten)
        case .edited(let prompt):
            path = Array(session.path(to: prompt, in: thread).dropLast())
            shortage = session.shortage(of: thread, after: path, prompt: tokensWritten)
        case .retry(let id):
            guard let prompt = promptAsked(by: id, in: thread) else { return nil }
            path = Array(session.path(to: prompt.id, in: thread).dropLast())
            let isRefused = session.message(id, in: thread)?.state.saysContextIsFull == true
            shortage = session.shortage(asking: prompt, isRefused: isRefused)
        case .goOn(let reply):
            path = session.path(to: reply, in: thread)
            shortage = session.shortage(of: thread, after: path, prompt: 0)
        }
        // As the session has it: what stands behind a queue waits, an edit beside it does not.
        guard let shortage, !path.contains(where: { $0.state == .queued }) else { return nil }
        return (path, shortage)
    }

    /// With the files that are read already; the others are counted when they are.
    private var tokensWritten: Int {
        let edited = composer.amendment.flatMap { amendment in
            composer.thread.flatMap { session.message(amendment.prompt, in: $0) }
        }
        let files = edited?.files ?? composer.thread.flatMap { composer.putBackFiles[$0] } ?? []
        return TokenEstimate.tokens(of: composer.editor.text) + TokenEstimate.tokens(of: files)
    }

    private func promptAsked(by id: MessageID, in thread: ThreadID) -> Message? {
        guard let message = session.message(id, in: thread) else { return nil }
        return message.answers.flatMap { session.message($0, in: thread) } ?? (message.role == .user ? message : nil)
    }

    func tooLongRefusal(_ action: Action) -> SafeText? {
        guard case .tooLong(let prompt) = question else { return "" }
        switch action {
        case .leaveOutOldest, .summarise:
            return prompt.shortage.kept == nil ? "" : nil
        case .forkRest: return prompt.shortage.kept == nil || prompt.stays.isEmpty ? "" : nil
        default: return nil
        }
    }

    /// Does what the person has chosen.
    mutating func performTooLong(_ action: Action) -> [Effect] {
        guard case .tooLong(let prompt) = question else { return [] }
        question = nil
        guard threads.selected == prompt.thread else { return [] }
        switch action {
        case .leaveOutOldest: return send(prompt, cut: prompt.shortage.kept.map { HistoryCut(kept: $0) })
        case .sendAnyway: return send(prompt, cut: nil)
        case .summarise: return summarise(prompt)
        case .forkRest: return fork(prompt)
        default:
            status.say("Nothing was sent")
            return []
        }
    }

    private mutating func send(_ prompt: LongPrompt, cut: HistoryCut?) -> [Effect] {
        let thread = prompt.thread
        switch prompt.wish {
        case .new, .edited: return sendWritten(allowing: LengthAllowance(cut: cut))
        case .retry(let id):
            let asked = promptAsked(by: id, in: thread)
            let cutting = cut.flatMap { cut in asked.map { Effect.command(.cut(thread, at: $0.id, cut.oneFurther)) } }
            return [cutting].compactMap(\.self) + askAgain(.retry(thread, id), in: thread)
        case .goOn(let id):
            let cutting = cut.map { Effect.command(.cut(thread, at: id, $0)) }
            return [cutting].compactMap(\.self) + askAgain(.continueReply(thread, id), in: thread)
        }
    }

    /// The prompt stays where it is: once the summary is there, it fits.
    private mutating func summarise(_ prompt: LongPrompt) -> [Effect] {
        guard let kept = prompt.shortage.kept else { return [] }
        if case .retry(let id) = prompt.wish, let asked = promptAsked(by: id, in: prompt.thread) {
            return [.command(.summarise(prompt.thread, at: asked.id, keeping: kept + 1))]
        }
        guard let last = prompt.path.last else { return [] }
        return [.command(.summarise(prompt.thread, at: last.id, keeping: kept))]
    }

    /// The copy has what stays, and what was to be sent in its composer.
    private mutating func fork(_ prompt: LongPrompt) -> [Effect] {
        let copied = prompt.stays.filter { $0.state != .queued }
        guard let first = copied.first, let last = copied.last else { return [] }
        let isWritten = prompt.wish == .new
        var words: String?
        var sent: Message?
        if case .retry(let id) = prompt.wish {
            sent = promptAsked(by: id, in: prompt.thread)
            words = sent.map { Prompt($0).typed }
        }
        if case .edited(let id) = prompt.wish {
            sent = session.message(id, in: prompt.thread)
            words = composer.editor.text
        }
        awaitedFork = AwaitedFork(
            thread: prompt.thread, count: copied.count, text: last.text, takesDraft: isWritten, prompt: words,
            files: sent?.files ?? [])
        return [.command(.forkThread(prompt.thread, at: last.id, from: first.id))]
    }
}

// A cut by hand

extension ScreenState {
    /// From the message at hand on the branch is sent; where it is cut there already, all of it again.
    mutating func leaveOutAbove() -> [Effect] {
        let scene = transcriptScene()
        guard let thread = scene.thread, let index = transcript.indexAtHand(scene),
            let last = scene.messages.lastIndex(where: { $0.state != .queued })
        else { return [] }
        if scene.messages.cutPlace?.start == index {
            return [.command(.cut(thread, at: scene.messages[last].id, HistoryCut(kept: nil)))]
        }
        guard index > 0, index <= last else {
            status.refuse("Nothing stands above this message")
            return []
        }
        return [.command(.cut(thread, at: scene.messages[last].id, HistoryCut(kept: last - index + 1)))]
    }

    /// Says what a cut means that is about to be made.
    mutating func noteCut(_ part: MessagePart, in thread: ThreadID) {
        guard thread == threads.selected, let cut = HistoryCut(part: part) else { return }
        if session.summaries[thread] != nil {
            status.say("The summary is there, and sent for what was left out; Enter sends the prompt")
        } else if cut.kept == nil {
            status.say("All that was said is sent again")
        } else {
            status.say("What is above the line is not sent any more")
        }
    }
}
