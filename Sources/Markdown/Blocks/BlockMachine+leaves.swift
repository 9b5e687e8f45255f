extension BlockMachine {
    /// Opens the block that a line begins, or gives it out if the line is all of it.
    mutating func begin(_ start: BlockStart, _ line: SourceLine, _ cursor: LineCursor) {
        let end = line.start + line.bytes.count
        switch start {
        case .underline(let level): return underline(level, end: end)
        case .table(let alignments): return openTable(alignments, line.start + cursor.inkIndex..<end)
        default: closeLeaf()
        }
        switch start {
        case .heading(let level, let place):
            openFlow(
                cursor.bytes[place], from: line.start + place.lowerBound..<line.start + place.upperBound,
                start: line.start + cursor.inkIndex, isWhole: line.endsLine, heading: level)
            if case .flow(var flow) = leaf {
                flow.end(at: end)
                leaf = .flow(flow)
            }
        case .tooDeep: openFlow(cursor.inked, from: line.start + cursor.inkIndex..<end, isWhole: line.endsLine)
        case .rule: give(.rule, hasBlankBefore: takeBlank())
        case .fence(let fence): openFence(fence, line)
        case .formula(let fence):
            openFormula(fence, start: line.start + cursor.inkIndex)
            _ = addToFormula(line, cursor)
        case .html(let end):
            leaf = .html(end)
            addHTML(line, cursor, isFirst: true)
        case .indentedCode:
            openCode(fence: nil, start: line.start)
            addCode(line, cursor, indent: 4)
        default: break
        }
    }

    mutating func openFlow(
        _ text: ArraySlice<UInt8>, from source: Range<Int>, start: Int? = nil, isWhole: Bool, heading: Int? = nil
    ) {
        var flow = Flow(heading: heading, start: start ?? source.lowerBound, hasBlankBefore: takeBlank())
        flow.add(text, from: source, isWhole: isWhole)
        if flow.isLong(isInLine: !isWhole) { give(flow.cut(isInLine: !isWhole)) }
        leaf = .flow(flow)
    }

    private mutating func underline(_ level: Int, end: Int) {
        guard case .flow(var flow) = leaf else { return }
        flow.heading = level
        flow.end(at: end)
        leaf = .none
        give(flow.part())
    }

    private mutating func openTable(_ alignments: [TablePart.Alignment], _ delimiter: Range<Int>) {
        guard case .flow(let flow) = leaf else { return }
        let rest = flow.withoutLastLine()
        if let rest { give(rest.part()) }
        let header = TablePart.Row(bytes: Array(flow.content[flow.lastLine...]), source: flow.lastLineBytes)
        leaf = .table(
            TableBlock(
                header: header, alignments: alignments, delimiter: delimiter,
                hasBlankBefore: rest == nil && !flow.isContinued && flow.hasBlankBefore))
    }

    /// Whether a block that takes lines as they are has taken this one.
    mutating func leafTakes(_ line: SourceLine, _ cursor: LineCursor) -> Bool {
        switch leaf {
        case .code(let code):
            if let fence = code.fence {
                if fence.isClosed(by: cursor), line.endsLine {
                    closeLeaf()
                } else {
                    addCode(line, cursor, indent: fence.indent)
                }
                return true
            }
            if cursor.indent >= 4 || cursor.isBlank {
                addCode(line, cursor, indent: 4)
                return true
            }
            closeLeaf()
            return false
        case .html(let end):
            if case .blankLine = end, cursor.isBlank {
                closeLeaf()
                return false
            }
            addHTML(line, cursor, isFirst: false)
            return true
        case .formula: return addToFormula(line, cursor)
        case .none, .flow, .table: return false
        }
    }

    /// Goes on with a line that is too long for one part.
    mutating func goOn(with line: SourceLine) {
        switch leaf {
        case .flow(var flow):
            leaf = .none
            flow.goOn(line.bytes, from: line.range)
            if flow.isLong(isInLine: !line.endsLine) { give(flow.cut(isInLine: !line.endsLine)) }
            leaf = .flow(flow)
            if line.endsLine, flow.heading != nil { closeLeaf() }
        case .code: addCode(line, LineCursor(line.bytes), indent: 0)
        case .html: addHTML(line, LineCursor(line.bytes), isFirst: false)
        case .formula:
            spoilFormula()
            goOn(with: line)
        case .none, .table:
            let cursor = LineCursor(line.bytes)
            if !cursor.isBlank { open(line, cursor) }
        }
    }

    private mutating func open(_ line: SourceLine, _ cursor: LineCursor) {
        closeLeaf()
        openFlow(cursor.inked, from: line.start + cursor.inkIndex..<line.range.upperBound, isWhole: false)
    }

    /// Ends the open block.
    mutating func closeLeaf() {
        let closed = leaf
        leaf = .none
        switch closed {
        case .none, .html: break
        case .flow(let flow): if !flow.content.isEmpty || !flow.isContinued { give(flow.part()) }
        case .code(let code):
            if !code.hasLines {
                giveCode(CodeText(bytes: [], source: code.start..<code.start, beginsLine: true, endsLine: true))
            }
            if !code.blanks.isEmpty { hasBlank = true }
        case .table(let table): if let part = table.rest() { give(part) }
        case .formula:
            leaf = closed
            spoilFormula()
            closeLeaf()
        }
    }

    mutating func give(_ part: LeafPart) {
        var part = part
        part.containers = containers
        parts.append(part)
    }

    mutating func give(
        _ content: LeafPart.Content, hasBlankBefore: Bool, isContinued: Bool = false, bytes: Range<Int> = 0..<0
    ) {
        give(
            LeafPart(
                content: content, containers: [], hasBlankBefore: hasBlankBefore, isContinued: isContinued, bytes: bytes
            ))
    }

    /// A block begins: whether a blank line stood before it, or before a container that begins with it.
    mutating func takeBlank() -> Bool {
        let isAfterBlank = hasBlank || containers.contains { !$0.hasContent && $0.hasBlankBefore }
        hasBlank = false
        markContent()
        lists = Array(lists.prefix(containers.count))
        return isAfterBlank
    }
}
