/// What opens a block of code, and so what closes it.
struct Fence {
    let mark: UInt8
    let count: Int
    /// Columns of blanks before it; as many are taken off its lines.
    let indent: Int
    /// What stands behind it.
    let info: String

    init?(_ line: LineCursor) {
        let text = line.inked
        guard line.indent < 4, let mark = text.first else { return nil }
        let count = text.prefix { $0 == mark }.count
        let info = text.dropFirst(count).trimmed
        guard count >= 3, mark == UInt8(ascii: "~") || !info.contains(UInt8(ascii: "`")) else { return nil }
        self.mark = mark
        self.count = count
        self.indent = line.indent
        self.info = info.text
    }

    /// The first word behind it, which names the language.
    var language: String { Self.language(info) }

    static func language(_ info: String) -> String { String(info.prefix { !$0.isWhitespace }) }

    func isClosed(by line: LineCursor) -> Bool {
        let closing = line.inked.trimmed
        return line.indent < 4 && closing.count >= count && closing.allSatisfy { $0 == mark }
    }
}

/// What opens a formula that stands in lines of its own.
enum FormulaFence {
    case dollars, brackets
    case fence(Fence)

    init?(_ text: ArraySlice<UInt8>) {
        if text.starts(with: "$$".utf8) {
            self = .dollars
        } else if text.starts(with: "\\[".utf8) {
            self = .brackets
        } else {
            return nil
        }
        // In a line with other text it is a formula of a paragraph.
        if let end = text.dropFirst(2).firstRange(of: closing), !text[end.upperBound...].trimmed.isEmpty { return nil }
    }

    var closing: String {
        switch self {
        case .dollars: "$$"
        case .brackets: "\\]"
        case .fence: ""
        }
    }
}
