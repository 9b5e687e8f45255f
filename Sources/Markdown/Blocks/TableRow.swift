/// A table's row as it was written.
enum TableRow {
    /// Between pipes that no backslash precedes, without blanks around; pipes at both ends belong to no cell.
    static func cells(in line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var row = line.trimmed
        if row.first == UInt8(ascii: "|") { row.removeFirst() }
        var cells: [ArraySlice<UInt8>] = []
        var start = row.startIndex
        var isEscaped = false
        for index in row.indices {
            if row[index] == UInt8(ascii: "|"), !isEscaped {
                cells.append(row[start..<index].trimmed)
                start = index + 1
            }
            isEscaped = row[index] == UInt8(ascii: "\\") && !isEscaped
        }
        if start < row.endIndex || cells.isEmpty { cells.append(row[start...].trimmed) }
        return cells
    }

    /// A cell's text, in which a backslash before a pipe is no text.
    static func unescaped(_ cell: ArraySlice<UInt8>) -> [UInt8] {
        guard cell.contains(UInt8(ascii: "|")) else { return Array(cell) }
        return cell.indices.compactMap { index in
            let isBeforePipe = index + 1 < cell.endIndex && cell[index + 1] == UInt8(ascii: "|")
            return cell[index] == UInt8(ascii: "\\") && isBeforePipe ? nil : cell[index]
        }
    }

    /// The columns of the line below a table's head; nil if it is no such line.
    static func alignments(in line: ArraySlice<UInt8>) -> [TablePart.Alignment]? {
        guard line.allSatisfy({ $0.isBlank || "|:-".utf8.contains($0) }) else { return nil }
        var alignments: [TablePart.Alignment] = []
        for cell in cells(in: line) {
            let isLeft = cell.first == UInt8(ascii: ":")
            let dashes = cell.dropFirst(isLeft ? 1 : 0)
            let isRight = dashes.last == UInt8(ascii: ":")
            let rest = dashes.dropLast(isRight ? 1 : 0)
            guard !rest.isEmpty, rest.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
            alignments.append(isRight ? (isLeft ? .center : .right) : .left)
        }
        return alignments
    }
}
