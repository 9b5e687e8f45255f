extension StoredThread {
    /// The events that bring what was said in this copy of a thread into the thread as it is kept; none if it is there
    /// already.
    ///
    /// Messages join by what they follow: said behind the same message here and there, they are variants of each other.
    /// What the person has decided about the thread there stays: title, labels, archive, trash, draft. Who answers and
    /// how, and the remote thread, are those of the side on which was spoken last.
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
        let known = Set(there.messages.map(\.id))
        let new = messages.filter { !known.contains($0.id) }
        guard !new.isEmpty else { return [] }
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
        return [.threadSaved(joined)] + new.map(Event.messageAdded)
    }
}
