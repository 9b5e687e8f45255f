/// The forms that most languages are made of.
extension Rule {
    static let word = Rule(.word)
    static let number = Rule(.number, .number)
    /// A line that ends with a backslash goes on in the next.
    static let continuation = Rule(.escape(UInt8(ascii: "\\")))

    static func lineComment(_ sign: String, at place: Place = .anywhere) -> Rule {
        Rule(.text(sign), .comment, .enter(Context(kind: .comment, endsWithLine: true)), at: place)
    }

    static func blockComment(_ open: String, _ close: String, nests: Bool = false, at place: Place = .anywhere) -> Rule
    {
        var rules = [Rule(.text(close), .comment, .leave)]
        if nests { rules.append(Rule(.text(open), .comment, .again)) }
        return Rule(.text(open), .comment, .enter(Context(kind: .comment, rules: rules)), at: place)
    }

    /// - Parameters:
    ///   - escape: the byte that takes the next one into the string; nil for none.
    ///   - doubles: the closing sign twice stands for itself.
    ///   - holes: what is read in the string, such as `hole`.
    static func string(
        _ open: String, _ close: String? = nil, kind: Token.Kind = .string, escape: Character? = "\\",
        doubles: Bool = false, lines: Bool = false, holes: [Rule] = [], at place: Place = .anywhere
    ) -> Rule {
        let close = close ?? open
        var rules = holes
        if let escape = escape?.asciiValue { rules.append(Rule(.escape(escape))) }
        if doubles { rules.append(Rule(.text(close + close))) }
        rules.append(Rule(.text(close), kind, .leave))
        return Rule(.text(open), kind, .enter(Context(kind: kind, endsWithLine: !lines, rules: rules)), at: place)
    }

    /// The same behind any of these prefixes.
    static func string(
        prefixes: [String], _ quote: String, escape: Character? = "\\", lines: Bool = false, holes: [Rule] = []
    ) -> Rule {
        var rule = string(quote, escape: escape, lines: lines, holes: holes)
        rule.pattern = .oneOf(prefixes.map { Array(($0 + quote).utf8) })
        return rule
    }

    /// Code in a string.
    static func hole(_ sign: String, _ open: String, _ close: String) -> Rule {
        Rule(.text(sign + open), nil, .enter(.code(from: open, to: close, marked: .string)))
    }

    /// A variable in a string or in code.
    static func variable(_ sign: String, first: ByteSet = .nameStart, rest: ByteSet = .name) -> Rule {
        Rule(.name(after: sign, first: first, rest: rest), .variable)
    }

    /// A name behind a sign, such as @Test.
    static func attribute(_ sign: String, first: ByteSet = .nameStart, rest: ByteSet = .name) -> Rule {
        Rule(.name(after: sign, first: first, rest: rest), .attribute)
    }

    /// A string with any number of signs around its quotes: #"…"#, r##"…"##, [==[…]==].
    static func countedString(
        _ before: String, _ sign: Character, _ after: String, minimum: Int = 0, ends: (String, String), lines: Bool,
        kind: Token.Kind = .string, holes: [Rule] = []
    ) -> Rule {
        let end = Rule(.countedEnd(ends.0, sign, ends.1), kind, .leave)
        let context = Context(kind: kind, endsWithLine: !lines, rules: holes + [end])
        return Rule(.counted(before, sign, after, minimum: minimum), kind, .enter(context))
    }

    /// A string whose words say its delimiter: q(…), %w[…].
    static func delimited(_ words: [String], holes: [Rule] = [], at place: Place = .outsideName) -> Rule {
        let rules =
            holes + [
                Rule(.escape(UInt8(ascii: "\\"))), Rule(.delimiterEnd(), .string, .leave),
                Rule(.delimiterAgain, nil, .again),
            ]
        return Rule(
            .delimited(words.map { Array($0.utf8) }), .string, .enter(Context(kind: .string, rules: rules)), at: place)
    }

    /// Two strings whose word says their delimiter: s/…/…/, tr{…}{…}.
    static func delimitedPair(_ words: [String], holes: [Rule] = []) -> Rule {
        let shared = holes + [Rule(.escape(UInt8(ascii: "\\")))]
        let again = Rule(.delimiterAgain, nil, .again)
        let second = Context(kind: .string, rules: shared + [Rule(.delimiterEnd(), .string, .leave), again])
        let gap = Context(rules: [Rule(.delimiterAgain, .string, .become(second))])
        let first = Context(
            kind: .string,
            rules: shared + [
                Rule(.delimiterEnd(), nil, .leave, at: .nested),
                Rule(.delimiterEnd(isPaired: true), .string, .become(gap)),
                Rule(.delimiterEnd(isPaired: false), .string, .become(second)), again,
            ])
        return Rule(.delimited(words.map { Array($0.utf8) }), .string, .enter(first), at: .outsideName)
    }

    /// A regular expression between slashes, where a value may begin.
    static let slashes: Rule = {
        let bracket = Context(
            kind: .string, rules: [Rule(.escape(UInt8(ascii: "\\"))), Rule(.text("]"), .string, .leave)])
        let end = Rule(.name(after: "/", first: .letters, rest: .letters), .string, .leave)
        let rules = [
            Rule(.escape(UInt8(ascii: "\\"))), Rule(.text("["), .string, .enter(bracket)), end,
            Rule(.text("/"), .string, .leave),
        ]
        return Rule(
            .text("/"), .string, .enter(Context(kind: .string, endsWithLine: true, rules: rules)), at: .beforeValue)
    }()

    /// Here-documents, with holes unless their word stands in single quotes.
    static func hereDocuments(_ form: HereDocument, holes: [Rule] = [], at place: Place = .anywhere) -> [Rule] {
        let raw = Context(kind: .string, guardian: .delimiterLine)
        let open = Context(kind: .string, guardian: .delimiterLine, rules: holes)
        return [
            Rule(.hereDocument(form.quoted(by: "'")), .string, .await(raw), at: place),
            Rule(.hereDocument(form), .string, .await(open), at: place),
        ]
    }
}
