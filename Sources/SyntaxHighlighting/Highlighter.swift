/// Reads code line by line and tells what its pieces are. What a line leaves open, such as a comment, it carries on.
///
/// A value of a few words: copies are cheap, and two that are equal read the same on. Each byte is read once, with a
/// bounded look ahead, whatever the text is.
package struct Highlighter: Hashable, Sendable {
    /// The contexts that are open, the innermost last; never empty.
    var stack: [Frame]
    /// The word that ends what was begun last with a word of the text's own.
    var delimiter: [UInt8] = []
    /// A here-document that begins with the next line.
    var awaited: Frame?
    private var isInsideLine = false

    /// - Parameter name: the word behind a fence, such as "swift" or "py"; letter case does not matter.
    /// - Returns: nil for a language that is not known.
    package init?(language name: String) {
        guard let root = Lexicon.shared.root(of: name) else { return nil }
        stack = [Frame(table: root)]
    }

    /// The pieces of the next line, which comes without its line end; in order, not overlapping, plain text left out.
    /// Borders are never inside a scalar of UTF-8.
    /// - Parameter isContinued: the line goes on in the next call; so a huge line may come in pieces. Cut between
    ///   scalars.
    package mutating func tokens(ofNextLine line: ArraySlice<UInt8>, isContinued: Bool = false) -> [Token] {
        read(line, isContinued: isContinued).tokens
    }

    mutating func read(_ line: ArraySlice<UInt8>, isContinued: Bool) -> LineScan {
        var scan = LineScan(line)
        if !isInsideLine { beginLine(&scan) }
        while scan.position < scan.end { step(&scan) }
        scan.close(kind: top.kind)
        isInsideLine = isContinued
        if !isContinued { endLine(scan) }
        return scan
    }

    /// The names that `init` knows, each language's own name first.
    package static var languages: [[String]] { Language.all.map(\.names) }
}

/// A context that is open.
struct Frame: Hashable, Sendable {
    /// The number of its table in `Lexicon`.
    var table: UInt16
    /// What its end depends on: a number of signs, a byte, an indentation.
    var mark: UInt16 = 0
    /// How many of it are open, each in the one before.
    var depth: UInt32 = 1
}
