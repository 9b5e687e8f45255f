import ChatModel

/// Prompts: sent, queued and asked again. They are asked in the order they were typed.
///
/// Queued prompts stand at the end of their thread. One is sent when the reply before it is complete or was stopped.
/// After a reply that failed or was interrupted they wait, so that a broken service does not swallow one after the
/// other; the next `send` in that thread asks the oldest, a successful `retry` too. So it is after a restart.
extension SessionHub {
    /// What `continueReply` says in the person's name.
    static let continuation = "Continue from where you stopped."

    /// Adds the prompt, takes the draft away, and asks the oldest prompt that waits if no reply runs.
    func send(_ typed: String, in id: ThreadID) {
        let words = Prompt(typed: typed)
        guard !words.isEmpty, var thread = state.thread(id) else { return }
        if let refusal = refusal(of: words, in: thread) {
            noteWishTrouble(refusal)
            return saveDraft(typed, in: id)
        }
        startTrouble = nil
        noteWishTrouble(nil)
        if thread.isEmpty && !thread.hasOwnTitle { thread.title = ThreadTitle.made(from: words.text) }
        noteActivity(of: &thread)
        let mustWait = state.run(in: id) != nil || !queued(in: id).isEmpty
        let prompt = prompt(words, in: id, mustWait ? .queued : .sent)
        publish(.messageAdded(prompt))
        saveDraft("", in: id)
        if mustWait { askOldestQueued(in: id) } else { ask(prompt.id, in: id) }
    }

    private func refusal(of words: Prompt, in thread: ChatThread) -> Failure? {
        if journal.isFull { return .fullMemory }
        guard !words.attachments.isEmpty, let service = state.service(of: thread), !service.takesAttachments else {
            return nil
        }
        return .noAttachments(at: service.name)
    }

    /// Asks the prompt that waits longest, unless a reply runs.
    func askOldestQueued(in thread: ThreadID) {
        guard !isClosing, state.run(in: thread) == nil, let prompt = queued(in: thread).first else { return }
        publish(.messageStateChanged(thread, prompt.id, .sent))
        ask(prompt.id, in: thread)
    }

    func continueReply(_ id: MessageID, in thread: ThreadID) {
        guard var row = state.thread(thread), state.run(in: thread) == nil,
            let reply = state.message(id, in: thread), reply.isContinuable
        else { return }
        noteActivity(of: &row)
        let prompt = prompt(Prompt(typed: Self.continuation), in: thread, .sent)
        publish(.messageAdded(prompt))
        ask(prompt.id, in: thread)
    }

    /// Also for a prompt itself: one that was sent is asked again, one that waits lets the queue go on.
    func retry(_ id: MessageID, in thread: ThreadID) {
        guard var row = state.thread(thread), state.run(in: thread) == nil,
            let message = state.message(id, in: thread),
            let prompt = message.answers.map({ state.message($0, in: thread) }) ?? message
        else { return }
        noteActivity(of: &row)
        if prompt.state == .queued { return askOldestQueued(in: thread) }
        ask(prompt.id, in: thread)
    }

    func unqueue(_ id: MessageID, in thread: ThreadID) {
        guard state.message(id, in: thread)?.state == .queued else { return }
        publish(.messageRemoved(thread, id))
    }

    /// Moves the prompts that wait behind what was added after them.
    func moveQueuedToEnd(of thread: ThreadID) {
        for var prompt in queued(in: thread) {
            publish(.messageRemoved(thread, prompt.id))
            prompt.parent = state.messages[thread]?.last?.id
            publish(.messageAdded(prompt))
        }
    }

    private func queued(in thread: ThreadID) -> [Message] {
        state.messages[thread, default: []].filter { $0.state == .queued }
    }

    private func noteActivity(of thread: inout ChatThread) {
        thread.isEmpty = false
        thread.hasFailed = false
        thread.activeAt = now()
        publish(.threadSaved(thread))
    }

    private func prompt(_ words: Prompt, in thread: ThreadID, _ state: MessageState) -> Message {
        Message(
            id: MessageID(newName()), thread: thread, role: .user, text: words.text, createdAt: now(), state: state,
            parts: words.attachments.map { MessagePart(id: $0, kind: .attachment, title: $0) })
    }
}

extension Message {
    fileprivate var isContinuable: Bool {
        switch state {
        case .stopped, .interrupted: role == .assistant
        default: false
        }
    }
}
