package import ChatModel

extension SessionHub {
    /// Takes what another process of this person has said in threads of its own copy.
    ///
    /// - Returns: whether all of it is kept in the store now. If not, it may be given again: what is there already does
    ///   not come twice.
    package func join(_ copies: [StoredThread]) async -> Bool {
        guard state.readOnly == nil else { return false }
        for copy in copies {
            guard !isClosing else { return false }
            do throws(Failure) {
                try await join(copy)
            } catch {
                noteWishTrouble(error)
                return false
            }
        }
        return true
    }

    /// Threads came into the store from elsewhere: the list is read again.
    package func listAgain() { refreshList() }

    /// It is kept first and shown then. What is published is recorded once more, which changes nothing.
    private func join(_ copy: StoredThread) async throws(Failure) {
        let id = copy.thread.id
        // What a load that has begun brings would be older than what is joined.
        await loads[id]?.value
        if state.messages[id] == nil, let there = try await store.read(id) {
            publish(.threadRead(there.thread, draft: there.draft))
            publish(.threadOpened(id, there.messages, through: there.through))
        }
        // What was overheard is not all in the store yet; what is there already is not added twice.
        try await store.record(copy.messages.map(Event.messageAdded) + events(joining: copy))
        for event in events(joining: copy).compactMap(news) {
            // Recorded as a whole above, growth would come to it twice.
            if case .replyGrew = event { announce(event) } else { publish(event) }
        }
        let reply = copy.messages.last
        if reply?.state.isTrouble == false, state.nextQueued(in: id)?.parent == reply?.id { askNextQueued(in: id) }
    }

    /// Shows what another process is saying just now in a thread that is loaded here, as far as it has come.
    ///
    /// The store learns that something is being said, and all of it when it is over and joins. Until then the reply is
    /// *running* here without a run.
    package func overhear(_ copies: [StoredThread]) {
        guard state.readOnly == nil, !isClosing else { return }
        for copy in copies where state.messages[copy.thread.id] != nil && loads[copy.thread.id] == nil {
            for event in events(joining: copy) {
                switch event {
                case .messageAdded(let reply) where reply.role == .assistant:
                    publish(.messageAdded(reply.begun))
                    for part in reply.parts { announce(.messagePartSet(reply.thread, reply.id, part)) }
                    if !reply.text.isEmpty { announce(.replyGrew(reply.thread, reply.id, by: reply.text)) }
                case .replyReplaced, .messagePartSet: if let news = news(event) { announce(news) }
                // Its end comes with all the rest.
                case .messageStateChanged(_, _, let state) where state != .running: continue
                default: publish(event)
                }
            }
        }
    }

    /// The same event as far as it is news here: text that was appended as growth, nil for what is shown already.
    private func news(_ event: Event) -> Event? {
        switch event {
        case .replyReplaced(let thread, let id, let text):
            guard let shown = state.message(id, in: thread)?.text, shown != text else { return nil }
            return text.growth(of: shown).map { .replyGrew(thread, id, by: $0) } ?? event
        case .messagePartSet(let thread, let id, let part):
            return state.message(id, in: thread)?.parts.contains(part) == true ? nil : event
        default: return event
        }
    }

    /// By what this session knows of the thread, which is more than is stored.
    private func events(joining copy: StoredThread) -> [Event] {
        let id = copy.thread.id
        let there = state.messages[id].flatMap { _ in
            state.thread(id).map { StoredThread(thread: $0, messages: state.allMessages(of: id)) }
        }
        return copy.events(joining: there, isAnswering: state.run(in: id) != nil)
    }
}

extension Message {
    /// This reply before anything of it came.
    fileprivate var begun: Message {
        Message(
            id: id, thread: thread, role: role, text: "", createdAt: createdAt, state: .running, parent: parent,
            answers: answers, author: author)
    }
}
