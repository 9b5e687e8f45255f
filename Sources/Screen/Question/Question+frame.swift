import TerminalModel

extension Question {
    /// Draws the question with the cursor behind it.
    func draw(in area: Rect, of frame: inout Frame, theme: Theme) {
        guard !area.isEmpty else { return }
        let words = wordings.first { $0.columns < area.columns - 1 } ?? wordings.last ?? ""
        let start = Position(column: area.column + (words.columns < area.columns - 1 ? 1 : 0), row: area.row)
        frame.fill(area, style: theme.text)
        let end = frame.write(words, at: start, style: theme.attention, end: area.endColumn)
        frame.cursor = Position(column: min(end, area.endColumn - 1), row: area.row)
    }
}
