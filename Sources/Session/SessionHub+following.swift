import ChatModel

/// Where another process writes the store, this one shows what it writes.
extension SessionHub {
    func follow() {
        follower = Task {
            for await _ in store.changes() {
                refreshList()
                await readOpened()
                await readPresets()
            }
        }
    }

    /// What came to a thread since it was shown last.
    func refreshOpened() { inTurn { await $0.readOpened() } }

    private func readOpened() async {
        guard let id = opened, state.messages[id] != nil else { return }
        do {
            guard let stored = try await store.read(id), opened == id, !isClosing else { return }
            for event in state.events(toward: stored) { publish(event) }
        } catch {
            noteWishTrouble(error)
        }
    }
}

extension SessionState {
    /// The fewest events after which this state shows a thread as it is stored: growth, if nothing else came.
    func events(toward stored: StoredThread) -> [Event] {
        let id = stored.thread.id
        var events: [Event] = []
        if thread(id) != stored.thread || drafts[id, default: ""] != stored.draft {
            events.append(.threadRead(stored.thread, draft: stored.draft))
        }
        var expected = self
        expected.apply(.threadOpened(id, stored.messages, through: stored.through))
        guard !shows(id, as: expected) else { return events }
        let changes = stored.messages.flatMap { self.changes(toward: $0) }
        var changed = self
        for event in changes { changed.apply(event) }
        return events
            + (changed.shows(id, as: expected)
                ? changes : [.threadOpened(id, stored.messages, through: stored.through)])
    }

    private func shows(_ thread: ThreadID, as other: SessionState) -> Bool {
        messages[thread] == other.messages[thread]
            && Set(aside[thread, default: []]) == Set(other.aside[thread, default: []])
    }

    private func changes(toward new: Message) -> [Event] {
        guard let old = message(new.id, in: new.thread) else { return [.messageAdded(new)] }
        var events: [Event] = []
        if new.text != old.text {
            events.append(
                new.text.growth(of: old.text).map { .replyGrew(new.thread, new.id, by: $0) }
                    ?? .replyReplaced(new.thread, new.id, text: new.text))
        }
        for part in new.parts where !old.parts.contains(part) {
            let growth = old.parts.first { $0.id == part.id }.flatMap { part.growth(of: $0) }
            events.append(
                growth.map { .messagePartGrew(new.thread, new.id, part: part.id, by: $0) }
                    ?? .messagePartSet(new.thread, new.id, part))
        }
        if new.state != old.state { events.append(.messageStateChanged(new.thread, new.id, new.state)) }
        return events
    }
}

extension String {
    /// What was appended to an older text to make this one; nil if it is not made so.
    func growth(of old: String) -> String? {
        utf8.starts(with: old.utf8) ? String(decoding: utf8.dropFirst(old.utf8.count), as: UTF8.self) : nil
    }
}

extension MessagePart {
    /// What was appended to the text of an older one to make this one; nil if anything else differs.
    fileprivate func growth(of old: MessagePart) -> String? {
        kind == old.kind && title == old.title ? text.growth(of: old.text) : nil
    }
}
