/// Breaking text into rows of at most so many columns.
///
/// A row ends where UAX #14 lets a line break, see `LineBreaker`; a longer word is cut. Blanks at a break belong to the
/// row they follow and are not shown, so rows lie end to end and no character is lost. One column is the least width.
///
/// What was wrapped can be wrapped on: the rows of a text from one row on are the rows of the text that begins there, and
/// a row that ends two clusters or more before the end of a text stays as it is whatever is appended.
package enum TextWrap {
    /// A row of raw text, as a composer shows it.
    package struct Row: Hashable, Sendable {
        /// Its part of the raw text, with the blanks it is broken at, without the line end.
        package let range: Range<String.Index>
        /// What is shown. A cluster wider than the whole row is shown as U+FFFD.
        package let text: SafeText
        /// The first letter of its line is of a script from right to left.
        package let isRightToLeft: Bool
    }

    /// The rows of raw text with line ends; at least one. A tab shows as four blanks, other controls as `SafeText` says.
    package static func rows(of text: String, columns: Int) -> [Row] {
        let columns = max(1, columns)
        var rows: [Row] = []
        for line in lines(of: text) {
            var ends: [String.Index] = []
            var units: [WrapUnit] = []
            for index in text[line].indices {
                units.append(WrapUnit(raw: text[index], columns: columns))
                ends.append(text.index(after: index))
            }
            let isRightToLeft = WritingDirection.isRightToLeft(text[line]) ?? false
            var start = line.lowerBound
            for row in WrapUnit.rows(units, columns: columns) {
                let end = row.end > 0 ? ends[row.end - 1] : start
                let shown = units[row.start..<row.shownEnd].reduce(into: "") { $0 += $1.text.string }
                rows.append(Row(range: start..<end, text: SafeText(safe: shown), isRightToLeft: isRightToLeft))
                start = end
            }
        }
        return rows
    }

    /// How many columns a cluster of raw text takes in a row of so many columns.
    package static func columns(ofShown cluster: Character, in columns: Int) -> Int {
        WrapUnit(raw: cluster, columns: max(1, columns)).text.columns
    }

    private static func lines(of text: String) -> [Range<String.Index>] {
        var lines: [Range<String.Index>] = []
        var start = text.startIndex
        for index in text.indices where text[index] == "\n" || text[index] == "\r\n" {
            lines.append(start..<index)
            start = text.index(after: index)
        }
        return lines + [start..<text.endIndex]
    }
}

extension StyledLine {
    /// The rows this line takes when each has at most so many columns; at least one. Blanks at a break are left out.
    package func wrapped(columns: Int) -> [StyledLine] { rows(columns: columns).map(\.line) }

    /// As `wrapped`, with what the rows know of each other.
    package func rows(columns: Int) -> [TextRow] {
        broken(columns: columns, isRightToLeft: isRightToLeft) { WrapUnit.rows($0, columns: $1) }
    }

    /// Cut wherever a row is full, for text in which every blank counts, such as code.
    package func cut(columns: Int) -> [StyledLine] { cutRows(columns: columns).map(\.line) }

    /// As `cut`, with what the rows know of each other. They read from left to right.
    package func cutRows(columns: Int) -> [TextRow] {
        broken(columns: columns, isRightToLeft: false) { WrapUnit.cuts($0, columns: $1) }
    }

    private func broken(
        columns: Int, isRightToLeft: Bool, by rule: ([WrapUnit], Int) -> [WrapUnit.Row]
    ) -> [TextRow] {
        let columns = max(1, columns)
        if self.columns <= columns { return [TextRow(self, isRightToLeft: isRightToLeft)] }
        let pieces = WrapPieces(self, columns: columns)
        var joint = TextRow.Joint.lineEnd
        return rule(pieces.units, columns).map { row in
            defer { joint = .wrapped(blanks: row.end - row.shownEnd) }
            let line = StyledLine(pieces.spans(of: row.start..<row.shownEnd))
            return TextRow(line, joint: joint, isRightToLeft: isRightToLeft)
        }
    }
}
