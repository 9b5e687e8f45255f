/// One cell of the screen.
package struct Cell: Hashable, Sendable {
    /// The grapheme cluster that begins in this cell.
    package var cluster: Character
    package var style: Style
    /// 1 or 2; 0 in the second cell of a wide cluster, which is not drawn.
    package var columns: UInt8

    package init(_ cluster: Character, _ style: Style = Style(), columns: UInt8 = 1) {
        self.cluster = cluster
        self.style = style
        self.columns = columns
    }

    package static let blank = Cell(" ")
}

/// A whole screen: cells, row by row, and the place of the cursor.
///
/// Whatever is written outside is cut off. A wide cluster is never half: where only one of its cells is free, or one is
/// overwritten later, a blank takes the other's place.
package struct Frame: Hashable, Sendable {
    package let size: Size
    package private(set) var rows: [[Cell]]
    /// nil hides the cursor.
    package var cursor: Position?
    /// For the title of the terminal's window.
    package var title: SafeText

    package init(size: Size, style: Style = Style()) {
        self.size = size
        let row = [Cell](repeating: Cell(" ", style), count: max(0, size.columns))
        self.rows = [[Cell]](repeating: row, count: max(0, size.rows))
        self.cursor = nil
        self.title = ""
    }

    /// Writes text to the right of a cell, at most up to column `end`.
    /// - Returns: the column after the last cell written.
    @discardableResult
    package mutating func write(_ text: SafeText, at position: Position, style: Style, end: Int? = nil) -> Int {
        guard rows.indices.contains(position.row) else { return position.column }
        let end = min(end ?? size.columns, size.columns)
        var column = position.column
        for (cluster, width) in text.string.lazy.flatMap(DisplayWidth.cells) where width > 0 {
            guard column + width <= end else { break }
            if column >= 0 { put(cluster, width, style, row: position.row, column: column) }
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

    package mutating func fill(_ rect: Rect, with cluster: Character = " ", style: Style) {
        for row in max(0, rect.row)..<max(0, rect.row, min(rect.endRow, size.rows)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(rect.endColumn, size.columns)) {
                put(cluster, 1, style, row: row, column: column)
            }
        }
    }

    /// Gives the cells of a block a style and leaves what they show.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for row in max(0, rect.row)..<max(0, rect.row, min(rect.endRow, size.rows)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(rect.endColumn, size.columns)) {
                rows[row][column].style = change(rows[row][column].style)
            }
        }
    }

    private mutating func put(_ cluster: Character, _ width: Int, _ style: Style, row: Int, column: Int) {
        if rows[row][column].columns == 0, column > 0 { rows[row][column - 1].blank() }
        let after = column + width
        if after < size.columns, rows[row][after].columns == 0 { rows[row][after].blank() }
        rows[row][column] = Cell(cluster, style, columns: UInt8(width))
        if width == 2 { rows[row][column + 1] = Cell(" ", style, columns: 0) }
    }
}

extension Cell {
    fileprivate mutating func blank() {
        cluster = " "
        columns = 1
    }
}

extension Frame {
    /// The screen as lines of text without trailing blanks: what a golden screen holds.
    package var text: String {
        rows.map { row in
            var line = row.reduce(into: "") { if $1.columns > 0 { $0.append($1.cluster) } }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
