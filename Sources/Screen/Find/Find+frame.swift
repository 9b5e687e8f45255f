import ChatModel
import TerminalModel

extension Find {
    /// Draws the field, how much was found, and what is wrong with the expression below it.
    func draw(in area: Rect, of frame: inout Frame, isSearching: Bool, theme: Theme) {
        var trailing = count(isSearching: isSearching)
        if isExpression { trailing = trailing.isEmpty ? "expression" : trailing + " · expression" }
        let label: SafeText = area.columns < 30 ? "/" : "Find ›"
        frame.drawField(label, editor, beside: trailing, in: area, theme: theme)
        guard let problem, area.rows > 1 else { return }
        let words = SafeText("This is no regular expression: " + problem)
        let place = Position(column: area.column, row: area.row + 1)
        frame.write(words.cut(to: area.columns), at: place, style: theme.failure, end: area.endColumn)
    }

    /// "3 of 17", "12+" while there is more to search.
    func count(isSearching: Bool) -> SafeText {
        guard let results else { return problem == nil ? "" : "no expression" }
        let total = results.total
        let more = isSearching || results.isCutOff ? "+" : ""
        if total == 0 { return isSearching ? "searching…" : "nothing found" }
        guard let current = results.current else { return SafeText("\(total)\(more) found") }
        return SafeText("\(results.ordinal(of: current)) of \(total)\(more)")
    }
}

extension Frame {
    /// A field of one row with words at its end, where there is room for them; the cursor is in it.
    /// - Returns: where its text is; nil without room.
    @discardableResult
    mutating func drawField(
        _ label: SafeText, _ editor: Editor, beside words: SafeText, in area: Rect, theme: Theme
    ) -> FieldPlace? {
        guard !area.isEmpty else { return nil }
        let end = write(
            label, at: Position(column: area.column, row: area.row), style: theme.accent, end: area.endColumn)
        let start = label.columns > 1 ? end + 1 : end
        var room = area.endColumn - start
        if words.columns + 12 <= room {
            let place = Position(column: area.endColumn - words.columns, row: area.row)
            write(words, at: place, style: theme.secondary, end: area.endColumn)
            room -= words.columns + 1
        }
        let rows = EditorRows(editor.clusters, columns: max(1, room - 1))
        let row = rows.row(of: editor.cursor)
        write(rows.texts[row], at: Position(column: start, row: area.row), style: theme.text, end: start + room)
        let column = min(start + rows.column(of: editor.cursor), max(0, area.endColumn - 1))
        cursor = Position(column: column, row: area.row)
        return FieldPlace(start: start, rows: rows, row: row)
    }
}

extension Transcript {
    /// The clusters of a line that were found, with how they look.
    func hits(inLine line: Int, of index: Int, row: TextRow, _ theme: Theme) -> [(Range<Int>, Style)] {
        guard let results = find?.results, results.messages.indices.contains(index) else { return [] }
        let hits = results.messages[index].hits
        // The first that does not end above the line.
        var low = 0
        var high = hits.count
        while low < high {
            let middle = (low + high) / 2
            if hits[middle].upperBound.line < line { low = middle + 1 } else { high = middle }
        }
        var marks: [(Range<Int>, Style)] = []
        for number in low..<hits.count {
            let hit = hits[number]
            guard hit.lowerBound.line <= line else { break }
            let start = hit.lowerBound.line == line ? hit.lowerBound.cluster : row.leadClusters
            let end = hit.upperBound.line == line ? hit.upperBound.cluster : row.clusterCount
            let isCurrent = results.current == FindResults.Location(index: index, number: number)
            marks.append((start..<max(start, end), isCurrent ? theme.foundNow : theme.found))
        }
        return marks
    }
}
