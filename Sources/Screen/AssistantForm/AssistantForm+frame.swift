import ChatModel
import TerminalModel

extension AssistantForm {
    private static let columnsOfLabels = 14
    private static let columnsForLabelsBeside = 60
    private static let rowsForHeading = 12
    /// Of a long text only so many rows are shown while the cursor is in another field.
    private static let mostRowsAside = 6

    /// All fields with what is in them, as lines, and the place of the cursor among them.
    private struct Page {
        var lines: [StyledLine] = []
        var cursor = Position(column: 0, row: 0)
        /// The line that the field with the cursor begins in.
        var top = 0
        /// The last line that should be seen with the cursor: what is wrong with its field stands there.
        var bottom = 0
    }

    /// The columns that a row of a field takes.
    static func columns(on size: Size) -> Int {
        let columns = Rect(column: 0, row: 0, columns: size.columns, rows: 1).indented(by: 1).columns
        return max(1, columns - indent(columns) - 1)
    }

    private static func indent(_ columns: Int) -> Int {
        columns + 2 >= columnsForLabelsBeside ? columnsOfLabels : columns >= 30 ? 2 : min(1, columns / 8)
    }

    mutating func draw(on size: Size, of frame: inout Frame, theme: Theme) {
        var area = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows - (size.rows >= 2 ? 1 : 0))
        if size.rows >= Self.rowsForHeading {
            frame.drawPageHeading(heading, in: area.takeTop(2), theme: theme)
        }
        area = area.indented(by: 1)
        if let failure {
            let lines = StyledLine("! " + ReplyWords.advice(failure), theme.failure).wrapped(columns: area.columns)
            frame.write(lines, in: area.takeBottom(min(lines.count, max(1, area.rows / 3))))
        }
        guard !area.isEmpty else { return }
        let page = page(columns: Self.columns(on: size), indent: Self.indent(area.columns), theme)
        scroll(to: page, rows: area.rows)
        for (row, line) in page.lines.dropFirst(firstRow).prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
        guard !isSaving else { return }
        frame.cursor = Position(
            column: min(area.column + page.cursor.column, area.endColumn - 1),
            row: area.row + page.cursor.row - firstRow)
    }

    private var heading: SafeText {
        switch subject {
        case .assistant(let assistant):
            (assistant.map { SafeText($0.name.flat) } ?? "New assistant") + " at " + serviceName
        case .preset(let preset):
            (preset.map { SafeText($0.name.flat) } ?? "New preset") + " at " + serviceName
        case .thread(_, let title): "How “" + SafeText(title.flat) + "” is answered"
        }
    }

    /// Keeps the cursor on the screen, and where there is room the label of its field and what is wrong with it.
    private mutating func scroll(to page: Page, rows: Int) {
        firstRow = max(min(firstRow, page.top), page.bottom - rows + 1)
        firstRow = max(min(firstRow, page.cursor.row), page.cursor.row - rows + 1)
        firstRow = max(0, min(firstRow, page.lines.count - rows))
    }

    private func page(columns: Int, indent: Int, _ theme: Theme) -> Page {
        var page = Page()
        for field in fields {
            let isBeside = indent == Self.columnsOfLabels
            let hasCursor = field == self.field
            if hasCursor { page.top = page.lines.count }
            let label = Span(field.label, hasCursor ? theme.accent : theme.secondary)
            if !isBeside { page.lines.append(StyledLine([label])) }
            if hasCursor { page.cursor = Position(column: indent, row: page.lines.count) }
            var lines = lines(of: field, columns: columns, theme, cursor: &page.cursor)
            if lostFields.contains(field) {
                lines += StyledLine(serviceName + " does not take this from here", theme.attention)
                    .wrapped(columns: columns)
            }
            if problems[field] == nil, let consequence = consequence(of: field) {
                lines += StyledLine(consequence, theme.secondary).wrapped(columns: columns)
            }
            if let problem = problems[field] {
                lines += StyledLine("! " + problem, theme.failure).wrapped(columns: columns)
            }
            for (number, line) in lines.enumerated() {
                let isLabelled = isBeside && number == 0
                let head = isLabelled ? [label, Span(.blanks(indent - label.text.columns))] : [Span(.blanks(indent))]
                page.lines.append(StyledLine(head + line.spans))
            }
            if hasCursor { page.bottom = problems[field] == nil ? page.cursor.row : page.lines.count - 1 }
        }
        return page
    }

    /// - Parameter cursor: moved from the first place of the field to where the cursor is in its text.
    private func lines(of field: AssistantField, columns: Int, _ theme: Theme, cursor: inout Position) -> [StyledLine] {
        let editor = self[field]
        if editor.isEmpty { return StyledLine(field.hint, theme.secondary).wrapped(columns: columns) }
        let rows = EditorRows(editor.clusters, columns: columns)
        if field == self.field {
            cursor.column += rows.column(of: editor.cursor)
            cursor.row += rows.row(of: editor.cursor)
        }
        let lines = rows.texts.map { StyledLine($0, theme.text) }
        guard field != self.field, lines.count > Self.mostRowsAside else { return lines }
        let left = SafeText("… \(lines.count - Self.mostRowsAside + 1) more lines")
        return lines.prefix(Self.mostRowsAside - 1) + [StyledLine(left.cut(to: columns), theme.secondary)]
    }
}
