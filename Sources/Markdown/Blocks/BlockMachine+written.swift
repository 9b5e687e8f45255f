// Blocks whose lines are taken as they are.
extension BlockMachine {
    mutating func openFence(_ fence: Fence, _ line: SourceLine) {
        if fence.language.lowercased() == "math" {
            openFormula(.fence(fence), start: line.start)
        } else {
            openCode(fence: fence, start: line.start + line.bytes.count)
        }
    }

    mutating func openCode(fence: Fence?, start: Int) {
        let isAfterBlank = takeBlank()
        give(.codeStart(info: fence?.info ?? ""), hasBlankBefore: isAfterBlank, bytes: start..<start)
        leaf = .code(CodeBlock(fence: fence, start: start))
    }

    /// - Parameter indent: columns of blanks that are taken off.
    mutating func addCode(_ line: SourceLine, _ cursor: LineCursor, indent: Int) {
        guard case .code(var code) = leaf else { return }
        leaf = .none
        let text = CodeText(line, cursor, withoutIndent: indent)
        if code.fence == nil, cursor.isBlank, line.beginsLine, code.blanks.count < CodeBlock.mostBlanks {
            code.blanks.append(text)
        } else {
            for line in code.blanks + [text] { giveCode(line) }
            code.blanks = []
            code.hasLines = true
        }
        leaf = .code(code)
    }

    mutating func giveCode(_ line: CodeText) {
        give(.codeLine(line), hasBlankBefore: false, isContinued: true, bytes: line.source)
    }

    mutating func addHTML(_ line: SourceLine, _ cursor: LineCursor, isFirst: Bool) {
        guard case .html(let end) = leaf else { return }
        let text = CodeText(line, cursor, withoutIndent: 0)
        give(.html(text), hasBlankBefore: isFirst && takeBlank(), isContinued: !isFirst, bytes: text.source)
        if end.isReached(in: line.bytes[...]) { closeLeaf() }
    }

    mutating func openFormula(_ fence: FormulaFence, start: Int) {
        leaf = .formula(FormulaBlock(fence, start: start, hasBlankBefore: takeBlank()))
    }

    /// Whether the line belongs to the formula; if not, the formula was none.
    mutating func addToFormula(_ line: SourceLine, _ cursor: LineCursor) -> Bool {
        guard case .formula(var block) = leaf else { return false }
        if case .fence(let fence) = block.fence {
            if fence.isClosed(by: cursor) {
                block.end(at: line.range.upperBound)
                leaf = .none
                give(block.part)
                return true
            }
            block.add(CodeText(line, cursor, withoutIndent: fence.indent))
            leaf = .formula(block)
            if block.size >= Self.mostBytesOfFlow { spoilFormula() }
            return true
        }
        if cursor.isBlank || block.size + line.bytes.count >= Self.mostBytesOfFlow {
            spoilFormula()
            return false
        }
        block.add(CodeText(line, cursor, withoutIndent: cursor.indent))
        leaf = .formula(block)
        if block.isClosed {
            leaf = .none
            give(block.part)
        } else if block.lines.count > 1, cursor.inked.contains(block.fence.closing) {
            spoilFormula()
        }
        return true
    }

    /// What was taken for a formula is code, or text.
    mutating func spoilFormula() {
        guard case .formula(let block) = leaf else { return }
        leaf = .none
        if case .fence(let fence) = block.fence {
            let start = block.lines.first?.source.lowerBound ?? block.bytes.upperBound
            give(.codeStart(info: fence.info), hasBlankBefore: block.hasBlankBefore, bytes: start..<start)
            for line in block.lines { giveCode(line) }
            leaf = .code(CodeBlock(fence: fence, start: start, hasLines: !block.lines.isEmpty))
        } else {
            var flow = Flow(start: block.bytes.lowerBound, hasBlankBefore: block.hasBlankBefore)
            for line in block.lines { flow.add(line.bytes[...], from: line.source, isWhole: true) }
            leaf = .flow(flow)
        }
    }
}

extension CodeText {
    /// A line from the cursor on; `indent` columns of blanks are no part of it.
    init(_ line: SourceLine, _ cursor: LineCursor, withoutIndent indent: Int) {
        var cursor = cursor
        cursor.advance(columns: min(indent, cursor.indent))
        let blanks = cursor.restOfTab
        let rest = cursor.bytes[(cursor.index + (blanks > 0 ? 1 : 0))...]
        bytes = [UInt8](repeating: 0x20, count: blanks) + rest
        source = line.start + cursor.index..<line.start + line.bytes.count
        beginsLine = line.beginsLine
        endsLine = line.endsLine
    }
}
