import TerminalModel

extension Help {
    /// The part of the screen that holds the page.
    static func area(of size: Size) -> Rect {
        Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - 1).indented(by: 1)
    }

    func draw(in area: Rect, of frame: inout Frame, theme: Theme) {
        let lines = Self.lines(columns: area.columns, theme: theme)
        let first = max(0, min(firstRow, lines.count - area.rows))
        for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
    }
}
