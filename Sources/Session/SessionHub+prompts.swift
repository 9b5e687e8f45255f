import ChatModel

/// Prompts: sent, queued and asked again. They are asked in the order they were typed.
///
/// Queued prompts stand at the end of their branch. One is sent when a reply of its thread is complete or was stopped.
/// After a reply that failed or was interrupted they wait, so that a broken service does not swallow one after the
/// other; the next `send` in that branch asks the oldest, a successful `retry` too. So it is after a restart.
extension SessionHub {
    /// What `continueReply` says in the person's name.
    static let continuation = "Continue from where you stopped."

    /// Adds the prompt, takes the draft away, and asks the oldest prompt that waits if no reply runs.
    func send(_ typed: String, files: [MessagePart], in id: ThreadID) {
        let words = SentPrompt(typed, files)
        let reach = allowed.removeValue(forKey: id)
        guard !words.isEmpty, var thread = state.thread(id) else { return }
        let behind = state.messages[id]?.last
        if let refusal = refusal(of: words, in: thread) ?? lengthRefusal(of: words, in: id, behind: behind?.id, reach) {
            noteWishTrouble(refusal)
            return giveBack(typed, files, in: id)
        }
        startTrouble = nil
        noteWishTrouble(nil)
        if thread.isEmpty, !thread.hasOwnTitle { thread.title = ThreadTitle.made(from: words.title) }
        noteActivity(of: &thread)
        saveDraft("", in: id)
        say(words, behind: behind?.id, in: id, reach: reach)
    }

    /// What is not sent becomes the draft, what was edited above the one there is, and comes back to where it was
    /// written.
    func giveBack(_ typed: String, _ files: [MessagePart], in thread: ThreadID, inPlaceOf edited: MessageID? = nil) {
        publish(.promptReturned(thread, text: typed, files: files, inPlaceOf: edited))
        let draft = edited == nil ? "" : state.drafts[thread, default: ""]
        saveDraft(draft.isEmpty ? typed : typed + "\n" + draft, in: thread)
    }

    /// Adds a prompt behind a message and asks it; while a reply runs, or another prompt waits before it, it waits.
    func say(_ words: SentPrompt, behind parent: MessageID?, in thread: ThreadID, reach: PromptReach? = nil) {
        let mustWait = waits(behind: parent, in: thread)
        var prompt = prompt(words, behind: parent, in: thread, mustWait ? .queued : .sent)
        if let cut = reach?.cut { prompt.set(cut.oneFurther.part) }
        if reach != nil { anyway.insert(prompt.id) }
        add(prompt)
        if mustWait { askFirstQueued(onWayTo: prompt.id, in: thread) } else { ask(prompt.id, in: thread) }
    }

    /// A prompt behind this message has to wait.
    func waits(behind parent: MessageID?, in thread: ThreadID) -> Bool {
        guard state.run(in: thread) == nil, let parent else { return state.run(in: thread) != nil }
        // A reply without a run here is being made by another process: another one would be the thread's second.
        return state.message(parent, in: thread)?.state == .running || isQueued(onWayTo: parent, in: thread)
    }

    private func isQueued(onWayTo id: MessageID, in thread: ThreadID) -> Bool {
        state.path(to: id, in: thread).contains { $0.state == .queued }
    }

    func refusal(of words: SentPrompt, in thread: ChatThread) -> Failure? {
        journal.isFull ? .fullMemory : state.refusal(of: words.parts, in: thread)
    }

    /// Asks the prompt whose turn it is, unless a reply runs.
    func askNextQueued(in thread: ThreadID) {
        guard let prompt = state.nextQueued(in: thread) else { return }
        askQueued(prompt)
    }

    /// Asks the first prompt that waits in the branch to this message, unless a reply runs.
    private func askFirstQueued(onWayTo id: MessageID, in thread: ThreadID) {
        guard let prompt = state.path(to: id, in: thread).first(where: { $0.state == .queued }) else { return }
        askQueued(prompt)
    }

    private func askQueued(_ prompt: Message) {
        guard !isClosing, state.run(in: prompt.thread) == nil, !isAnsweredElsewhere(before: prompt) else { return }
        if let shortage = shortageOfTurn(of: prompt) { return noteWishTrouble(.tooLong(shortage, isWaiting: true)) }
        publish(.messageStateChanged(prompt.thread, prompt.id, .sent))
        ask(prompt.id, in: prompt.thread)
    }

    private func isAnsweredElsewhere(before prompt: Message) -> Bool {
        prompt.parent.map { state.message($0, in: prompt.thread)?.state == .running } ?? false
    }

    func continueReply(_ id: MessageID, in thread: ThreadID) {
        guard var row = state.thread(thread), state.run(in: thread) == nil,
            let reply = state.message(id, in: thread), reply.isContinuable,
            !waitsForSummary(in: thread, "The answer was not continued")
        else { return }
        chooseBranch(through: id, in: thread)
        noteActivity(of: &row)
        let prompt = prompt(SentPrompt(Self.continuation), behind: id, in: thread, .sent)
        beforeQueue(behind: id, in: thread) {
            add(prompt)
            return prompt.id
        }
        ask(prompt.id, in: thread)
    }

    /// Another reply to the prompt that this one answers, beside it. Also for a prompt itself: one that was sent is asked
    /// again, one that waits lets the queue go on.
    func retry(_ id: MessageID, in thread: ThreadID) {
        guard var row = state.thread(thread), state.run(in: thread) == nil,
            let message = state.message(id, in: thread),
            let prompt = message.answers.map({ state.message($0, in: thread) }) ?? message,
            !waitsForSummary(in: thread, "Nothing was asked again")
        else { return }
        chooseBranch(through: prompt.id, in: thread)
        noteActivity(of: &row)
        if prompt.state == .queued { return askFirstQueued(onWayTo: prompt.id, in: thread) }
        ask(prompt.id, in: thread)
    }

    func unqueue(_ id: MessageID, in thread: ThreadID) {
        guard state.message(id, in: thread)?.state == .queued else { return }
        drop(id, from: thread)
    }

    func noteActivity(of thread: inout ChatThread) {
        thread.isEmpty = false
        thread.hasFailed = false
        thread.activeAt = now()
        publish(.threadSaved(thread))
    }

    private func prompt(
        _ words: SentPrompt, behind parent: MessageID?, in thread: ThreadID, _ state: MessageState
    ) -> Message {
        Message(
            id: MessageID(newName()), thread: thread, role: .user, text: words.text, createdAt: now(), state: state,
            parent: parent, parts: words.parts)
    }
}

extension Message {
    fileprivate var isContinuable: Bool {
        switch state {
        case .stopped, .interrupted: role == .assistant
        // What came before the service failed is told as cut off; where nothing came there is nothing to go on from.
        case .failed: role == .assistant && !text.isEmpty
        default: false
        }
    }
}
