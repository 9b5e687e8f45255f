import ChatModel

/// One line of the journal: an event, or what many events of one reply, part or draft amount to.
struct JournalEntry {
    /// Entries of the same place are one.
    enum Place: Hashable {
        case reply(MessageID)
        case part(MessageID, id: String)
        case draft(ThreadID)
    }

    private enum Content {
        case event(Event)
        case growth(ThreadID, MessageID)
        case replacement(ThreadID, MessageID)
        /// The text is taken from the session's state when it is written.
        case rewrite(ThreadID, MessageID)
        /// The part without its text.
        case part(ThreadID, MessageID, MessagePart)
        case partGrowth(ThreadID, MessageID, id: String)
        /// The part is taken from the session's state when it is written.
        case partRewrite(ThreadID, MessageID, id: String)
        case draft(ThreadID)
        case nothing
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
        case .messagePartSet(let thread, let id, var part):
            let whole = part.text
            part.text = ""
            self.init(.part(thread, id, part), whole)
        case .messagePartGrew(let thread, let id, let part, let piece):
            self.init(.partGrowth(thread, id, id: part), piece)
        case .draftSaved(let thread, let draft): self.init(.draft(thread), draft)
        case .messageAdded(let message):
            self.init(.event(event), "")
            size += message.parts.reduce(message.text.utf8.count) { $0 + $1.text.utf8.count }
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
        case .event, .nothing: nil
        case .growth(_, let id), .replacement(_, let id), .rewrite(_, let id): .reply(id)
        case .part(_, let id, let part): .part(id, id: part.id)
        case .partGrowth(_, let id, let part), .partRewrite(_, let id, let part): .part(id, id: part)
        case .draft(let thread): .draft(thread)
        }
    }

    /// Bytes of reply text in it.
    var textBytes: Int { isText ? text.utf8.count : 0 }

    /// It is the text of a reply, or of a part of one.
    var isText: Bool {
        switch content {
        case .growth, .replacement, .rewrite, .part, .partGrowth, .partRewrite: true
        case .event, .draft, .nothing: false
        }
    }

    /// What grew before, of a part that may not have been there, is not where the part is to stand now that it is set.
    func overtakes(_ old: JournalEntry) -> Bool {
        if case .part = content, case .partGrowth = old.content { true } else { false }
    }

    mutating func leaveOut() { self = Self(.nothing, "") }

    /// Makes this entry mean the same as this one and then `next`, which has the same place.
    mutating func absorb(_ next: JournalEntry) {
        switch (content, next.content) {
        case (.rewrite, _), (.partRewrite, _): return
        case (_, .growth), (_, .partGrowth):
            text += next.text
            size += next.text.utf8.count
        default: self = next
        }
    }

    /// Gives the memory of the text back.
    mutating func leaveOutText() {
        switch content {
        case .growth(let thread, let id), .replacement(let thread, let id): self = Self(.rewrite(thread, id), "")
        case .part(let thread, let id, let part): self = Self(.partRewrite(thread, id, id: part.id), "")
        case .partGrowth(let thread, let id, let part): self = Self(.partRewrite(thread, id, id: part), "")
        case .event, .draft, .rewrite, .partRewrite, .nothing: return
        }
    }

    /// - Parameter message: a message as the session has it now; nil if it is no more.
    func event(now message: (ThreadID, MessageID) -> Message?) -> Event? {
        switch content {
        case .event(let event): event
        case .growth(let thread, let id): .replyGrew(thread, id, by: text)
        case .replacement(let thread, let id): .replyReplaced(thread, id, text: text)
        case .rewrite(let thread, let id): message(thread, id).map { .replyReplaced(thread, id, text: $0.text) }
        case .part(let thread, let id, let part): .messagePartSet(thread, id, part.with(text: text))
        case .partGrowth(let thread, let id, let part): .messagePartGrew(thread, id, part: part, by: text)
        case .partRewrite(let thread, let id, let part):
            message(thread, id)?.parts.first { $0.id == part }.map { .messagePartSet(thread, id, $0) }
        case .draft(let thread): .draftSaved(thread, text: text)
        case .nothing: nil
        }
    }
}

extension MessagePart {
    fileprivate func with(text: String) -> MessagePart {
        var part = self
        part.text = text
        return part
    }
}
