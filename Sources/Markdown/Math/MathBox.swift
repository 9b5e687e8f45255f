import TerminalModel

/// A piece of a formula: one row of text, or several whose `middle` one stands on the line.
struct MathBox: Hashable {
    var rows: [String]
    var middle = 0
    var kind: Kind

    /// What decides the space around it, as in TeX.
    enum Kind: Hashable {
        case ordinary, function, binary, relation, opening, closing, punctuation, fraction, space
    }

    init(_ text: String, _ kind: Kind = .ordinary) {
        rows = [text]
        self.kind = kind
    }

    init(rows: [String]) {
        self.rows = rows
        middle = (rows.count - 1) / 2
        kind = .ordinary
    }

    /// Its text, if it is of one row.
    var text: String? { rows.count == 1 ? rows[0] : nil }
    var columns: Int { rows.map { DisplayWidth.columns(of: $0) }.max() ?? 0 }
}

extension [MathBox] {
    /// The boxes side by side, with space where a formula has it.
    func line() -> MathBox {
        var parts: [MathBox] = []
        for (index, box) in enumerated() {
            if index > 0, hasSpace(before: index) { parts.append(MathBox(" ", .space)) }
            parts.append(box)
        }
        return parts.joined()
    }

    /// The boxes without any space: the way of scripts.
    /// - Throws: where a box has several rows.
    func tight() throws(Unsayable) -> String {
        var text = ""
        for box in self {
            guard let row = box.text else { throw Unsayable() }
            text += box.kind == .space ? "" : row
        }
        return text
    }

    /// The boxes with space, in one row.
    func row() throws(Unsayable) -> String {
        guard let row = line().text else { throw Unsayable() }
        return row
    }

    /// True where a sign in it, outside brackets, binds weaker than a fraction's bar.
    var isSum: Bool {
        var depth = 0
        for (index, box) in enumerated() {
            switch box.kind {
            case .opening: depth += 1
            case .closing: depth -= 1
            case .binary, .relation, .punctuation, .space, .fraction: if depth == 0, count > 1 { return true }
            case .function: if depth == 0, index + 1 < count, self[index + 1].kind != .opening { return true }
            case .ordinary: break
            }
        }
        return false
    }

    private func hasSpace(before index: Int) -> Bool {
        let (left, right) = (self[index - 1].kind, self[index].kind)
        if left == .space || right == .space || left == .opening || right == .closing || right == .punctuation {
            return false
        }
        if left == .punctuation || left == .relation || right == .relation { return true }
        if left == .binary { return isInfix(at: index - 1) }
        if right == .binary { return isInfix(at: index) }
        if right == .opening { return false }
        return left == .function || right == .function || left == .fraction || right == .fraction
    }

    /// A sign between two values; else it is a sign before one.
    private func isInfix(at index: Int) -> Bool {
        guard index > 0, index + 1 < count else { return false }
        return switch self[index - 1].kind {
        case .ordinary, .closing, .fraction, .function: true
        case .space: index > 1 && self[index - 2].kind != .relation
        default: false
        }
    }

    private func joined() -> MathBox {
        let above = map(\.middle).max() ?? 0
        let below = map { $0.rows.count - $0.middle }.max() ?? 1
        guard above + below > 1 else { return MathBox(map { $0.rows[0] }.joined()) }
        var rows = [String](repeating: "", count: above + below)
        for box in self {
            let columns = box.columns
            for index in rows.indices {
                let row = index - above + box.middle
                let text = box.rows.indices.contains(row) ? box.rows[row] : ""
                rows[index] += text.padded(to: columns)
            }
        }
        var line = MathBox(rows: rows)
        line.middle = above
        return line
    }
}

extension String {
    /// With blanks behind it up to a number of columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, columns - DisplayWidth.columns(of: self)))
    }
}
