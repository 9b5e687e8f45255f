import ChatModel

/// A place in what was said, before a cluster of a row. It stays with its message while others come and go.
struct TextPlace: Hashable {
    let message: MessageID
    /// Where the message was found last.
    let index: Int
    var inEntry: InEntry
    /// The same place free of the width, while the width changes.
    var pin: Transcript.Pin?

    /// The part of a place that its entry knows. Higher ones are less.
    struct InEntry: Hashable, Comparable {
        /// Counted from the first line of the entry.
        var line: Int
        /// Counted from the start of the row, its lead included.
        var cluster: Int

        static func < (left: Self, right: Self) -> Bool { (left.line, left.cluster) < (right.line, right.cluster) }
    }
}
