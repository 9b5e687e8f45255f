import TerminalModel

extension Links {
    /// Where the page's heading and its rows are.
    static func areas(_ size: Size) -> (heading: Rect, list: Rect) {
        var rest = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - (size.rows >= 2 ? 1 : 0))
        let heading = size.rows >= 12 ? rest.takeTop(2) : Rect.none
        return (heading, rest)
    }

    mutating func draw(on size: Size, of frame: inout Frame, theme: Theme) {
        let (heading, list) = Self.areas(size)
        frame.drawPageHeading(isWhole ? SafeText("Link \(selected + 1)") : "Links", in: heading, theme: theme)
        if isWhole {
            drawWhole(in: list.indented(by: 1), of: &frame, theme)
        } else {
            drawList(in: list, of: &frame, theme)
        }
    }

    private mutating func drawWhole(in area: Rect, of frame: inout Frame, _ theme: Theme) {
        let words: SafeText =
            Self.canOpen(target)
            ? "o opens it in the browser, y copies it." : "Only http, https and mailto are opened. y copies it."
        let link = StyledLine(SafeText(target), theme.text).cut(columns: area.columns)
        let lines = link + [StyledLine()] + StyledLine(words, theme.secondary).wrapped(columns: area.columns)
        firstRow = max(0, min(firstRow, lines.count - area.rows))
        for (row, line) in lines.dropFirst(firstRow).prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
    }

    /// `▌ 1 https://example.org/…`
    private mutating func drawList(in area: Rect, of frame: inout Frame, _ theme: Theme) {
        firstRow = max(0, min(max(firstRow, selected - area.rows + 1), selected))
        let digits = String(targets.count).count
        for (row, target) in targets.enumerated().dropFirst(firstRow).prefix(area.rows) {
            let line = Rect(column: area.column, row: area.row + row - firstRow, columns: area.columns, rows: 1)
            var base = theme.text
            if row == selected {
                base = base.overlaid(by: theme.focusedSelection)
                frame.fill(line, style: base)
                let place = Position(column: line.column, row: line.row)
                frame.write("▌", at: place, style: base.overlaid(by: theme.accent))
            }
            let number = String(row + 1)
            let label = Span(SafeText(String(repeating: " ", count: digits - number.count) + number), theme.accent)
            let place = Position(column: line.column + 2, row: line.row)
            frame.write([label, Span("  "), Span(SafeText(target))], from: place, base: base, end: line.endColumn - 1)
        }
    }
}
