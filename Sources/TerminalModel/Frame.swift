/// A whole screen: what is drawn in each of its rows, and the place of the cursor.
///
/// It keeps what was drawn and makes cells of it only for a row that somebody asks for: most rows of most frames are the
/// same as in the frame before, and to see that takes no cells.
///
/// Whatever is written outside is cut off. A wide cluster is never half: where only one of its cells is free, or one is
/// overwritten later, a blank takes the other's place.
package struct Frame: Sendable {
    package let size: Size
    /// nil hides the cursor.
    package var cursor: Position?
    /// For the title of the terminal's window.
    package var title: SafeText
    private let style: Style
    /// What was drawn in each row, in its order.
    private var drawings: [[Drawing]]

    /// A mark on one row. Its columns lie in the row.
    private enum Drawing: Equatable {
        case text(SafeText, column: Int, end: Int, Style)
        case fill(Character, Range<Int>, Style)
        /// The whole row.
        case cells(CellRow)
    }

    /// - Parameter style: of every cell; its colours also stand wherever what is drawn has none of its own.
    package init(size: Size, style: Style = Style()) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        self.cursor = nil
        self.title = ""
        self.style = style
        self.drawings = [[Drawing]](repeating: [], count: self.size.rows)
    }

    /// Writes text to the right of a cell, at most up to column `end`.
    /// - Returns: the column after the last cell written.
    @discardableResult
    package mutating func write(_ text: SafeText, at position: Position, style: Style, end: Int? = nil) -> Int {
        guard drawings.indices.contains(position.row), !text.isEmpty else { return position.column }
        let end = min(end ?? size.columns, size.columns)
        guard position.column < end else { return position.column }
        drawings[position.row].append(.text(text, column: position.column, end: end, onGround(style)))
        let whole = position.column + text.columns
        return whole <= end ? whole : Self.end(of: text, from: position.column, atMost: end)
    }

    private static func end(of text: SafeText, from start: Int, atMost end: Int) -> Int {
        var column = start
        for (_, width) in text.string.lazy.flatMap(DisplayWidth.cells) where width > 0 {
            guard column + width <= end else { break }
            column += width
        }
        return column
    }

    /// Writes the spans of a line one after the other, each style laid over `base`.
    @discardableResult
    package mutating func write(
        _ line: StyledLine, at position: Position, base: Style = Style(), end: Int? = nil
    ) -> Int {
        var column = position.column
        for span in line.spans {
            let start = Position(column: column, row: position.row)
            column = write(span.text, at: start, style: base.overlaid(by: span.style), end: end)
        }
        return column
    }

    /// - Parameter cluster: of one column.
    package mutating func fill(_ rect: Rect, with cluster: Character = " ", style: Style) {
        let columns = columns(of: rect)
        guard !columns.isEmpty else { return }
        for row in rows(of: rect) { drawings[row].append(.fill(cluster, columns, onGround(style))) }
    }

    private func onGround(_ drawn: Style) -> Style {
        Style(
            drawn.foreground == .standard ? style.foreground : drawn.foreground,
            on: drawn.background == .standard ? style.background : drawn.background, drawn.attributes)
    }

    /// Gives the cells of a block a style and leaves what they show.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let columns = columns(of: rect)
        guard !columns.isEmpty else { return }
        for row in rows(of: rect) {
            var cells = cells(inRow: row)
            cells.restyle(columns, change)
            drawings[row] = [.cells(cells)]
        }
    }

    private func rows(of rect: Rect) -> Range<Int> {
        let start = min(max(0, rect.row), size.rows)
        return start..<max(start, min(rect.endRow, size.rows))
    }

    private func columns(of rect: Rect) -> Range<Int> {
        let start = min(max(0, rect.column), size.columns)
        return start..<max(start, min(rect.endColumn, size.columns))
    }

    /// The cells of a row of the screen.
    package func cells(inRow row: Int) -> CellRow {
        var made = CellRow(columns: size.columns, style: style)
        for drawing in drawings[row] {
            switch drawing {
            case .text(let text, let column, let end, let style): made.write(text, at: column, style: style, end: end)
            case .fill(let cluster, let columns, let style): made.fill(columns, with: cluster, style: style)
            case .cells(let cells): made = cells
            }
        }
        return made
    }
}

extension Frame {
    /// The cells of all rows.
    package var rows: [[Cell]] {
        drawings.indices.map { row in
            let cells = cells(inRow: row)
            return (0..<cells.count).map { cells[$0] }
        }
    }

    /// Whether a row was drawn as in another frame, and so has the same cells; a row with the same cells may have been
    /// drawn otherwise.
    package func draws(row: Int, as other: Frame) -> Bool {
        size == other.size && style == other.style && drawings[row] == other.drawings[row]
    }

    /// The screen as lines of text without trailing blanks: what a golden screen holds.
    package var text: String {
        rows.map { row in
            var line = row.reduce(into: "") { if $1.columns > 0 { $0.append($1.cluster) } }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

extension Frame: Equatable {
    /// Frames that show the same are equal, however they were drawn.
    package static func == (left: Frame, right: Frame) -> Bool {
        left.size == right.size && left.cursor == right.cursor && left.title == right.title
            && left.drawings.indices.allSatisfy {
                left.draws(row: $0, as: right) || left.cells(inRow: $0) == right.cells(inRow: $0)
            }
    }
}
