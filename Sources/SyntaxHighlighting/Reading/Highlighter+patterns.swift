extension Highlighter {
    /// Where a pattern ends that stands at the position; nil where it does not stand there.
    mutating func end(of pattern: Pattern, _ scan: inout LineScan) -> Int? {
        let position = scan.position
        switch pattern {
        case .text(let text): return scan.has(text, at: position) ? position + text.count : nil
        case .oneOf(let texts):
            return texts.first { scan.has($0, at: position) }.map { position + $0.count }
        case .run(let set): return scan.end(of: set, from: position)
        case .number: return scan.endOfNumber()
        case .name(let sign, let first, let rest): return scan.endOfName(sign, first: first, rest: rest)
        case .escape(let byte): return scan.endOfEscape(byte)
        case .character(let quote): return scan.endOfCharacter(quote)
        case .field(let signs, let others): return scan.endOfField(signs, unless: others)
        case .key(let sign): return scan.endOfKey(sign)
        case .blockScalar: return scan.endOfBlockScalar()
        case .fence(let sign): return scan.endOfFence(sign)
        case .relabel(let byte, let old, let new):
            guard scan.byte(at: position) == byte else { return nil }
            scan.relabelLast(from: old, to: new)
            return position + 1
        case .counted(let before, let repeated, let minimum, let after):
            return scan.endOfCounted(before, repeated, minimum: minimum, after)
        case .word, .scalar: return nil
        case .countedEnd, .delimited, .delimiterEnd, .delimiterAgain, .hereDocument, .rawString, .rawStringEnd:
            return endOfDelimiter(pattern, &scan)
        }
    }

    /// The patterns that set or use a delimiter of the text's own.
    private mutating func endOfDelimiter(_ pattern: Pattern, _ scan: inout LineScan) -> Int? {
        let mark = stack[stack.count - 1].mark
        switch pattern {
        case .countedEnd(let before, let repeated, let after):
            return scan.endOfCountedEnd(before, repeated, Int(mark), after)
        case .delimited(let words): return scan.endOfDelimited(words)
        case .delimiterEnd(let isPaired):
            let byte = scan.bytes[scan.position]
            guard UInt16(byte) == mark, isPaired.map({ $0 == LineScan.isClosing(byte) }) ?? true else { return nil }
            scan.mark = mark
            return scan.position + 1
        case .delimiterAgain:
            guard LineScan.partner(of: scan.bytes[scan.position]).map(UInt16.init) == mark else { return nil }
            scan.mark = mark
            return scan.position + 1
        case .hereDocument(let form):
            guard awaited == nil, !isInHereDocument, let found = scan.hereDocument(form) else { return nil }
            delimiter = Array(found.word)
            scan.mark = found.allowsIndent ? 1 : 0
            return found.end
        case .rawString(let open, let close):
            guard let found = scan.rawString(open, close) else { return nil }
            delimiter = Array(found.word)
            return found.end
        case .rawStringEnd(let open, let close):
            let end = scan.position + open.count + delimiter.count
            guard scan.has(open, at: scan.position), scan.has(delimiter, at: scan.position + open.count),
                scan.has(close, at: end)
            else { return nil }
            delimiter = []
            return end + close.count
        default: return nil
        }
    }

    private var isInHereDocument: Bool {
        stack.contains { Lexicon.shared.tables[Int($0.table)].guardian == .delimiterLine }
    }
}
