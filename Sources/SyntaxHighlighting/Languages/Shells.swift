/// Shells, and what is typed into them.
extension Language {
    static let shells: [Language] = [sh, console, fish, powerShell]

    static let sh: Language = .init(
        ["sh", "bash", "zsh", "shell", "ksh", "dash", "ash", "shellscript", "env", "dotenv"],
        words: Words(
            first: shellName, rest: shellName.union("-"),
            lists: [
                (
                    .keyword,
                    """
                    if then else elif fi for while until do done case esac in select function time return break continue
                    local export declare typeset readonly unset exit set shift trap eval exec source alias
                    """
                )
            ],
            introduces: [
                ("for select local export declare typeset readonly unset", .variable), ("function", .function),
                ("in case return exit set shift trap", nil),
            ],
            command: .function, before: [("=", .variable), ("+=", .variable), ("()", .function)], called: nil,
            hasMembers: false),
        rules: [
            .lineComment("#", at: .wordStart), Rule(.escape(UInt8(ascii: "\\"))),
            .string("\"", lines: true, holes: shellHoles), .string("$'", "'", lines: true),
            .string("'", escape: nil, lines: true),
            Rule(.text("`"), .string, .enter(.code(from: "`", to: "`", marked: .string))),
            Rule(.text("<<<")), Rule(.text(">&")), Rule(.text("<&")), Rule(.text("&>")),
        ] + Rule.hereDocuments(HereDocument("<<", indentSigns: "-"), holes: shellHoles) + shellHoles + [
            Rule(.name(after: "--", first: .letters, rest: .name.union("-")), .attribute, at: .wordStart),
            Rule(.name(after: "-", first: .name, rest: .name.union("-")), .attribute, at: .wordStart), .word,
        ])

    private static let shellName = ByteSet.name.union("./~:%@")

    /// Variables, and commands in the place of their output.
    private static let shellHoles: [Rule] = [
        Rule(
            .text("${"), .variable,
            .enter(
                Context(
                    kind: .variable,
                    rules: [
                        Rule(.escape(UInt8(ascii: "\\"))), Rule(.text("${"), nil, .again),
                        Rule(.text("}"), .variable, .leave),
                    ]))), Rule(.text("$("), .variable, .enter(.code(from: "(", to: ")", marked: .variable))),
        .variable("$", first: .nameStart), Rule(.text("$@"), .variable), Rule(.text("$#"), .variable),
        Rule(.text("$?"), .variable), Rule(.text("$*"), .variable), Rule(.text("$!"), .variable),
        Rule(.text("$$"), .variable), Rule(.name(after: "$", first: .digits, rest: ByteSet()), .variable),
    ]

    /// Commands behind a prompt, and what they print.
    static let console: Language = .init(
        ["console", "shell-session", "shellsession", "terminal", "sh-session", "bash-session"],
        root: Context(
            lineRules: ["$ ", "% ", "> ", "# "].map {
                Rule(.text($0), .comment, .enter(.line(of: "sh")), at: .margin)
            }))

    static let fish: Language = .init(
        ["fish"],
        words: Words(
            first: shellName, rest: shellName.union("-"),
            lists: [
                (
                    .keyword,
                    """
                    if else switch case end for while in function begin return break continue and or not set source exit
                    """
                )
            ],
            introduces: [("function", .function), ("for set", .variable), ("in case return exit", nil)],
            command: .function, called: nil, hasMembers: false),
        rules: [
            .lineComment("#", at: .wordStart), Rule(.escape(UInt8(ascii: "\\"))),
            .string("\"", lines: true, holes: fishHoles), .string("'", lines: true),
            Rule(.text("("), nil, .enter(.code(from: "(", to: ")"))),
        ] + fishHoles + [
            Rule(.name(after: "--", first: .letters, rest: .name.union("-")), .attribute, at: .wordStart),
            Rule(.name(after: "-", first: .name, rest: .name.union("-")), .attribute, at: .wordStart), .word,
        ])

    private static let fishHoles: [Rule] = [
        Rule(.text("$("), .variable, .enter(.code(from: "(", to: ")", marked: .variable))), .variable("$$"),
        .variable("$"),
    ]

    static let powerShell: Language = .init(
        ["powershell", "ps1", "pwsh", "ps", "psm1", "psd1"],
        words: Words(
            rest: .name.union("-"),
            lists: [
                (
                    .keyword,
                    """
                    begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for
                    foreach from function if in param process return switch throw trap try until using while
                    """
                )
            ],
            foldsCase: true,
            introduces: [("function filter", .function), ("class enum", .type), ("in return exit throw", nil)],
            command: .function),
        rules: [
            .blockComment("<#", "#>"), .lineComment("#", at: .wordStart), Rule(.escape(UInt8(ascii: "`"))),
            .string("@\"", "\"@", escape: "`", lines: true, holes: powerShellHoles),
            .string("@'", "'@", escape: nil, lines: true),
            .string("\"", escape: "`", doubles: true, lines: true, holes: powerShellHoles),
            .string("'", escape: nil, doubles: true, lines: true),
            Rule(.name(after: "[", first: .letters, rest: .name.union(".")), .type),
        ] + powerShellHoles + [
            Rule(.name(after: "-", first: .letters), .attribute, at: .wordStart), .word, .number,
        ])

    private static let powerShellHoles: [Rule] = [
        Rule.hole("$", "(", ")"), Rule(.name(after: "${", rest: .name.union("}:")), .variable),
        .variable("$", first: .nameStart, rest: .name.union(":")), Rule(.text("$?"), .variable),
    ]
}
