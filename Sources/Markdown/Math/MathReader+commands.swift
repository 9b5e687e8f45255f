extension MathReader {
    /// What a command says, with its arguments.
    mutating func command(named name: String) throws(Unsayable) -> [MathBox] {
        if let symbol = MathSymbols.boxes[name] { return [symbol] }
        if let mark = MathAccents.marks[name] { return [try accented(by: mark)] }
        if let alphabet = MathAlphabet(command: name) { return [try letters(of: alphabet)] }
        switch name {
        case "frac", "dfrac", "tfrac", "cfrac": return [try fraction()]
        case "binom", "dbinom", "tbinom":
            let (upper, lower) = (try argument().row(), try argument().row())
            return [MathBox("C(\(upper), \(lower))")]
        case "sqrt": return [try root()]
        case "text", "textrm", "textit", "textbf", "textsf", "texttt", "textnormal", "mbox", "hbox":
            return [MathBox(try textArgument())]
        case "operatorname":
            _ = takes("*")
            return [MathBox(try argument().tight(), .function)]
        case "not": return [try negated()]
        case "pmod": return [MathBox(" ", .space), MathBox("(mod \(try argument().row()))")]
        case "tag": return [MathBox("  (\(try textArgument()))", .space)]
        case "boxed", "fbox": return [MathBox("[\(try argument().row())]")]
        case "begin": return [try environment()]
        case "middle": return [MathBox(try delimiter(), .relation)]
        default: return try quiet(name)
        }
    }

    /// The commands that change only how a formula is set.
    private func quiet(_ name: String) throws(Unsayable) -> [MathBox] {
        guard MathSymbols.quiet.contains(name) else { throw Unsayable() }
        return []
    }

    private mutating func fraction() throws(Unsayable) -> MathBox {
        let (upper, lower) = (try argument(), try argument())
        let (above, below) = (try upper.row(), try lower.row())
        guard !above.isEmpty, !below.isEmpty else { throw Unsayable() }
        if let sign = MathSymbols.fractions["\(above)/\(below)"] { return MathBox(sign) }
        let isPlain = lower.count == 1 || below.allSatisfy(\.isNumber) || isDifferential(lower) || isCall(lower)
        let left = upper.isSum ? "(\(above))" : above
        let right = lower.isSum || !isPlain ? "(\(below))" : below
        return MathBox("\(left)/\(right)", .fraction)
    }

    /// Such as dx, ∂x or dt².
    private func isDifferential(_ boxes: [MathBox]) -> Bool {
        guard boxes.count == 2, let first = boxes[0].text?.first else { return false }
        return first == "d" || first == "∂"
    }

    /// Such as f(x).
    private func isCall(_ boxes: [MathBox]) -> Bool {
        guard boxes.count > 2, boxes[0].kind == .ordinary, boxes[1].kind == .opening else { return false }
        return boxes.firstIndex { $0.kind == .closing } == boxes.count - 1
    }

    private mutating func root() throws(Unsayable) -> MathBox {
        let degree = try optionalArgument()?.tight()
        let radicand = try argument()
        let row = try radicand.row()
        let isPlain = row.count == 1 || row.allSatisfy(\.isNumber)
        let sign: String
        switch degree {
        case nil, "2": sign = "√"
        case "3": sign = "∛"
        case "4": sign = "∜"
        case .some(let degree):
            guard let raised = MathScripts.raised(degree) else { throw Unsayable() }
            sign = raised + "√"
        }
        return MathBox(isPlain ? sign + row : "\(sign)(\(row))")
    }

    /// A mark over one letter; a line over or under each.
    private mutating func accented(by mark: MathAccents.Mark) throws(Unsayable) -> MathBox {
        let text = try argument().tight()
        guard !text.isEmpty, text.count == 1 || mark.isLine else { throw Unsayable() }
        return MathBox(text.map { String($0) + mark.sign }.joined())
    }

    private mutating func letters(of alphabet: MathAlphabet) throws(Unsayable) -> MathBox {
        let text = try argument().tight()
        guard alphabet != .upright else { return MathBox(text) }
        var letters = ""
        for character in text {
            guard let letter = alphabet.letter(for: character) else { throw Unsayable() }
            letters.unicodeScalars.append(letter)
        }
        return MathBox(letters)
    }

    private mutating func negated() throws(Unsayable) -> MathBox {
        let boxes = try argument()
        guard boxes.count == 1, let text = boxes[0].text, text.count == 1 else { throw Unsayable() }
        return MathBox(MathSymbols.negations[text] ?? text + "\u{338}", boxes[0].kind)
    }

    private mutating func environment() throws(Unsayable) -> MathBox {
        let name = try textArgument()
        if name == "array" { _ = try textArgument() }
        let cells = try cells()
        guard takes("\\end"), try textArgument() == name else { throw Unsayable() }
        return try MathGrid(cells: cells).box(of: name)
    }
}
