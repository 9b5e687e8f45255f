/// Text that may go to a terminal: nothing in it moves the cursor, changes a mode, reorders or hides other text.
///
/// The only way from outside text (model, server, file, paste, error, title, name) to whatever shows, copies, titles,
/// logs or prints it. Made by filtering, or from a literal of our own.
///
/// Filtering goes cluster by cluster: text cut between two grapheme clusters and filtered in parts gives the same.
package struct SafeText: Hashable, Sendable {
    package let string: String
    /// What it takes on the screen.
    package let columns: Int

    /// Filters text from outside, which is one line: line ends and tabs are marked like other controls.
    /// `lines(of:)` takes text with line ends.
    package init(_ outside: some StringProtocol) {
        let outside = String(outside)
        if Self.isPlain(outside) {
            self.init(plain: outside)
        } else if outside.unicodeScalars.allSatisfy(\.isSimple) {
            self.init(outside, columns: outside.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) })
        } else {
            self.init(safe: TerminalFilter.filtered(outside))
        }
    }

    /// For text of which every part is safe already.
    init(safe string: String) {
        self.string = string
        self.columns = DisplayWidth.columns(of: string)
    }

    /// For text of which the columns are known too.
    init(safe string: String, columns: Int) {
        self.init(string, columns: columns)
    }

    private init(plain string: String) { self.init(string, columns: string.utf8.count) }

    private init(_ string: String, columns: Int) {
        self.string = string
        self.columns = columns
    }

    package var isEmpty: Bool { string.isEmpty }

    package static func + (left: Self, right: Self) -> Self {
        let (last, first) = (left.string.unicodeScalars.last, right.string.unicodeScalars.first)
        guard last?.isSimple ?? true, first?.isSimple ?? true else { return Self(safe: left.string + right.string) }
        return Self(left.string + right.string, columns: left.columns + right.columns)
    }

    /// Whether there is printable ASCII only.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
    }
}

extension SafeText: ExpressibleByStringLiteral {
    package init(stringLiteral literal: StaticString) { self.init(literal.description) }
}

extension SafeText {
    /// The distance of two tab stops, in columns.
    package static let tabColumns = 4

    /// Filters text of several lines. LF and CR LF end a line, a lone CR is marked; a tab goes to the next tab stop.
    /// Text without a line end is one line, also when empty.
    package static func lines(of outside: some StringProtocol) -> [SafeText] {
        var bytes = String(outside)
        return bytes.withUTF8 { buffer in
            buffer.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
                let isLast = line.endIndex == buffer.endIndex
                let line = !isLast && line.last == 0x0D ? line.dropLast() : line
                return SafeText(expandingTabs: String(decoding: line, as: UTF8.self))
            }
        }
    }

    /// Filters one line and replaces each tab by blanks up to the next tab stop.
    package init(expandingTabs outside: some StringProtocol) {
        let outside = String(outside)
        guard outside.utf8.contains(0x09) else {
            self.init(outside)
            return
        }
        var string = ""
        var columns = 0
        for (number, piece) in outside.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
            if number > 0 {
                let blanks = Self.tabColumns - columns % Self.tabColumns
                string += String(repeating: " ", count: blanks)
                columns += blanks
            }
            let safe = SafeText(piece)
            string += safe.string
            columns += safe.columns
        }
        self.init(safe: string)
    }
}
