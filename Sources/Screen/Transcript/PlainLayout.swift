import TerminalModel

/// A text shown as it was written, in rows of a width that know their bytes. When it grows, only what follows its last
/// line end is laid out again.
struct PlainLayout {
    private(set) var rows: [TextRow] = []
    /// How many rows at the head are the same as before the last update.
    private(set) var unchangedRows = 0
    /// Up to here, in UTF-8, no later text can change the rows.
    private var settledBytes = 0
    private var settledRows = 0

    /// - Parameter text: continues the text of the last update, if there was one.
    mutating func update(text: String, columns: Int, style: Style) {
        let start = text.utf8.index(text.startIndex, offsetBy: settledBytes)
        let open = String(text[start...])
        unchangedRows = settledRows
        rows.removeSubrange(settledRows...)
        var end: String.Index?
        for row in TextWrap.rows(of: open, columns: columns) {
            let isWrapped = end == row.range.lowerBound
            let blanks = isWrapped ? Self.blanksAtEnd(of: open[..<row.range.lowerBound]) : 0
            let lower = settledBytes + open.utf8.distance(from: open.startIndex, to: row.range.lowerBound)
            let upper = lower + open.utf8.distance(from: row.range.lowerBound, to: row.range.upperBound)
            if !isWrapped { settledRows = rows.count }
            rows.append(
                TextRow(
                    StyledLine(row.text, style), joint: isWrapped ? .wrapped(blanks: blanks) : .lineEnd,
                    isRightToLeft: row.isRightToLeft, bytes: lower..<upper))
            end = row.range.upperBound
        }
        // A carriage return that was the last may yet join a line feed: a line is settled by the line behind it.
        settledBytes = rows.indices.contains(settledRows) ? rows[settledRows].bytes?.lowerBound ?? 0 : 0
    }

    private static func blanksAtEnd(of text: Substring) -> Int {
        text.reversed().prefix { $0.isWhitespace && $0 != "\t" && !$0.isNewline }.count
    }
}
