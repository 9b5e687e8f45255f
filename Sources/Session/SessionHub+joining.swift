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
        try await store.record(events(joining: copy))
        for event in events(joining: copy) { publish(event) }
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
