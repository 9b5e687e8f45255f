/// Reads a formula of TeX into boxes, once from front to back.
struct MathReader {
    private let source: [Character]
    private(set) var position = 0
    private var depth = 0

    /// No formula of people is nested deeper.
    private static let deepest = 40

    init(_ formula: String) { source = Array(formula) }

    /// The whole formula; its own lines are aligned at "&".
    mutating func formula() throws(Unsayable) -> MathBox {
        let cells = try cells()
        guard position == source.count else { throw Unsayable() }
        guard cells.count > 1 || cells.contains(where: { $0.count > 1 }) else { return cells[0][0] }
        return try MathGrid(cells: cells).aligned()
    }

    /// Cells divided by "&", in lines divided by "\\", up to what ends neither.
    mutating func cells() throws(Unsayable) -> [[MathBox]] {
        var lines: [[MathBox]] = [[]]
        while true {
            lines[lines.count - 1].append(try sequence().line())
            if next == "&" {
                position += 1
            } else if takes("\\\\") {
                if next == "[" { _ = try optionalText() }
                lines.append([])
            } else {
                break
            }
        }
        if lines.count > 1, lines[lines.count - 1] == [MathBox("")] { lines.removeLast() }
        return lines
    }

    /// The boxes up to what does not belong here: a closing brace, "&", the end of a line or an environment.
    mutating func sequence(until end: Character? = nil) throws(Unsayable) -> [MathBox] {
        try descend()
        defer { depth -= 1 }
        var boxes: [MathBox] = []
        var open = 0
        while let character = next, character != end, character != "}", character != "&", !isAt("\\\\"), !isAt("\\end")
        {
            if character.isWhitespace {
                position += 1
            } else if takes("\\left", notBeforeLetter: true) {
                open += 1
                boxes.append(MathBox(try delimiter(), .opening))
            } else if takes("\\right", notBeforeLetter: true) {
                open -= 1
                boxes += try scripted([MathBox(try delimiter(), .closing)])
            } else {
                boxes += try scripted(try nucleus())
            }
            guard open >= 0 else { throw Unsayable() }
        }
        guard open == 0 else { throw Unsayable() }
        return boxes
    }

    /// What a command applies to: a group in braces, or one sign.
    mutating func argument() throws(Unsayable) -> [MathBox] {
        skipBlanks()
        guard let character = next, character != "}", character != "&", character != "^", character != "_" else {
            throw Unsayable()
        }
        guard character == "{" else { return try nucleus() }
        return try group()
    }

    /// The words of an argument as they are.
    mutating func textArgument() throws(Unsayable) -> String {
        skipBlanks()
        guard next == "{" else { throw Unsayable() }
        position += 1
        var text = ""
        while let character = next, character != "}" {
            position += 1
            if character == "\\", let escaped = next, "{}$%&#_ ".contains(escaped) {
                position += 1
                text.append(escaped)
            } else if "\\{$".contains(character) || character.isNewline {
                throw Unsayable()
            } else {
                text.append(character == "~" ? " " : character)
            }
        }
        guard next == "}" else { throw Unsayable() }
        position += 1
        return text
    }

    /// What stands in brackets, if they follow.
    mutating func optionalArgument() throws(Unsayable) -> [MathBox]? {
        skipBlanks()
        guard next == "[" else { return nil }
        position += 1
        let boxes = try sequence(until: "]")
        guard next == "]" else { throw Unsayable() }
        position += 1
        return boxes
    }

    private mutating func optionalText() throws(Unsayable) -> String {
        position += 1
        let start = position
        while let character = next, character != "]" {
            guard position - start < 20 else { throw Unsayable() }
            position += 1
        }
        guard next == "]" else { throw Unsayable() }
        position += 1
        return String(source[start..<position - 1])
    }

    /// A bracket, or nothing where a dot stands.
    mutating func delimiter() throws(Unsayable) -> String {
        skipBlanks()
        if next == "." {
            position += 1
            return ""
        }
        let boxes = try nucleus()
        guard boxes.count == 1, let text = boxes[0].text, text.count == 1 else { throw Unsayable() }
        return text
    }

    /// One sign, group or command, without scripts.
    private mutating func nucleus() throws(Unsayable) -> [MathBox] {
        guard let character = next else { throw Unsayable() }
        switch character {
        case "{": return [try group().asOne()]
        case "\\": return try command(named: try commandName())
        case "^", "_": return [MathBox("")]
        case "'": return [MathBox("")]
        case "%", "#", "$": throw Unsayable()
        default:
            guard character.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }) else {
                throw Unsayable()
            }
            position += 1
            return [MathSymbols.box(of: character)]
        }
    }

    private mutating func group() throws(Unsayable) -> [MathBox] {
        position += 1
        let boxes = try sequence()
        guard next == "}" else { throw Unsayable() }
        position += 1
        return boxes
    }

    private mutating func commandName() throws(Unsayable) -> String {
        position += 1
        let start = position
        while let character = next, character.isASCII, character.isLetter { position += 1 }
        if position == start {
            guard next != nil else { throw Unsayable() }
            position += 1
        }
        return String(source[start..<position])
    }

    private mutating func descend() throws(Unsayable) {
        depth += 1
        guard depth <= Self.deepest else { throw Unsayable() }
    }
}

extension MathReader {
    var next: Character? { position < source.count ? source[position] : nil }

    mutating func skipBlanks() {
        while next?.isWhitespace == true { position += 1 }
    }

    private func isAt(_ text: String) -> Bool { source[position...].starts(with: text) }

    /// Takes this text, if it follows.
    mutating func takes(_ text: String, notBeforeLetter: Bool = false) -> Bool {
        guard isAt(text) else { return false }
        let end = position + text.count
        if notBeforeLetter, end < source.count, source[end].isASCII, source[end].isLetter { return false }
        position = end
        return true
    }
}

extension [MathBox] {
    /// A group is one ordinary box, unless it is a single one.
    func asOne() -> MathBox {
        var box = line()
        if count == 1, self[0].kind != .binary, self[0].kind != .relation { box.kind = self[0].kind }
        return box
    }
}
