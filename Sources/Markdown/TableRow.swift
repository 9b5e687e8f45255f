/// A table's row as it was written.
enum TableRow {
    /// What stands in cells beyond the table's columns, which the parser leaves out. The row may stand in a quote.
    static func excess(in line: ArraySlice<UInt8>, beyond count: Int) -> String? {
        let isBeforeRow = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">") }
        var cells = cells(in: line.drop(while: isBeforeRow))
        if cells.first?.isEmpty == true { cells.removeFirst() }
        if cells.last?.isEmpty == true { cells.removeLast() }
        return cells.count > count ? cells.dropFirst(count).joined(separator: " | ") : nil
    }

    /// Between pipes that no backslash precedes, without blanks around.
    private static func cells(in line: ArraySlice<UInt8>) -> [String] {
        var cells: [ArraySlice<UInt8>] = []
        var start = line.startIndex
        for index in line.indices where line[index] == UInt8(ascii: "|") {
            if index > line.startIndex, line[index - 1] == UInt8(ascii: "\\") { continue }
            cells.append(line[start..<index])
            start = index + 1
        }
        cells.append(line[start...])
        return cells.map { cell in
            let isBlank = { (byte: UInt8) in byte == 0x20 || 0x09...0x0D ~= byte }
            let trimmed = cell.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
            return String(decoding: trimmed, as: UTF8.self)
        }
    }
}
