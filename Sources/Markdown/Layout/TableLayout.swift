import TerminalModel
import TextDirection

/// The columns of a table: side by side while each keeps a readable width, else one record a row.
struct TableColumns {
    /// A column is not made narrower than this, unless all it holds is.
    private static let leastColumn = 6
    static let border: SafeText = " │ "

    /// nil if there is no room side by side.
    let widths: [Int]?

    /// - Parameter wanted: how wide each column would like to be.
    init(wanted: [Int], columns: Int) {
        let free = columns - Self.border.columns * (wanted.count - 1)
        let least = wanted.reduce(0) { $0 + min($1, Self.leastColumn) }
        guard !wanted.isEmpty, least <= free else {
            widths = nil
            return
        }
        let limit = Self.limit(wanted, free)
        var widths = wanted.map { min($0, limit) }
        var rest = free - widths.reduce(0, +)
        for column in widths.indices where rest > 0 && widths[column] < wanted[column] {
            widths[column] += 1
            rest -= 1
        }
        self.widths = widths
    }

    /// The greatest width to which all can be cut down so that they fit.
    private static func limit(_ wanted: [Int], _ free: Int) -> Int {
        var low = 0
        var high = wanted.max() ?? 0
        while low < high {
            let middle = (low + high + 1) / 2
            if wanted.reduce(0, { $0 + min($1, middle) }) <= free { low = middle } else { high = middle - 1 }
        }
        return low
    }
}

/// What later rows of a table are laid out by.
struct TableState {
    var alignments: [TablePart.Alignment]
    var header: [[Inline]]
    var columns: TableColumns
    /// A record stands above.
    var hasRecord = false
}

extension Typesetter {
    mutating func layTable(_ part: TablePart) {
        let cells = cells(of: part)
        var state: TableState
        if let known = table, part.header == nil {
            state = known
        } else {
            let header = cells.first ?? []
            state = TableState(
                alignments: part.alignments, header: header,
                columns: TableColumns(wanted: wanted(cells), columns: margin.columns))
            layHead(state, part, isAlone: part.rows.isEmpty)
        }
        for (row, cells) in zip(part.rows, part.header == nil ? cells[...] : cells.dropFirst()) {
            layRow(cells, row, &state)
        }
        table = part.goesOn ? state : nil
    }

    /// The rows with the header first, if it is there. What is beyond the columns is one cell more.
    private func cells(of part: TablePart) -> [[[Inline]]] {
        let rows = (part.header.map { [$0] } ?? []) + part.rows
        let columns = part.alignments.count
        let texts = rows.map { row -> [[UInt8]] in
            let cells = TableRow.cells(in: row.bytes[...])
            let excess = Array(cells.dropFirst(columns).joined(separator: Array(" | ".utf8)))
            return cells.prefix(columns).map { TableRow.unescaped($0) } + (excess.isEmpty ? [] : [excess])
        }
        var read = InlineParser.inlines(of: texts.flatMap { $0 })[...]
        return texts.map { cells in
            defer { read = read.dropFirst(cells.count) }
            return Array(read.prefix(cells.count))
        }
    }

    private func wanted(_ rows: [[[Inline]]]) -> [Int] {
        let style = InlineStyle(styles: styles, base: margin.base)
        var wanted: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == wanted.count { wanted.append(1) }
                wanted[column] = style.lines(cell).reduce(wanted[column]) { max($0, $1.columns) }
            }
        }
        return wanted
    }

    private var heads: InlineStyle { InlineStyle(styles: styles, base: margin.base.overlaid(by: styles.strong)) }
    private var body: InlineStyle { InlineStyle(styles: styles, base: margin.base) }

    private mutating func layHead(_ state: TableState, _ part: TablePart, isAlone: Bool) {
        guard let header = part.header else { return }
        if let widths = state.columns.widths {
            addTableRows(sideBySide(state.header, widths, state.alignments, heads), header.source)
            let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
            add(TextRow(StyledLine(SafeText(rule), styles.tableBorder), bytes: part.delimiter))
        } else if isAlone {
            let lines = state.header.flatMap { heads.lines($0) }
            addTableRows(lines.flatMap { displayed($0, margin.columns) }, header.source)
        }
    }

    private mutating func layRow(_ cells: [[Inline]], _ row: TablePart.Row, _ state: inout TableState) {
        if let widths = state.columns.widths {
            var cells = cells
            while cells.count > widths.count, let last = cells.popLast() {
                cells[cells.count - 1] += [.text(" | ", [])] + last
            }
            addTableRows(sideBySide(cells, widths, state.alignments, body), row.source)
            return
        }
        if state.hasRecord { add(TextRow(StyledLine(), joint: .ornament)) }
        state.hasRecord = true
        var lines: [StyledLine] = []
        for (column, cell) in cells.enumerated() {
            let head = state.header.indices.contains(column) ? heads.lines(state.header[column]) : []
            lines += record(head, body.lines(cell)).flatMap { displayed($0, margin.columns) }
        }
        addTableRows(lines.isEmpty ? [StyledLine()] : lines, row.source)
    }

    /// The first row has the bytes of the source; all others add nothing.
    private mutating func addTableRows(_ lines: [StyledLine], _ source: Range<Int>) {
        for (number, line) in lines.enumerated() {
            let end = source.upperBound..<source.upperBound
            add(TextRow(line, joint: number == 0 ? .lineEnd : .wrapped(blanks: 0), bytes: number == 0 ? source : end))
        }
    }

    private func displayed(_ line: StyledLine, _ columns: Int) -> [StyledLine] {
        line.rows(columns: columns).map { $0.line.inDisplayOrder(isRightToLeft: $0.isRightToLeft) }
    }

    private func sideBySide(
        _ cells: [[Inline]], _ widths: [Int], _ alignments: [TablePart.Alignment], _ style: InlineStyle
    ) -> [StyledLine] {
        let columns = widths.indices.map { column in
            cells.indices.contains(column) ? style.lines(cells[column]).flatMap { displayed($0, widths[column]) } : []
        }
        return (0..<max(1, columns.map(\.count).max() ?? 0)).map { number in
            var line = StyledLine()
            for (column, rows) in columns.enumerated() {
                if column > 0 { line.spans.append(Span(TableColumns.border, styles.tableBorder)) }
                let text = rows.indices.contains(number) ? rows[number] : StyledLine()
                let alignment = alignments.indices.contains(column) ? alignments[column] : .left
                line.spans += aligned(text, alignment, widths[column], isLast: column == widths.count - 1)
            }
            return line
        }
    }

    private func aligned(_ text: StyledLine, _ alignment: TablePart.Alignment, _ width: Int, isLast: Bool) -> [Span] {
        let free = max(0, width - text.columns)
        let before =
            switch alignment {
            case .left: 0
            case .center: free / 2
            case .right: free
            }
        let after = isLast ? 0 : free - before
        let blanks = { (count: Int) in count > 0 ? [Span(SafeText(String(repeating: " ", count: count)))] : [] }
        return blanks(before) + text.spans + blanks(after)
    }

    /// A cell as "head: cell".
    private func record(_ head: [StyledLine], _ cell: [StyledLine]) -> [StyledLine] {
        let first = StyledLine(
            (head.last?.spans ?? []) + [Span(": ", styles.tableBorder)] + (cell.first?.spans ?? []))
        return head.dropLast() + [first] + cell.dropFirst()
    }
}
