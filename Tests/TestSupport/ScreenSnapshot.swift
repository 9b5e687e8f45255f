package import TerminalModel

/// What a terminal shows at one moment.
package struct ScreenSnapshot: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
        /// Empty in the second cell of a wide cluster.
        package var text: String
        /// Without `dim`, which libvterm does not keep.
        package var style: Style
    }

    package var cells: [[Cell]]
    package var cursor: Position
    package var isCursorShown: Bool
    /// Whether the program draws on the other screen, which the person's shell never sees.
    package var isAlternate: Bool
    /// How often it went there.
    package var timesAlternate: Int
    package var title: String
    package var size: Size

    /// Lines without trailing blanks, as `Frame.text` has them.
    package var text: String { rows.joined(separator: "\n") }

    package var rows: [String] {
        cells.map { row in
            var line = row.reduce(into: "") { $0 += $1.text }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// Where a text begins that stands in one row.
    package func position(of text: String) -> Position? {
        for (row, line) in cells.enumerated() {
            for column in line.indices where line[column...].reduce(into: "", { $0 += $1.text }).hasPrefix(text) {
                return Position(column: column, row: row)
            }
        }
        return nil
    }
}
