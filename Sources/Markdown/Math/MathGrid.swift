/// Cells in lines and columns.
struct MathGrid {
    private let cells: [[String]]
    private let widths: [Int]

    /// - Throws: where a cell has several rows itself.
    init(cells: [[MathBox]]) throws(Unsayable) {
        var lines: [[String]] = []
        for line in cells {
            var texts: [String] = []
            for box in line {
                guard let text = box.text else { throw Unsayable() }
                texts.append(text)
            }
            lines.append(texts)
        }
        self.cells = lines
        var widths = [Int](repeating: 0, count: lines.map(\.count).max() ?? 0)
        for line in lines {
            for (column, text) in line.enumerated() { widths[column] = max(widths[column], MathBox(text).columns) }
        }
        // A few long cells among many short lines must not make work for all of them.
        guard widths.reduce(0, +) * lines.count <= 1000 + 16 * lines.joined().reduce(0, { $0 + $1.utf8.count + 1 })
        else { throw Unsayable() }
        self.widths = widths
    }

    /// - Parameter name: of the environment, such as "pmatrix".
    func box(of name: String) throws(Unsayable) -> MathBox {
        switch name {
        case "matrix", "array", "smallmatrix": MathBox(rows: columns())
        case "pmatrix": bracketed(("(", "⎛⎜⎝"), (")", "⎞⎟⎠"))
        case "bmatrix": bracketed(("[", "⎡⎢⎣"), ("]", "⎤⎥⎦"))
        case "Bmatrix": braced(closes: true)
        case "vmatrix": bracketed(("|", "│││"), ("|", "│││"))
        case "Vmatrix": bracketed(("‖", "‖‖‖"), ("‖", "‖‖‖"))
        case "cases", "dcases": braced(closes: false)
        case "aligned", "align", "align*", "alignat", "split", "gather", "gather*", "gathered", "equation", "equation*":
            try aligned()
        default: throw Unsayable()
        }
    }

    /// Odd columns to the right, even ones to the left, as "&" before a relation wants it.
    func aligned() throws(Unsayable) -> MathBox {
        let rows = cells.map { line in
            var row = ""
            for (column, text) in line.enumerated() {
                let pad = String(repeating: " ", count: widths[column] - MathBox(text).columns)
                let isRight = column.isMultiple(of: 2)
                // The relation's space on the side of "&" is lost where the cell is divided.
                let needsSpace = !isRight && !text.isEmpty && text.first?.isLetter != true
                if column > 0 { row += isRight ? "  " : needsSpace ? " " : "" }
                row += widths.count > 1 && isRight ? pad + text : text + pad
            }
            return row
        }
        return MathBox(rows: rows)
    }

    private func columns() -> [String] {
        cells.map { line in
            widths.indices.map { column in
                (column < line.count ? line[column] : "").padded(to: widths[column])
            }.joined(separator: "  ")
        }
    }

    private typealias Bracket = (single: String, parts: String)

    /// The parts of a tall bracket: above, between, below.
    private func bracketed(_ left: Bracket, _ right: Bracket) -> MathBox {
        let rows = columns()
        guard rows.count > 1 else { return MathBox(left.single + rows.joined() + right.single) }
        return MathBox(
            rows: rows.enumerated().map { index, row in
                let part = index == 0 ? 0 : index == rows.count - 1 ? 2 : 1
                return String(Array(left.parts)[part]) + row + String(Array(right.parts)[part])
            })
    }

    /// Braces with their point in the middle, for which a row is added to two.
    private func braced(closes: Bool) -> MathBox {
        var rows = columns()
        guard rows.count > 1 else { return MathBox("{" + rows.joined() + (closes ? "}" : "")) }
        if rows.count == 2 { rows.insert("".padded(to: MathBox(rows: rows).columns), at: 1) }
        let middle = (rows.count - 1) / 2
        return MathBox(
            rows: rows.enumerated().map { index, row in
                let part = index == 0 ? 0 : index == rows.count - 1 ? 3 : index == middle ? 1 : 2
                return String(Array("⎧⎨⎪⎩")[part]) + " " + row + (closes ? " " + String(Array("⎫⎬⎪⎭")[part]) : "")
            })
    }
}
