import ChatModel

/// What may stand at the cursor of a limit.
struct LimitCompletion {
    let services: [String]
    let assistants: [String]
    let labels: [String]

    private static let spans = ["today", "yesterday", "<7d", "<1m", ">3m", ">1y"]

    /// What the piece before the cursor can be completed to, and where it stands.
    func suggestions(_ text: [Character], cursor: Int) -> (range: Range<Int>, candidates: [String]) {
        let tokens = ThreadFilterToken.tokens(of: text[..<cursor])
        let none = (cursor..<cursor, Self.signs(for: nil))
        guard let last = tokens.last else { return none }
        let touches = last.range.upperBound == cursor
        switch last.kind {
        case .sign(nil): return (last.range, Self.signs(for: nil))
        case .sign(let letter?):
            guard let operand = ThreadFilter.sign(letter)?.operand else {
                return touches ? (last.range, Self.signs(for: letter)) : none
            }
            let names = names(of: operand, beginningWith: "")
            return (cursor..<cursor, touches ? names.map { " " + $0 } : names)
        case .word(let begun), .openQuote(let begun):
            guard touches else { return none }
            guard tokens.count > 1, case .sign(let letter?) = tokens[tokens.count - 2].kind,
                let operand = ThreadFilter.sign(letter)?.operand
            else { return (cursor..<cursor, []) }
            return (last.range, names(of: operand, beginningWith: begun))
        case .open, .close, .bar, .not: return none
        }
    }

    private func names(of operand: ThreadFilter.Sign.Operand, beginningWith begun: String) -> [String] {
        let all =
            switch operand {
            case .service: services
            case .assistant: assistants
            case .label: labels
            case .span: Self.spans
            case .text: [String]()
            }
        return Self.matches(begun, in: all).map(ThreadFilterToken.written)
    }

    /// Those that begin so, then those that hold it, without regard to case.
    static func matches(_ begun: String, in names: [String]) -> [String] {
        let begun = begun.lowercased()
        let starting = names.filter { $0.lowercased().hasPrefix(begun) }
        return starting
            + names.filter { !begun.isEmpty && !$0.lowercased().hasPrefix(begun) && $0.lowercased().contains(begun) }
    }

    /// All signs, from one on.
    private static func signs(for letter: Character?) -> [String] {
        let all = ThreadFilter.signs.map { "~\($0.letter)" + ($0.operand == nil ? "" : " ") }
        guard let letter, let start = ThreadFilter.signs.firstIndex(where: { $0.letter == letter }) else { return all }
        return Array(all[(start + 1)...] + all[...start])
    }
}
