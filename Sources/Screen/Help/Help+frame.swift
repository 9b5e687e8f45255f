import TerminalModel

extension Help {
    private static let rowsForHeading = 12

    /// The part of the screen that holds the page. Above it, where there is room, stand its heading and a rule.
    static func area(of size: Size) -> Rect {
        var area = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - 1)
        if size.rows >= rowsForHeading { _ = area.takeTop(2) }
        return area.indented(by: 1)
    }

    func draw(on size: Size, of frame: inout Frame, theme: Theme) {
        let area = Self.area(of: size)
        let lines = Self.lines(columns: area.columns, theme: theme)
        let first = max(0, min(firstRow, lines.count - area.rows))
        if area.row > 0 { drawHeading(columns: size.columns, hasMore: first + area.rows < lines.count, &frame, theme) }
        for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
    }

    private func drawHeading(columns: Int, hasMore: Bool, _ frame: inout Frame, _ theme: Theme) {
        frame.write("Keys", at: Position(column: 1, row: 0), style: theme.heading.overlaid(by: theme.accent))
        frame.fill(Rect(column: 0, row: 1, columns: columns, rows: 1), with: "━", style: theme.focusedRule)
        let words: SafeText = " ▼ more below "
        guard hasMore, words.columns + 2 <= columns else { return }
        frame.write(words, at: Position(column: columns - words.columns - 1, row: 1), style: theme.secondary)
    }
}
