import ChatModel

/// Branches of a thread. Another way to go on stands beside what was said; nothing is taken away for it.
extension SessionHub {
    /// Shows the branch through a message, after a restart too.
    func chooseBranch(through id: MessageID, in thread: ThreadID) {
        guard state.message(id, in: thread) != nil, !state.isOnScreen(id, in: thread) else { return }
        publish(.branchChosen(thread, through: id))
    }

    /// Asks another text in place of a prompt. The prompts that wait in the old branch stay there.
    func editPrompt(_ id: MessageID, text typed: String, files: [MessagePart], in thread: ThreadID) {
        let words = SentPrompt(typed, files)
        let reach = allowed.removeValue(forKey: thread)
        guard !words.isEmpty, var row = state.thread(thread) else { return }
        guard let old = state.message(id, in: thread), old.role == .user else {
            return giveBack(typed, files, in: thread, inPlaceOf: id)
        }
        if let refusal = refusal(of: words, in: row) ?? lengthRefusal(of: words, in: thread, behind: old.parent, reach)
        {
            noteWishTrouble(refusal)
            return giveBack(typed, files, in: thread, inPlaceOf: id)
        }
        startTrouble = nil
        noteWishTrouble(nil)
        chooseBranch(through: id, in: thread)
        noteActivity(of: &row)
        say(words, behind: old.parent, in: thread, reach: reach)
    }

    /// Makes a thread of copies of what leads to a message and the message itself. Prompts that wait are not copied:
    /// they are asked once.
    /// - Parameter first: What stands before this one is not copied either.
    func fork(_ source: ThreadID, at id: MessageID, from first: MessageID? = nil) {
        guard let row = state.thread(source) else { return }
        if journal.isFull { return noteWishTrouble(.fullMemoryOfFork) }
        let thread = ThreadID(newName())
        var path = state.path(to: id, in: source).filter { $0.state != .queued }
        if let first, let start = path.firstIndex(where: { $0.id == first }) { path.removeFirst(start) }
        let copies = copies(of: path, in: thread)
        guard let last = copies.last else { return }
        var fork = ChatThread(
            id: thread, title: ThreadTitle.ofFork(row.title), createdAt: now(), activeAt: now(),
            hasFailed: last.state.isTrouble, service: row.service, isEmpty: false)
        fork.answer(as: row)
        fork.hasOwnTitle = row.hasOwnTitle
        fork.labels = row.labels
        publish(.threadSaved(fork))
        for message in copies { publish(.messageAdded(message)) }
        publish(.threadOpened(thread, copies, through: last.id))
    }

    private func copies(of messages: [Message], in thread: ThreadID) -> [Message] {
        let names = Dictionary(messages.map { ($0.id, MessageID(newName())) }) { first, _ in first }
        return messages.compactMap { message in
            names[message.id].map { name in
                Message(
                    id: name, thread: thread, role: message.role, text: message.text, createdAt: message.createdAt,
                    state: message.state == .running ? .interrupted(.forked) : message.state,
                    answers: message.answers.flatMap { names[$0] }, author: message.author, parts: message.parts)
            }
        }.inSequence
    }
}

// Adding and taking away in a tree

extension SessionHub {
    /// Adds a message behind its parent. Where something stands there in the branch on screen, a new branch begins and
    /// is shown.
    func add(_ message: Message) {
        let thread = message.thread
        let follows = message.parent == state.messages[thread]?.last?.id
        let branches = !follows && (message.parent.map { state.isOnScreen($0, in: thread) } ?? true)
        if branches { publish(.branchCut(thread, after: message.parent)) }
        publish(.messageAdded(message))
        if branches { publish(.branchChosen(thread, through: message.id)) }
    }

    /// Takes a message out for good. Where the branch on screen ended with it, what stands beside it is shown.
    func drop(_ id: MessageID, from thread: ThreadID) {
        let wasOnScreen = state.isOnScreen(id, in: thread)
        publish(.messageRemoved(thread, id))
        guard wasOnScreen, let others = state.aside[thread] else { return }
        let last = state.messages[thread]?.last?.id
        let beside = others.filter { $0.parent == last }.max { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        if let end = beside?.id ?? last { publish(.branchChosen(thread, through: end)) }
    }

    /// Does what adds messages behind this one, and puts the prompts that wait behind it at their end.
    /// - Parameter adding: answers with the message that they stand behind then.
    func beforeQueue(behind id: MessageID, in thread: ThreadID, _ adding: () -> MessageID) {
        let queue = state.queue(behind: id, in: thread)
        // From the last on: what is taken from the middle would change what follows.
        for prompt in queue.reversed() { publish(.messageRemoved(thread, prompt.id)) }
        let end = adding()
        let queued = Set(queue.map(\.id))
        for prompt in queue {
            let isInside = prompt.parent.map(queued.contains) ?? false
            publish(.messageAdded(isInside ? prompt : prompt.following(end)))
        }
    }
}

extension SessionState {
    func isOnScreen(_ id: MessageID, in thread: ThreadID) -> Bool {
        messages[thread]?.contains { $0.id == id } ?? false
    }

    /// The prompts that wait behind a message with nothing but replies to it between, each before what follows it,
    /// those of the branch on screen first.
    func queue(behind id: MessageID, in thread: ThreadID) -> [Message] {
        var queue = queueOnScreen(behind: id, in: thread)
        // A reply may have prompts of other branches beside its queue, a prompt has none.
        var before = Set(queue.map(\.id) + (message(id, in: thread)?.role == .user ? [id] : []))
        var others = aside[thread, default: []].filter { $0.state == .queued }
        while let next = others.firstIndex(where: { $0.parent.map(before.contains) ?? false }) {
            let prompt = others.remove(at: next)
            before.insert(prompt.id)
            queue.append(prompt)
        }
        return queue
    }

    private func queueOnScreen(behind id: MessageID, in thread: ThreadID) -> [Message] {
        let branch = messages[thread, default: []]
        guard let place = branch.lastIndex(where: { $0.id == id }) else { return [] }
        let rest = branch[(place + 1)...]
        let isQueue = rest.allSatisfy { $0.role == .assistant || $0.state == .queued }
        return isQueue ? rest.filter { $0.state == .queued } : []
    }

    /// The prompt whose turn it is when a reply has ended well: the one that waits longest, unless it stands behind a
    /// reply that did not, in a branch that nobody looks at.
    func nextQueued(in thread: ThreadID) -> Message? {
        let queued = allMessages(of: thread).filter { $0.state == .queued }
        let ready = queued.filter { prompt in
            guard let parent = prompt.parent.flatMap({ message($0, in: thread) }) else { return true }
            return parent.state != .queued && parent.state != .running
                && (!parent.state.isTrouble || isOnScreen(prompt.id, in: thread))
        }
        return ready.min { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }
}

extension MessageState {
    var isTrouble: Bool {
        switch self {
        case .failed, .interrupted: true
        default: false
        }
    }
}
