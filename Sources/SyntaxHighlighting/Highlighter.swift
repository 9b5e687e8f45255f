/// Reads code line by line and tells what its pieces are. What a line leaves open, such as a comment, it carries on.
package struct Highlighter: Hashable, Sendable {
    /// - Parameter name: the word behind a fence, such as "swift" or "py"; letter case does not matter.
    /// - Returns: nil for a language that is not known.
    package init?(language name: String) { return nil }

    /// The pieces of the next line, which comes without its line end; in order, not overlapping, plain text left out.
    package mutating func tokens(ofNextLine line: ArraySlice<UInt8>) -> [Token] { [] }
}
