/// Finds the blocks of a Markdown text, line by line, as the algorithm in CommonMark's appendix does.
///
/// What it holds is bounded: the open containers and the end of one open block. A part that it has given out is settled:
/// no later line changes it. It is a function of the lines alone.
struct BlockMachine {
    /// Quotes and lists nested deeper are shown as they were written.
    static let deepest = 12
    /// A paragraph that is longer is given out in parts.
    static let mostBytesOfFlow = 4096
    /// The columns of a longer table are measured by so much of it.
    static let mostBytesOfTable = 8192

    /// The block that the next line may go on with.
    enum Leaf {
        case none
        case flow(Flow)
        case code(CodeBlock)
        case html(HTMLEnd)
        case table(TableBlock)
        case formula(FormulaBlock)
    }

    var containers: [Container] = []
    /// The list that may go on at each depth.
    var lists: [ListRun?] = []
    var leaf = Leaf.none
    /// A blank line stood before what comes next.
    var hasBlank = false
    var lastNumber = 0
    var parts: [LeafPart] = []

    /// The parts that were found since this was called before.
    mutating func takeParts() -> [LeafPart] {
        defer { parts = [] }
        return parts
    }

    mutating func take(_ line: SourceLine) {
        guard line.beginsLine else { return goOn(with: line) }
        var cursor = LineCursor(line.bytes)
        let matched = match(&cursor)
        if matched == containers.count, leafTakes(line, cursor) { return }
        open(line, cursor, matched)
        if line.endsLine, case .flow(let flow) = leaf, flow.heading != nil { closeLeaf() }
    }

    /// Ends all that is open.
    mutating func finish() {
        closeLeaf()
        close(to: 0)
    }

    /// How many of the open containers the line stands in, with the cursor behind their marks.
    private func match(_ cursor: inout LineCursor) -> Int {
        for (depth, container) in containers.enumerated() {
            switch container.kind {
            case .quote:
                guard cursor.indent < 4, cursor.ink == UInt8(ascii: ">") else { return depth }
                cursor.enterQuote()
            case .item, .footnote:
                if cursor.indent >= container.indent {
                    cursor.advance(columns: container.indent)
                } else {
                    guard cursor.isBlank, container.hasContent else { return depth }
                    cursor.advanceToInk()
                }
            }
        }
        return containers.count
    }

    private mutating func open(_ line: SourceLine, _ cursor: LineCursor, _ inherited: Int) {
        var cursor = cursor
        var matched = inherited
        let isParagraph = if case .flow = leaf { true } else { false }
        var isLazy = isParagraph && matched < containers.count
        if !isParagraph { close(to: matched) }
        while true {
            let place = place(of: line, depth: matched, isLazy: isLazy, isInner: matched > inherited)
            guard let start = BlockStart.find(in: cursor, at: place) else { break }
            close(to: matched)
            guard opensContainer(start, &cursor) else {
                begin(start, line, cursor)
                return
            }
            matched = containers.count
            isLazy = false
        }
        if cursor.isBlank {
            close(to: matched)
            closeLeaf()
            if matched <= inherited { hasBlank = true }
        } else {
            if !isLazy { close(to: matched) }
            addText(line, cursor)
        }
    }

    private func place(of line: SourceLine, depth: Int, isLazy: Bool, isInner: Bool) -> BlockStart.Place {
        var place = BlockStart.Place(
            isInText: false, isLazy: isLazy, depth: depth, isPart: !line.endsLine, isOpen: line.isOpen)
        if isInner || isLazy { return place }
        if case .flow(let flow) = leaf {
            place.isInText = true
            let isWhole = flow.isLastLineWhole && !flow.content.isEmpty
            place.lastLine = isWhole ? flow.content[flow.lastLine...] : nil
            place.mayBeHeading = isWhole && !flow.isContinued && flow.heading == nil
        }
        return place
    }

    /// Text that begins nothing.
    private mutating func addText(_ line: SourceLine, _ cursor: LineCursor) {
        let source = line.start + cursor.inkIndex..<line.start + line.bytes.count
        switch leaf {
        case .flow(var flow):
            leaf = .none
            if flow.mustEnd(before: cursor.inked) { give(flow.cut()) }
            flow.add(cursor.inked, from: source, isWhole: line.endsLine)
            if flow.isLong(isInLine: !line.endsLine) { give(flow.cut(isInLine: !line.endsLine)) }
            leaf = .flow(flow)
        case .table(var table):
            leaf = .none
            if let part = table.take(TablePart.Row(bytes: Array(cursor.inked), source: source)) { give(part) }
            leaf = .table(table)
        default:
            openFlow(cursor.inked, from: source, isWhole: line.endsLine)
        }
    }
}
