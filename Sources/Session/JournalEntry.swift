import ChatModel

/// One line of the journal: an event, or what many events of one reply or draft amount to.
struct JournalEntry {
    /// Entries of the same place are one.
    enum Place: Hashable {
        case reply(MessageID)
        case draft(ThreadID)
    }

    private enum Content {
        case event(Event)
        case growth(ThreadID, MessageID)
        case replacement(ThreadID, MessageID)
        /// The text is taken from the session's state when it is written.
        case rewrite(ThreadID, MessageID)
        case draft(ThreadID)
    }

    private var content: Content
    /// Kept apart from `content`, so that appending is in place.
    private var text = ""
    /// Memory held for it, in bytes; the constant stands for names and the rest.
    private(set) var size = 64

    init(_ event: Event) {
        switch event {
        case .replyGrew(let thread, let id, let piece): self.init(.growth(thread, id), piece)
        case .replyReplaced(let thread, let id, let whole): self.init(.replacement(thread, id), whole)
        case .draftSaved(let thread, let draft): self.init(.draft(thread), draft)
        case .messageAdded(let message):
            self.init(.event(event), "")
            size += message.text.utf8.count
        default: self.init(.event(event), "")
        }
    }

    private init(_ content: Content, _ text: String) {
        self.content = content
        self.text = text
        size += text.utf8.count
    }

    var place: Place? {
        switch content {
        case .event: nil
        case .growth(_, let id), .replacement(_, let id), .rewrite(_, let id): .reply(id)
        case .draft(let thread): .draft(thread)
        }
    }

    /// Bytes of reply text in it.
    var textBytes: Int { isText ? text.utf8.count : 0 }

    /// It is the text of a reply.
    var isText: Bool {
        switch content {
        case .growth, .replacement, .rewrite: true
        case .event, .draft: false
        }
    }

    /// Makes this entry mean the same as this one and then `next`, which has the same place.
    mutating func absorb(_ next: JournalEntry) {
        switch (content, next.content) {
        case (.rewrite, _): return
        case (_, .growth):
            text += next.text
            size += next.text.utf8.count
        default: self = next
        }
    }

    /// Gives the memory of the text back.
    mutating func leaveOutText() {
        switch content {
        case .growth(let thread, let id), .replacement(let thread, let id): self = Self(.rewrite(thread, id), "")
        case .event, .draft, .rewrite: return
        }
    }

    func event(text whole: (ThreadID, MessageID) -> String?) -> Event? {
        switch content {
        case .event(let event): event
        case .growth(let thread, let id): .replyGrew(thread, id, by: text)
        case .replacement(let thread, let id): .replyReplaced(thread, id, text: text)
        case .rewrite(let thread, let id): whole(thread, id).map { .replyReplaced(thread, id, text: $0) }
        case .draft(let thread): .draftSaved(thread, text: text)
        }
    }
}
