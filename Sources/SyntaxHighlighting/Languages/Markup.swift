/// Text with marks in it.
extension Language {
    static let markup: [Language] = [xml, html, css, markdown]

    static let xml: Language = .init(
        ["xml", "xsd", "xsl", "xslt", "svg", "plist", "rss", "atom", "xhtml", "storyboard", "mathml"],
        root: Context(rules: markupRules))

    static let html: Language = .init(
        ["html", "htm", "vue", "svelte", "astro", "handlebars", "hbs", "jinja", "jinja2", "erb"],
        root: Context(
            rules: [embedded("script", as: "javascript"), embedded("style", as: "css")] + markupRules))

    private static let tagName = ByteSet.name.union("-:.")
    private static let entity = Rule(
        .name(after: "&", first: .letters.union("#"), rest: ByteSet.letters.union(.digits).union(";")), .constant)
    private static let attributes: [Rule] = [
        .string("\"", escape: nil, lines: true, holes: [entity]),
        .string("'", escape: nil, lines: true, holes: [entity]),
        Rule(.text("=")), Rule(.run(.name.union("-:.@#*")), .attribute),
    ]

    private static let markupRules: [Rule] = [
        .blockComment("<!--", "-->"), .string("<![CDATA[", "]]>", escape: nil, lines: true),
        Rule(.text("<?"), .keyword, .enter(Context(rules: [Rule(.text("?>"), .keyword, .leave)] + attributes))),
        Rule(
            .text("<!"), .keyword,
            .enter(
                Context(
                    kind: .keyword,
                    rules: [
                        .string("\"", escape: nil, lines: true), Rule(.text("<"), nil, .again),
                        Rule(.text(">"), .keyword, .leave),
                    ]))),
        Rule(.name(after: "</", first: .nameStart, rest: tagName), .tag, .enter(tag)),
        Rule(.name(after: "<", first: .nameStart, rest: tagName), .tag, .enter(tag)), entity,
    ]

    private static let tag = Context(
        rules: [Rule(.text("/>"), .tag, .leave), Rule(.text(">"), .tag, .leave)] + attributes)

    /// An element whose content is of another language, until its closing tag.
    private static func embedded(_ name: String, as language: String) -> Rule {
        let content = Context(guardian: .text(Array("</\(name)".utf8)), includes: .language(language))
        let tag = Context(
            rules: [Rule(.text("/>"), .tag, .leave), Rule(.text(">"), .tag, .become(content))] + attributes)
        return Rule(.text("<\(name)"), .tag, .enter(tag))
    }

    static let css: Language = {
        let shared: [Rule] = [
            .blockComment("/*", "*/"), .lineComment("//", at: .wordStart), .string("\""), .string("'"),
            .variable("$", rest: nameWithDash), .variable("--", rest: nameWithDash),
            .attribute("@", rest: nameWithDash),
        ]
        let number = Rule(.name(after: "", first: .digits, rest: .name.union(".%")), .number)
        let selector: [Rule] = [
            Rule(.name(after: ".", first: .nameStart.union("-"), rest: nameWithDash), .type),
            Rule(.name(after: "::", rest: nameWithDash), .keyword),
            Rule(.name(after: ":", rest: nameWithDash), .keyword),
        ]
        var words = Words(rest: nameWithDash)
        words.before = [("::", .tag), (":", .attribute)]
        words.hasMembers = false
        let block = Context(
            words: words,
            rules: shared + [
                Rule(.text("{"), nil, .again), Rule(.text("}"), nil, .leave),
                Rule(.name(after: "&", first: nameWithDash.union(":.["), rest: nameWithDash.union(":.")), .tag),
                Rule(.text("&"), .tag), Rule(.text("!important"), .keyword),
                Rule(.name(after: "#", first: .name, rest: nameWithDash), .number), selector[0], .word, number,
            ])
        return Language(
            ["css", "scss", "sass", "less", "postcss", "styl"],
            words: Words(rest: nameWithDash, called: .function, hasMembers: false, other: .tag),
            rules: shared + [
                Rule(.text("{"), nil, .enter(block)), Rule(.name(after: "#", rest: nameWithDash), .constant),
            ] + selector + [.word, number])
    }()

    private static let nameWithDash = ByteSet.name.union("-")

    static let markdown: Language = {
        let fence = { (sign: UInt8) in
            Rule(.fence(sign), .comment, .enter(Context(guardian: .fence)))
        }
        let headings = (1...6).reversed().map {
            Rule(
                .text(String(repeating: "#", count: $0) + " "), .heading,
                .enter(Context(kind: .heading, endsWithLine: true)))
        }
        let marks = ["- ", "* ", "+ ", "> ", "| "].map { Rule(.text($0), .operation) }
        return Language(
            ["markdown", "md", "mdx", "qmd", "rmd", "commonmark"],
            root: Context(
                rules: [
                    Rule(.escape(UInt8(ascii: "\\"))), .blockComment("<!--", "-->"), codeSpan, emphasis("**"),
                    emphasis("__"), emphasis("*"), emphasis("_"), emphasis("~~"),
                    .string("](", ")", escape: nil), .string("<http", ">", escape: nil),
                ],
                lineRules: [fence(UInt8(ascii: "`")), fence(UInt8(ascii: "~"))] + headings + marks + [
                    Rule(.text("---"), .operation, at: .margin), Rule(.text("==="), .operation, at: .margin),
                ]))
    }()

    private static let codeSpan = Rule.countedString(
        "`", "`", "", ends: ("`", ""), lines: false)

    /// Within one line; underscores inside words are none.
    private static func emphasis(_ mark: String) -> Rule {
        let end = Rule(.text(mark), .emphasis, .leave)
        return Rule(
            .name(after: mark, first: .name.union("[\"'("), rest: ByteSet()), .emphasis,
            .enter(Context(kind: .emphasis, endsWithLine: true, rules: [codeSpan, end])), at: .outsideName)
    }
}
