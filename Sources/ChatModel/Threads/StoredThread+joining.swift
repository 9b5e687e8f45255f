extension StoredThread {
    /// The events that bring what was said in this copy of a thread into the thread as it is kept; none if it is there
    /// already.
    ///
    /// Messages join by what they follow: said behind the same message here and there, they are variants of each other.
    /// What the person has decided about the thread there stays: title, labels, archive, trash, draft. Who answers and
    /// how, and the remote thread, are those of the side on which was spoken last. The newest reply of this copy may be
    /// there as far as it had come: what it has become since is said in whole values, so that it may be said twice.
    ///
    /// - Parameters:
    ///   - there: nil if it is not kept, or no longer.
    ///   - isAnswering: a reply is being made there.
    package func events(joining there: StoredThread?, isAnswering: Bool = false) -> [Event] {
        guard let there else {
            // What they followed may have gone with the thread.
            let names = Set(messages.map(\.id))
            let whole = messages.map { $0.parent.map(names.contains) == true ? $0 : $0.following(nil) }
            return [.threadSaved(thread), .threadOpened(thread.id, [])] + whole.map(Event.messageAdded)
        }
        let known = Dictionary(there.messages.map { ($0.id, $0) }) { first, _ in first }
        let new = messages.filter { known[$0.id] == nil }
        let changes = messages.last.flatMap { last in known[last.id].map(last.changes) } ?? []
        guard !new.isEmpty || !changes.isEmpty else { return [] }
        var joined = there.thread
        if thread.activeAt > joined.activeAt {
            joined.activeAt = thread.activeAt
            joined.hasFailed = thread.hasFailed
            if !isAnswering {
                joined.answer(as: thread)
                joined.remoteID = thread.remoteID
                joined.remoteTip = thread.remoteTip
            }
        }
        if joined.isEmpty, !joined.hasOwnTitle { joined.title = thread.title }
        joined.isEmpty = false
        return (joined == there.thread ? [] : [.threadSaved(joined)]) + new.map(Event.messageAdded) + changes
    }
}

extension Message {
    /// All that this reply has become since it was as it is there; nothing where it has come to its end there.
    fileprivate func changes(since there: Message) -> [Event] {
        // One that was being listened to when its Weft ended is cut off there.
        let isCut = if case .interrupted = there.state { true } else { false }
        guard self != there, role == .assistant, there.state == .running || isCut else { return [] }
        return [.replyReplaced(thread, id, text: text)] + parts.map { .messagePartSet(thread, id, $0) }
            + [.messageStateChanged(thread, id, state)]
    }
}
