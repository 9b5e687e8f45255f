/// All languages, made ready for reading: every context is a table with a number.
final class Lexicon: Sendable {
    static let shared = Lexicon(Language.all)

    let tables: [Table]
    private let roots: [String: UInt16]

    init(_ languages: some Collection<Language>) {
        var builder = LexiconBuilder(languages: Array(languages))
        tables = builder.tables()
        roots = builder.roots
    }

    /// The table where a language begins; letter case does not matter.
    func root(of language: String) -> UInt16? { roots[language] ?? roots[language.lowercased()] }
}

/// A context with its rules sorted by the byte they can begin with.
final class Table: Sendable {
    let kind: Token.Kind?
    let endsWithLine: Bool
    let guardian: Context.Guardian?
    let words: WordTable?
    let lineSteps: [Step]
    /// The steps that can begin with a byte: `lists[classes[byte]]`. The first list is that of plain bytes.
    let lists: [[Step]]
    let classes: [UInt8]

    init(_ context: Context, words: WordTable?, steps: [Step], lineSteps: [Step]) {
        kind = context.kind
        endsWithLine = context.endsWithLine
        guardian = context.guardian
        self.words = words
        self.lineSteps = lineSteps
        var lists: [[Step]] = [[]]
        var classes: [UInt8] = []
        var known: [[Int]: UInt8] = [[]: 0]
        var last: (fitting: [Int], number: UInt8) = ([], 0)
        let firsts = steps.map { $0.pattern.firsts(words: words) }
        for byte in UInt8.min...UInt8.max {
            var fitting = byte.isContinuation ? [] : steps.indices.filter { firsts[$0].contains(byte) }
            // Only here a text can guard an outer context, so it is never passed over as plain.
            if byte == UInt8(ascii: "<") { fitting.append(-1) }
            if fitting != last.fitting {
                last = (fitting, known[fitting] ?? UInt8(lists.count))
                if known.updateValue(last.number, forKey: fitting) == nil {
                    lists.append(fitting.filter { $0 >= 0 }.map { steps[$0] })
                }
            }
            classes.append(last.number)
        }
        self.lists = lists
        self.classes = classes
    }
}

/// A rule whose contexts are table numbers.
struct Step: Sendable {
    let pattern: Pattern
    let kind: Token.Kind?
    let move: Move
    let place: Rule.Place

    enum Move: Hashable, Sendable {
        case stay, again, leave
        case enter(UInt16)
        case become(UInt16)
        case await(UInt16)
    }
}
