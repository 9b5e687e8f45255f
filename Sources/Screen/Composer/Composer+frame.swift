import TerminalModel

extension Composer {
    /// The prompt mark and the column that the cursor needs behind the text.
    static let columnsBesideText = 3

    /// - Parameters:
    ///   - hint: shown while nothing is written.
    ///   - hasKeys: the composer is the pane that keys go to.
    mutating func draw(in area: Rect, of frame: inout Frame, hint: SafeText, hasKeys: Bool, theme: Theme) {
        guard !area.isEmpty else { return }
        let rows = rows()
        let cursorRow = rows.row(of: editor.cursor)
        firstRow = min(max(firstRow, cursorRow - area.rows + 1), cursorRow)
        firstRow = max(0, min(firstRow, rows.count - area.rows))

        let hasMark = area.columns >= Self.columnsBesideText + 1
        let start = area.column + (hasMark ? 2 : 0)
        if hasMark {
            let mark = Position(column: area.column, row: area.row)
            frame.write(firstRow > 0 ? "↑" : "›", at: mark, style: hasKeys ? theme.accent : theme.secondary)
        }
        if editor.isEmpty {
            draw(hint, in: area, from: start, of: &frame, theme: theme)
        }
        for row in 0..<min(area.rows, rows.count - firstRow) {
            let place = Position(column: start, row: area.row + row)
            frame.write(rows.texts[firstRow + row], at: place, style: theme.text, end: area.endColumn)
        }
        guard hasKeys else { return }
        let column = min(start + rows.column(of: editor.cursor), area.endColumn - 1)
        frame.cursor = Position(column: column, row: area.row + cursorRow - firstRow)
    }

    /// A hint in the rows that text would take.
    func hintLines(_ hint: SafeText, theme: Theme) -> [StyledLine] {
        StyledLine(hint, theme.secondary).wrapped(columns: columns)
    }

    /// The last row ends in an ellipsis if there is not room for all.
    private func draw(_ hint: SafeText, in area: Rect, from start: Int, of frame: inout Frame, theme: Theme) {
        var lines = hintLines(hint, theme: theme)
        if lines.count > area.rows {
            let rest = SafeText(lines[(area.rows - 1)...].map(\.text).joined(separator: " "))
            lines[area.rows - 1] = StyledLine(rest.cut(to: area.endColumn - start), theme.secondary)
        }
        for (row, line) in lines.prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: start, row: area.row + row), end: area.endColumn)
        }
    }
}
