/// What a search over all messages found.
package struct SearchAnswer: Hashable, Sendable {
    /// As it was asked for.
    package let text: String
    /// The best first.
    package let hits: [SearchHit]
    /// There are more than these.
    package let hasMore: Bool

    package init(text: String, hits: [SearchHit], hasMore: Bool = false) {
        self.text = text
        self.hits = hits
        self.hasMore = hasMore
    }
}

/// A message, or the title of a thread, in which all that was searched for stands.
package struct SearchHit: Hashable, Sendable {
    package let thread: ThreadID
    /// The thread's.
    package let title: String
    /// nil for a hit in the title.
    package let message: MessageID?
    package let role: Role?
    /// When the message was made; for a title when the thread was last active.
    package let moment: Timestamp
    /// A piece of the text around the first match, as it was typed or received.
    package let snippet: String
    /// What matches in the snippet, in UTF-8 offsets, in order and apart.
    package let matches: [Range<Int>]

    package init(
        thread: ThreadID, title: String, message: MessageID?, role: Role?, moment: Timestamp, snippet: String,
        matches: [Range<Int>]
    ) {
        self.thread = thread
        self.title = title
        self.message = message
        self.role = role
        self.moment = moment
        self.snippet = snippet
        self.matches = matches
    }
}
