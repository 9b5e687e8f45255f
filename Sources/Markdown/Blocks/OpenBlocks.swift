/// A block of code that is still open.
struct CodeBlock {
    /// nil for code that is told by its indent.
    var fence: Fence?
    /// Where its first line begins.
    var start: Int
    var hasLines = false
    /// Blank lines of indented code; they belong to it if code follows.
    var blanks: [CodeText] = []

    static let mostBlanks = 64
}

/// A table that is still open.
struct TableBlock {
    private var part: TablePart
    private var size: Int
    private let hasBlankBefore: Bool
    private var bytes: Range<Int>
    private var isGiven = false

    init(header: TablePart.Row, alignments: [TablePart.Alignment], delimiter: Range<Int>, hasBlankBefore: Bool) {
        part = TablePart(alignments: alignments, header: header, delimiter: delimiter, rows: [], goesOn: false)
        size = header.bytes.count
        bytes = header.source.lowerBound..<delimiter.upperBound
        self.hasBlankBefore = hasBlankBefore
    }

    /// - Returns: what is settled by now.
    mutating func take(_ row: TablePart.Row) -> LeafPart? {
        part.rows.append(row)
        size += row.bytes.count
        bytes = bytes.lowerBound..<row.source.upperBound
        guard isGiven || size >= BlockMachine.mostBytesOfTable else { return nil }
        let given = settled(goesOn: true)
        part.header = nil
        part.rows = []
        bytes = bytes.upperBound..<bytes.upperBound
        isGiven = true
        return given
    }

    /// nil if all was given out.
    func rest() -> LeafPart? { isGiven ? nil : settled(goesOn: false) }

    private func settled(goesOn: Bool) -> LeafPart {
        var part = part
        part.goesOn = goesOn
        return LeafPart(
            content: .table(part), containers: [], hasBlankBefore: hasBlankBefore, isContinued: isGiven, bytes: bytes)
    }
}

/// A formula in lines of its own that is still open.
struct FormulaBlock {
    let fence: FormulaFence
    private(set) var lines: [CodeText] = []
    private(set) var size = 0
    let hasBlankBefore: Bool
    /// From its opening mark on.
    private(set) var bytes: Range<Int>

    init(_ fence: FormulaFence, start: Int, hasBlankBefore: Bool) {
        self.fence = fence
        self.hasBlankBefore = hasBlankBefore
        bytes = start..<start
    }

    mutating func add(_ line: CodeText) {
        lines.append(line)
        size += line.bytes.count + 1
        bytes = bytes.lowerBound..<line.source.upperBound
    }

    mutating func end(at end: Int) { bytes = bytes.lowerBound..<end }

    /// The last line closes it.
    var isClosed: Bool {
        guard let last = lines.last?.bytes[...].trimmed else { return false }
        return (lines.count > 1 || last.count >= 4) && last.ends(with: fence.closing)
    }

    /// The text between the marks.
    var formula: String {
        var text = Array(lines.map(\.bytes).joined(separator: [0x0A]))[...]
        if case .fence = fence { return text.text }
        text = text.drop(while: \.isBlank).dropFirst(2)
        while text.last?.isBlank == true { text.removeLast() }
        return text.dropLast(2).text
    }

    var part: LeafPart {
        var info = ""
        if case .fence(let fence) = fence { info = fence.info }
        return LeafPart(
            content: .formula(formula, lines, info: info), containers: [], hasBlankBefore: hasBlankBefore, bytes: bytes)
    }
}
