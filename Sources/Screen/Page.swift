import TerminalModel

/// What the pages that take the whole screen have in common.
extension Frame {
    /// The heading of a page, above a heavy rule; nothing where there is no room for it.
    mutating func drawPageHeading(_ title: SafeText, in area: Rect, theme: Theme) {
        guard area.rows == 2 else { return }
        let style = theme.heading.overlaid(by: theme.accent)
        let place = Position(column: area.column + 1, row: area.row)
        write(title.cut(to: area.columns - 2), at: place, style: style, end: area.endColumn)
        fill(
            Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: 1), with: "━",
            style: theme.focusedRule)
    }

    /// The line on a page where is written what its list is to show, with the cursor in it.
    mutating func drawFilter(_ filter: Editor, in area: Rect, theme: Theme) {
        guard !area.isEmpty else { return }
        let line = area.indented(by: 1)
        let start = line.column + 2
        write("›", at: Position(column: line.column, row: line.row), style: theme.accent)
        let rows = EditorRows(filter.clusters, columns: max(1, line.endColumn - start - 1))
        let row = rows.row(of: filter.cursor)
        let text = filter.isEmpty ? "Type to find" : rows.texts[row]
        let style = filter.isEmpty ? theme.secondary : theme.text
        write(text, at: Position(column: start, row: line.row), style: style, end: line.endColumn)
        let column = min(start + rows.column(of: filter.cursor), max(0, line.endColumn - 1))
        cursor = Position(column: column, row: line.row)
    }

    /// Writes spans in one row; the one that does not fit ends in an ellipsis.
    mutating func write(_ spans: [Span], from start: Position, base: Style, end: Int) {
        var column = start.column
        for span in spans where column < end {
            let text = span.text.cut(to: end - column)
            let place = Position(column: column, row: start.row)
            column = write(text, at: place, style: base.overlaid(by: span.style), end: end)
            if text.columns < span.text.columns { return }
        }
    }

    /// Writes lines into a block; the last row that there is ends in an ellipsis if more follow.
    mutating func write(_ lines: [StyledLine], in area: Rect) {
        for (row, line) in lines.prefix(area.rows).enumerated() {
            var spans = line.spans
            if row == area.rows - 1, lines.count > area.rows {
                let rest = SafeText(lines[row...].map(\.text).joined(separator: " "))
                spans = [Span(rest, line.spans.first?.style ?? Style())]
            }
            let place = Position(column: area.column, row: area.row + row)
            write(spans, from: place, base: Style(), end: area.endColumn)
        }
    }
}
