import TerminalModel

/// Lays a table out: side by side while each column keeps a readable width, else one record below the other.
struct TableLayout {
    /// A column is not made narrower than this, unless all it holds is.
    private static let leastColumn = 6
    private static let border: SafeText = " │ "

    private let table: Table
    private let layout: BlockLayout
    private let heads: BlockLayout
    /// How wide each column would like to be.
    private let wanted: [Int]

    init(_ table: Table, _ layout: BlockLayout) {
        self.table = table
        self.layout = layout
        var heads = layout
        heads.base = layout.base.overlaid(by: layout.styles.strong)
        self.heads = heads
        let columnCount = ([table.header] + table.rows).map(\.count).max() ?? 0
        self.wanted = (0..<columnCount).map { column in
            ([table.header] + table.rows).reduce(1) { widest, row in
                guard row.indices.contains(column) else { return widest }
                return layout.lines(row[column]).reduce(widest) { max($0, $1.columns) }
            }
        }
    }

    func lines(columns: Int) -> [StyledLine] {
        guard let widths = widths(columns: columns) else { return records(columns: columns) }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
        let head = row(table.header, widths, heads) + [StyledLine(SafeText(rule), layout.styles.tableBorder)]
        return table.rows.reduce(into: head) { $0 += row($1, widths, layout) }
    }

    /// The widths that fit, the widest columns cut down to one common width; nil if that leaves too little.
    private func widths(columns: Int) -> [Int]? {
        let free = columns - Self.border.columns * (wanted.count - 1)
        let least = wanted.reduce(0) { $0 + min($1, Self.leastColumn) }
        guard !wanted.isEmpty, least <= free else { return nil }
        var limit = wanted.max() ?? 0
        while wanted.reduce(0, { $0 + min($1, limit) }) > free { limit -= 1 }
        var widths = wanted.map { min($0, limit) }
        var rest = free - widths.reduce(0, +)
        for column in widths.indices where rest > 0 && widths[column] < wanted[column] {
            widths[column] += 1
            rest -= 1
        }
        return widths
    }

    private func row(_ cells: [[Inline]], _ widths: [Int], _ layout: BlockLayout) -> [StyledLine] {
        let columns = widths.indices.map { column in
            cells.indices.contains(column) ? layout.rows(cells[column], columns: widths[column]) : []
        }
        return (0..<max(1, columns.map(\.count).max() ?? 0)).map { number in
            var line = StyledLine()
            for (column, rows) in columns.enumerated() {
                if column > 0 { line.spans.append(Span(Self.border, layout.styles.tableBorder)) }
                let text = rows.indices.contains(number) ? rows[number] : StyledLine()
                line.spans += aligned(text, column, widths[column], isLast: column == widths.count - 1)
            }
            return line
        }
    }

    private func aligned(_ text: StyledLine, _ column: Int, _ width: Int, isLast: Bool) -> [Span] {
        let free = max(0, width - text.columns)
        let alignment = table.alignments.indices.contains(column) ? table.alignments[column] : .left
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

    /// Each row as lines "head: cell", an empty line between the rows.
    private func records(columns: Int) -> [StyledLine] {
        if table.rows.isEmpty { return table.header.flatMap { heads.rows($0, columns: columns) } }
        var lines: [StyledLine] = []
        for cells in table.rows {
            if !lines.isEmpty { lines.append(StyledLine()) }
            for (column, cell) in cells.enumerated() {
                let head = table.header.indices.contains(column) ? heads.lines(table.header[column]) : []
                lines += record(head, layout.lines(cell), columns: columns)
            }
        }
        return lines
    }

    private func record(_ head: [StyledLine], _ cell: [StyledLine], columns: Int) -> [StyledLine] {
        let first = StyledLine(
            (head.last?.spans ?? []) + [Span(": ", layout.styles.tableBorder)] + (cell.first?.spans ?? []))
        return (head.dropLast() + [first] + cell.dropFirst()).flatMap { $0.wrapped(columns: columns) }
    }
}
