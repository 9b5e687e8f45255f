package import TerminalModel

/// A Markdown text that grows, laid out as rows of a width.
///
/// Rows depend on the text alone, not on the pieces it came in. Whatever lies before the last block that later text
/// cannot reach is laid out once: a piece costs what the open part costs, not what the whole text costs.
///
/// Nothing that was sent is hidden: link targets, HTML and link definitions are shown as text.
package struct MarkdownDocument: Sendable {
    package private(set) var text: String
    /// How many rows at the head of the last `rows` are the same as in the `rows` before.
    package private(set) var unchangedRows = 0
    /// What the rows belong to, in the order of the text.
    package private(set) var blocks: [TextBlock] = []

    /// Up to here, in UTF-8, no later text can change the rows.
    private var settledBytes = 0
    private var settledRows = 0
    private var rows: [TextRow] = []
    private var layoutKey: LayoutKey?
    private var isStale = true

    private struct LayoutKey: Equatable {
        let columns: Int
        let styles: MarkdownStyles
    }

    package init(_ text: String = "") {
        self.text = text
    }

    package mutating func append(_ piece: String) {
        guard !piece.isEmpty else { return }
        text += piece
        isStale = true
    }

    /// Takes another text instead; one that only continues this text costs no more than to append.
    package mutating func replace(with text: String) {
        if !text.utf8.starts(with: self.text.utf8) { layoutKey = nil }
        self.text = text
        isStale = true
    }

    /// The rows at a width of one column or more; none if there is no text to show.
    package mutating func rows(columns: Int, styles: MarkdownStyles) -> [TextRow] {
        let key = LayoutKey(columns: max(1, columns), styles: styles)
        if key != layoutKey {
            layoutKey = key
            settledBytes = 0
            settledRows = 0
            isStale = true
        }
        if isStale { update(key) } else { unchangedRows = rows.count }
        isStale = false
        return rows
    }

    private mutating func update(_ key: LayoutKey) {
        let source = MarkdownSource(openBytes())
        let blocks = BlockParser.parse(source)
        let border = Self.border(of: blocks, in: source)
        let layout = BlockLayout(styles: key.styles)
        let before = settledRows
        var open: [TextRow] = []
        for (number, top) in blocks.enumerated() {
            if number == border { settledRows = before + open.count }
            let next = layout.lines(top.block, columns: key.columns)
            if before + open.count > 0, !next.isEmpty { open.append(TextRow(StyledLine())) }
            open += next.map { TextRow($0) }
        }
        if border > 0 { settledBytes += source.lineStarts[blocks[border].line - 1] }
        replaceRows(from: before, with: open)
    }

    private mutating func replaceRows(from start: Int, with open: [TextRow]) {
        var same = 0
        while same < open.count, start + same < rows.count, rows[start + same] == open[same] { same += 1 }
        unchangedRows = start + same
        rows.removeSubrange(unchangedRows...)
        rows += open[same...]
    }

    private func openBytes() -> [UInt8] {
        let start = settledBytes
        return text.utf8.withContiguousStorageIfAvailable { Array($0[start...]) } ?? Array(text.utf8.dropFirst(start))
    }

    /// The last block that nothing later can join to the ones before; 0 if there is none.
    ///
    /// It starts in a line that is ended, for what an open line will be is not known, and after an empty line, for a
    /// table takes its head from the paragraph above and a heading its underline from below.
    private static func border(of blocks: [BlockParser.TopBlock], in source: MarkdownSource) -> Int {
        let found = blocks.indices.dropFirst().last { number in
            let line = blocks[number].line
            return line > 1 && line <= source.endedLines && source.isBlank(line: line - 1)
        }
        return found ?? 0
    }
}
