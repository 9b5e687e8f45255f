/// A change that a person makes to threads, one or many at once. Each can be undone.
package enum ThreadChange: Hashable, Sendable {
    /// A title set so is never overwritten by another.
    case rename(String)
    case pin(Bool)
    case archive(Bool)
    /// Into the trash, where it is kept for some days.
    case delete
    /// Out of the trash.
    case restore
    case addLabel(String)
    case removeLabel(String)
    case markUnread(Bool)
}

extension ChatThread {
    /// This thread after a change; equal to this one where it changes nothing.
    package func applying(_ change: ThreadChange, at now: Timestamp) -> ChatThread {
        var thread = self
        switch change {
        case .rename(let title):
            thread.title = title
            thread.hasOwnTitle = true
        case .pin(let isPinned): thread.isPinned = isPinned
        case .archive(let isArchived): thread.isArchived = isArchived
        case .delete: thread.deletedAt = deletedAt ?? now
        case .restore: thread.deletedAt = nil
        case .addLabel(let label): thread.labels = Set(labels + [label]).sorted()
        case .removeLabel(let label): thread.labels = labels.filter { $0 != label }
        case .markUnread(let isUnread): thread.isUnread = isUnread
        }
        return thread
    }
}
