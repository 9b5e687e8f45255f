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
}
