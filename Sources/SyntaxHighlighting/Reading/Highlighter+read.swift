extension Highlighter {
    var top: Table { Lexicon.shared.tables[Int(stack[stack.count - 1].table)] }

    /// Ends what ends before this line, and tries what only stands at its beginning.
    mutating func beginLine(_ scan: inout LineScan) {
        let first = scan.measureIndentation()
        endGuarded(byLine: &scan, first: first)
        let table = top
        scan.expected = table.words?.words.command
        guard !table.lineSteps.isEmpty, scan.position == scan.start, scan.start < scan.end else { return }
        for step in table.lineSteps {
            let place = step.place == .margin ? scan.start : first
            guard place < scan.end, !scan.bytes[place].isContinuation, place == scan.start || step.place != .margin
            else { continue }
            scan.position = place
            if take(step, &scan) { return }
        }
        scan.position = scan.start
    }

    /// Reads a run of plain bytes, or what a rule takes.
    mutating func step(_ scan: inout LineScan) {
        let table = top
        while scan.position < scan.end {
            let byte = scan.bytes[scan.position]
            let list = Int(table.classes[Int(byte)])
            if list != 0 {
                if byte == UInt8(ascii: "<"), endGuarded(byText: &scan) { return }
                for step in table.lists[list] where take(step, &scan) { return }
            }
            scan.pass(byte, words: table.words)
        }
    }

    /// Leaves what ends with its line, and enters what begins with the next.
    mutating func endLine(_ scan: LineScan) {
        let tables = Lexicon.shared.tables
        if !scan.staysOpen, let index = stack.firstIndex(where: { tables[Int($0.table)].endsWithLine }) {
            stack.removeSubrange(max(index, 1)...)
        }
        if let frame = awaited { enter(frame.table, mark: frame.mark) }
        awaited = nil
        if let language = scan.embedded { enter(language) }
    }

    /// Does what a rule says where it stands.
    /// - Returns: false where it does not.
    private mutating func take(_ step: Step, _ scan: inout LineScan) -> Bool {
        scan.work += 1
        guard step.place == .nested ? stack[stack.count - 1].depth > 1 : scan.isPlace(step.place) else { return false }
        if case .word = step.pattern { return takeWord(&scan) }
        if case .scalar(let stops) = step.pattern { return takeScalar(stops: stops, &scan) }
        guard let end = end(of: step.pattern, &scan), end > scan.position else { return false }
        let table = top
        scan.close(kind: table.kind)
        let last = scan.bytes[end - 1]
        let kind = step.kind ?? table.kind
        scan.take(upTo: end, as: kind)
        scan.note(kind, endingWith: last)
        perform(step.move, &scan)
        return true
    }

    private mutating func perform(_ move: Step.Move, _ scan: inout LineScan) {
        switch move {
        case .stay: return
        case .again: stack[stack.count - 1].depth &+= 1
        case .leave:
            leave()
            scan.mark = 0
            return
        case .enter(let table): enter(table, mark: scan.mark)
        case .become(let table):
            leave()
            enter(table, mark: scan.mark)
        case .await(let table): awaited = Frame(table: table, mark: scan.mark)
        }
        scan.mark = 0
        if let command = top.words?.words.command { scan.expected = command }
    }
}

extension Highlighter {
    /// Deeper brackets than this are not told apart; no code of people comes near.
    private static let deepest = 32

    mutating func enter(_ table: UInt16, mark: UInt16 = 0) {
        if stack[stack.count - 1].table == table, stack[stack.count - 1].mark == mark {
            stack[stack.count - 1].depth &+= 1
        } else if stack.count < Self.deepest {
            stack.append(Frame(table: table, mark: mark))
        }
    }

    /// The root is never left.
    private mutating func leave() {
        if stack[stack.count - 1].depth > 1 {
            stack[stack.count - 1].depth -= 1
        } else if stack.count > 1 {
            stack.removeLast()
        }
    }
}

extension LineScan {
    /// Passes a byte that no rule took.
    mutating func pass(_ byte: UInt8, words: WordTable?) {
        position += 1
        work += 1
        guard !byte.isBlank else { return }
        note(nil, endingWith: byte)
        if let command = words?.words.command, Self.separators.contains(byte) { expected = command }
    }

    /// Remembers what stands before the position now.
    mutating func note(_ kind: Token.Kind?, endingWith byte: UInt8) {
        guard kind != .comment else { return }
        isBehindValue =
            kind == nil ? Self.valueEnds.contains(byte) : kind != .keyword && kind != .operation
        // Flags stand between `local` and its variable.
        if kind != .attribute || expected != .variable { expected = nil }
    }

    func isPlace(_ place: Rule.Place) -> Bool {
        switch place {
        case .anywhere, .nested: true
        case .margin: position == start
        case .wordStart: position == start || Self.wordBorders.contains(bytes[position - 1])
        case .outsideName: position == start || !ByteSet.name.contains(bytes[position - 1])
        case .beforeValue: !isBehindValue
        }
    }

    private static let separators = ByteSet("|&;({}!")
    private static let wordBorders = ByteSet(" \t|&;()[]{},")
    private static let valueEnds = ByteSet(")]}").union(.name)
}
