/// JavaScript and its dialects.
extension Language {
    static let web: [Language] = [javaScript, typeScript, reactTypeScript]

    static let javaScript: Language = .init(
        ["javascript", "js", "jsx", "mjs", "cjs", "node", "react"], words: scriptWords(keywords: "", types: ""),
        rules: scriptRules + elements)

    /// Angle brackets are types here, never elements.
    static let typeScript: Language = .init(
        ["typescript", "ts", "mts", "cts", "deno"], words: scriptWords(keywords: typeWords, types: typeNames),
        rules: scriptRules)

    static let reactTypeScript: Language = .init(
        ["tsx"], words: scriptWords(keywords: typeWords, types: typeNames), rules: scriptRules + elements)

    private static let typeWords = """
        abstract as asserts declare enum implements infer interface is keyof module namespace override private protected
        public readonly satisfies type unique
        """
    private static let typeNames = "any bigint boolean never number object string symbol unknown void"

    private static func scriptWords(keywords: String, types: String) -> Words {
        Words(
            first: .nameStart.union("$"), rest: .name.union("$"),
            lists: [
                (
                    .keyword,
                    """
                    async await break case catch class const continue debugger default delete do else export extends
                    finally for from function get if import in instanceof let new of return set static super switch this
                    throw try typeof var void while with yield
                    """ + " " + keywords
                ), (.constant, "true false null undefined NaN Infinity"), (.type, types),
            ],
            introduces: [("function", .function), ("class interface enum extends implements namespace", .type)],
            capitalised: .type, allCapitals: .constant)
    }

    private static let scriptRules: [Rule] = [
        .lineComment("//"), .blockComment("/*", "*/"), .slashes, .string("\""), .string("'"),
        .string("`", lines: true, holes: [.hole("$", "{", "}")]), .attribute("@", rest: .name.union(".")),
        Rule(.name(after: "#"), .variable), .word, .number,
    ]

    /// Elements of JSX where a value may begin: `<name …>children</name>`, `<name …/>`, `<>children</>`.
    private static let elements: [Rule] = {
        let code = Rule(.text("{"), nil, .enter(.code(from: "{", to: "}")))
        let name = ByteSet.name.union(".-:")
        let closing = Context(rules: [Rule(.text(">"), .tag, .leave)])
        let children = Context(rules: [
            code, Rule(.name(after: "</", first: name, rest: name), .tag, .become(closing)),
            Rule(.text("</>"), .tag, .leave), Rule(.text("<>"), .tag, .again),
            Rule(.name(after: "<", first: .nameStart, rest: name), .tag, .enterOuter("tag")),
        ])
        let tag = Context(
            name: "tag",
            rules: [
                Rule(.text("/>"), .tag, .leave), Rule(.text(">"), .tag, .become(children)), code,
                .string("\"", escape: nil, lines: true), .string("'", escape: nil, lines: true),
                .blockComment("/*", "*/"), Rule(.run(name), .attribute),
            ])
        return [
            Rule(.name(after: "<", first: .nameStart, rest: name), .tag, .enter(tag), at: .beforeValue),
            Rule(.text("<>"), .tag, .enter(children), at: .beforeValue),
        ]
    }()
}
