/// What a line of Markdown begins, as CommonMark and GFM define it.
enum BlockStart {
    case quote
    /// A heading with its text's place in the line.
    case heading(level: Int, Range<Int>)
    case fence(Fence)
    case html(HTMLEnd)
    /// The line below a heading.
    case underline(level: Int)
    case rule
    case footnote(label: String, end: Int)
    case item(ListMark, end: Int)
    case indentedCode
    case formula(FormulaFence)
    /// The line below a table's head.
    case table([TablePart.Alignment])
    /// A container that would be nested too deep: the line is shown as it was written.
    case tooDeep

    /// What the line stands in.
    struct Place {
        /// The text of the paragraph's last line, if there is one that this line can join or end.
        var lastLine: ArraySlice<UInt8>?
        /// That paragraph becomes a heading by a line below it.
        var mayBeHeading = false
        /// The line goes on with a paragraph, unless it begins something else.
        var isInText: Bool
        /// The line may go on with a paragraph of an inner container.
        var isLazy: Bool
        var depth: Int
        /// The line is a part of a longer one.
        var isPart: Bool
        /// The line may grow.
        var isOpen: Bool
    }

    /// nil if the line is text.
    static func find(in line: LineCursor, at place: Place) -> BlockStart? {
        guard let ink = line.ink else { return nil }
        let isDeep = place.depth >= BlockMachine.deepest
        if isDeep, container(line, ink, place) != nil { return .tooDeep }
        if line.indent >= 4 { return place.isLazy || place.isInText ? nil : .indentedCode }
        return leaf(line, ink, place) ?? container(line, ink, place) ?? tableStart(line, place)
    }

    private static func container(_ line: LineCursor, _ ink: UInt8, _ place: Place) -> BlockStart? {
        switch ink {
        case UInt8(ascii: ">"): .quote
        case UInt8(ascii: "["): footnote(line)
        default: item(line, place)
        }
    }

    private static func leaf(_ line: LineCursor, _ ink: UInt8, _ place: Place) -> BlockStart? {
        switch ink {
        case UInt8(ascii: "#"): return heading(line)
        case UInt8(ascii: "`"), UInt8(ascii: "~"): return Fence(line).map { .fence($0) }
        case UInt8(ascii: "<"):
            return HTMLEnd(opening: line.inked, canInterrupt: !place.isInText).map { .html($0) }
        case UInt8(ascii: "$"), UInt8(ascii: "\\"):
            return place.isPart || line.bytes.count >= BlockMachine.mostBytesOfFlow
                ? nil : FormulaFence(line.inked).map { .formula($0) }
        default: break
        }
        if place.isPart { return nil }
        if place.mayBeHeading, let level = underline(line.inked, place) { return .underline(level: level) }
        return isRule(line.inked) ? .rule : nil
    }

    private static func heading(_ line: LineCursor) -> BlockStart? {
        let level = line.inked.prefix { $0 == UInt8(ascii: "#") }.count
        let rest = line.inked.dropFirst(level)
        guard level <= 6, rest.first?.isBlank ?? true else { return nil }
        var text = rest.trimmed
        let withoutMarks = text.dropLast(text.reversed().prefix { $0 == UInt8(ascii: "#") }.count)
        if withoutMarks.last?.isBlank ?? true { text = withoutMarks.trimmed }
        return .heading(level: level, text.startIndex..<text.endIndex)
    }

    /// While it may grow, a short one is text: it is more often the beginning of an item.
    private static func underline(_ text: ArraySlice<UInt8>, _ place: Place) -> Int? {
        let line = text.trimmed
        guard let mark = line.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return nil }
        guard line.allSatisfy({ $0 == mark }), !place.isOpen || line.count >= 3 else { return nil }
        return mark == UInt8(ascii: "=") ? 1 : 2
    }

    private static func isRule(_ text: ArraySlice<UInt8>) -> Bool {
        guard let mark = text.first, [UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(mark) else {
            return false
        }
        var count = 0
        for byte in text {
            if byte == mark { count += 1 } else if !byte.isBlank { return false }
        }
        return count >= 3
    }

    private static func footnote(_ line: LineCursor) -> BlockStart? {
        let text = line.inked
        guard text.starts(with: "[^".utf8), let end = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let label = text[(text.startIndex + 2)..<end]
        let isLabel =
            !label.isEmpty && label.count <= 100 && label.allSatisfy { !$0.isBlank && $0 != UInt8(ascii: "[") }
        guard isLabel, text.dropFirst(end + 1 - text.startIndex).first == UInt8(ascii: ":") else { return nil }
        return .footnote(label: label.text, end: end + 2)
    }

    private static func item(_ line: LineCursor, _ place: Place) -> BlockStart? {
        let text = line.inked
        let digits = text.prefix(while: \.isDigit)
        guard let sign = text.dropFirst(digits.count).first else { return nil }
        let mark: ListMark
        if digits.isEmpty {
            guard [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*")].contains(sign) else { return nil }
            mark = .bullet(sign)
        } else {
            guard sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")"), digits.count <= 9 else { return nil }
            mark = .number(Int(digits.text) ?? 0, delimiter: sign)
        }
        let rest = text.dropFirst(digits.count + 1)
        guard rest.first?.isBlank ?? true else { return nil }
        if place.isInText {
            if rest.trimmed.isEmpty { return nil }
            if case .number(let number, _) = mark, number != 1 { return nil }
        }
        return .item(mark, end: rest.startIndex)
    }

    private static func tableStart(_ line: LineCursor, _ place: Place) -> BlockStart? {
        guard !place.isPart, let head = place.lastLine, let alignments = TableRow.alignments(in: line.inked) else {
            return nil
        }
        let pipe = UInt8(ascii: "|")
        guard head.contains(pipe) || line.inked.contains(pipe) else { return nil }
        return TableRow.cells(in: head).count == alignments.count ? .table(alignments) : nil
    }
}
