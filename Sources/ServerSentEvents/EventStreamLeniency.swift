/// What a decoder forgives beyond the standard.
package struct EventStreamLeniency: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Delivers the last block although the stream ended before the blank line after it.
    package static let deliversUnfinishedBlock = Self(rawValue: 1 << 0)

    /// Takes a block whose data is not one JSON text as one event for each of its lines.
    ///
    /// For services that put no blank line between records.
    package static let splitsJSONTexts = Self(rawValue: 1 << 1)

    /// Delivers a block at the end of the data line with which its data is one JSON text, or cannot become one any more,
    /// without waiting for the blank line.
    ///
    /// For services that put no blank line between records: without it nothing of theirs is read before the stream ends.
    /// A type or an id that follows the data comes too late.
    package static let deliversJSONTextsAtOnce = Self(rawValue: 1 << 2)
}
