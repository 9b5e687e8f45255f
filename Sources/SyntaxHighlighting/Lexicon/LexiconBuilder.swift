/// Numbers the contexts of all languages: the roots first, then what they contain.
struct LexiconBuilder {
    /// The number of a language's root, by each of its names.
    let roots: [String: UInt16]
    private var drafts: [Draft] = []

    private struct Draft {
        let context: Context
        /// The number of the language's root.
        let root: UInt16
        var steps: [Step] = []
        var lineSteps: [Step] = []
    }

    init(languages: [Language]) {
        var roots: [String: UInt16] = [:]
        for (number, language) in languages.enumerated() {
            for name in language.names { roots[name] = UInt16(number) }
        }
        self.roots = roots
        drafts = languages.enumerated().map { Draft(context: $1.root, root: UInt16($0)) }
    }

    mutating func tables() -> [Table] {
        var next = 0
        while next < drafts.count {
            let draft = drafts[next]
            drafts[next].steps = draft.context.rules.map { step($0, root: draft.root) }
            drafts[next].lineSteps = draft.context.lineRules.map { step($0, root: draft.root) }
            next += 1
        }
        var wordTables: [Int: WordTable] = [:]
        return drafts.indices.map { table($0, &wordTables) }
    }

    private mutating func step(_ rule: Rule, root: UInt16) -> Step {
        Step(pattern: rule.pattern, kind: rule.kind, move: move(rule.move, root: root), place: rule.place)
    }

    private mutating func move(_ move: Rule.Move, root: UInt16) -> Step.Move {
        switch move {
        case .stay: .stay
        case .again: .again
        case .leave: .leave
        case .enterOuter(let name): outer(name, root: root).map(Step.Move.enter) ?? .stay
        case .enter(let context): .enter(number(of: context, root: root))
        case .become(let context): .become(number(of: context, root: root))
        case .await(let context): .await(number(of: context, root: root))
        }
    }

    private mutating func number(of context: Context, root: UInt16) -> UInt16 {
        drafts.append(Draft(context: context, root: root))
        return UInt16(drafts.count - 1)
    }

    /// Contexts are numbered before what they contain, so an outer one is known.
    private func outer(_ name: String, root: UInt16) -> UInt16? {
        drafts.firstIndex { $0.root == root && $0.context.name == name }.map { UInt16($0) }
    }

    private func table(_ number: Int, _ wordTables: inout [Int: WordTable]) -> Table {
        let draft = drafts[number]
        var steps = draft.steps
        var lineSteps = draft.lineSteps
        var context = draft
        var owner = number
        while let inclusion = context.context.includes, let root = root(of: inclusion, in: context) {
            context = drafts[Int(root)]
            if drafts[owner].context.words == nil { owner = Int(root) }
            steps += context.steps
            lineSteps += context.lineSteps
        }
        if wordTables[owner] == nil, let words = drafts[owner].context.words { wordTables[owner] = WordTable(words) }
        return Table(draft.context, words: wordTables[owner], steps: steps, lineSteps: lineSteps)
    }

    private func root(of inclusion: Context.Inclusion, in draft: Draft) -> UInt16? {
        switch inclusion {
        case .root: draft.root
        case .language(let name): roots[name]
        }
    }
}
