/// Languages of scripts and servers.
extension Language {
    static let scripting: [Language] = [python, ruby, perl, php, lua, r]

    static let python: Language = .init(
        ["python", "py", "python3", "py3", "pyi", "ipython", "cython", "starlark", "bazel"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    and as assert async await break case class continue def del elif else except finally for from global
                    if import in is lambda match nonlocal not or pass raise return try while with yield
                    """
                ), (.constant, "True False None NotImplemented Ellipsis __name__ __file__"),
                (.variable, "self cls"),
                (
                    .type,
                    """
                    bool bytearray bytes complex dict float frozenset int list object set str tuple type
                    """
                ),
            ],
            introduces: [("def", .function), ("class", .type), ("from import", nil)],
            capitalised: .type, allCapitals: .constant),
        rules: [.lineComment("#")] + pythonStrings + [.word, .number],
        lineRules: [.attribute("@", rest: .name.union("."))])

    /// Every prefix in either case; with an f the braces hold code.
    private static let pythonStrings: [Rule] = {
        let holes: [Rule] = [Rule(.text("{{")), .hole("", "{", "}")]
        let plain = ["", "r", "R", "b", "B", "u", "U", "rb", "rB", "Rb", "RB", "br", "bR", "Br", "BR"]
        let open = ["f", "F", "fr", "fR", "Fr", "FR", "rf", "rF", "Rf", "RF", "t"]
        return ["\"\"\"", "'''", "\"", "'"].flatMap { quote -> [Rule] in
            let isLong = quote.utf8.count == 3
            return [
                .string(prefixes: plain, quote, lines: isLong),
                .string(prefixes: open, quote, lines: isLong, holes: holes),
            ]
        }
    }()

    static let ruby: Language = .init(
        ["ruby", "rb", "jruby", "rake", "gemfile", "podfile", "crystal", "cr", "elixir", "ex", "exs"],
        words: Words(
            rest: .name.union("?!"),
            lists: [
                (
                    .keyword,
                    """
                    alias and begin break case class def defined? do else elsif end ensure for if in module next not or
                    redo rescue retry return self super then undef unless until when while yield require
                    require_relative include extend attr_accessor attr_reader attr_writer private protected public raise
                    """
                ), (.constant, "true false nil __FILE__ __LINE__ __method__"),
            ],
            introduces: [("def", .function), ("class module", .type)],
            before: [("::", .type), (": ", .constant)], capitalised: .type, allCapitals: .constant),
        rules: [
            .lineComment("#"), .string("\"", lines: true, holes: [.hole("#", "{", "}")]), .string("'", lines: true),
            .string("`", lines: true, holes: [.hole("#", "{", "}")]), .slashes,
            .delimited(["%w", "%i", "%q"]), .delimited(["%W", "%I", "%Q", "%r", "%x"], holes: [.hole("#", "{", "}")]),
            Rule(.name(after: "::"), .type),
            Rule(.name(after: ":", rest: .name.union("?!")), .constant), .string(":\"", "\"", kind: .constant),
            .variable("@@"), .variable("@"), .variable("$", first: .name.union("!?~&")),
        ]
            + Rule.hereDocuments(
                HereDocument("<<", indentSigns: "-~", wantsCapital: true), holes: [.hole("#", "{", "}")],
                at: .beforeValue)
            + [.word, .number],
        lineRules: [.blockComment("=begin", "=end", at: .margin)])

    static let perl: Language = .init(
        ["perl", "pl", "pm"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    and cmp continue default die do each else elsif eq eval exists for foreach ge given goto gt if
                    keys last le local lt map my ne next no not or our package print printf push redo require return say
                    shift sort splice state sub undef unless unshift until use values wantarray when while x xor
                    """
                ), (.constant, "__PACKAGE__ __FILE__ __LINE__"),
            ],
            introduces: [("sub", .function), ("package use no", .type)], before: [("::", .type)], hasMembers: false),
        rules: [
            .variable("$#"), .lineComment("#"), .string("\"", lines: true, holes: perlHoles), .string("'", lines: true),
            .string("`", lines: true, holes: perlHoles), .slashes,
            .delimited(["qw", "q"]), .delimited(["qq", "qx", "qr", "m"], holes: perlHoles),
            .delimitedPair(["tr", "y"]), .delimitedPair(["s"], holes: perlHoles),
        ] + perlHoles + [
            .variable("@", rest: perlName), .variable("%", rest: perlName), .variable("&", rest: perlName),
        ]
            + Rule.hereDocuments(HereDocument("<<", indentSigns: "~"), holes: perlHoles) + [.word, .number],
        lineRules: [
            Rule(.text("__END__"), .comment, .enter(Context(kind: .comment)), at: .margin),
            Rule(.text("__DATA__"), .comment, .enter(Context(kind: .comment)), at: .margin),
            Rule(
                .name(after: "=", first: .letters, rest: .letters), .comment,
                .enter(
                    Context(kind: .comment, lineRules: [Rule(.text("=cut"), .comment, .leave, at: .margin)])),
                at: .margin),
        ])

    private static let perlName = ByteSet.name.union(":")
    private static let perlHoles: [Rule] = [
        Rule.variable("$", first: .name.union("&!@/\\,;.0"), rest: perlName), .variable("${", rest: .name.union("}")),
        .variable("@{", first: .nameStart.union("$"), rest: .name.union("}")),
    ]

    static let php: Language = .init(
        ["php", "php3", "php4", "php5", "phtml"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    abstract and array as break callable case catch class clone const continue declare default do echo
                    else elseif empty enddeclare endfor endforeach endif endswitch endwhile enum extends final finally
                    fn for foreach function global goto if implements include include_once instanceof insteadof
                    interface isset list match namespace new or print private protected public readonly require
                    require_once return static switch throw trait try unset use var while xor yield
                    """
                ), (.constant, "true false null __CLASS__ __DIR__ __FILE__ __FUNCTION__ __LINE__ __METHOD__"),
                (.type, "bool float int iterable mixed never object self parent string void"),
            ],
            foldsCase: true,
            introduces: [
                ("function", .function), ("class interface trait enum extends implements new", .type),
                ("use namespace", nil),
            ],
            capitalised: .type, allCapitals: .constant),
        rules: [
            Rule(.text("<?php"), .keyword), Rule(.text("<?="), .keyword),
            Rule(
                .text("?>"), .keyword,
                .enter(Context(guardian: .text(Array("<?".utf8)), includes: .language("html")))),
            phpAttribute, .lineComment("//"), .lineComment("#"), .blockComment("/*", "*/"),
            .string("\"", lines: true, holes: phpHoles), .string("'", lines: true), .string("`", holes: phpHoles),
            .variable("$"),
        ] + Rule.hereDocuments(HereDocument("<<<", allowsIndent: true), holes: phpHoles) + [.word, .number])

    private static let phpHoles: [Rule] = [
        Rule(.name(after: "{$"), .variable, .enter(.code(from: "{", to: "}", marked: .variable))),
        .hole("$", "{", "}"), .variable("$"),
    ]

    private static let phpAttribute = Rule(
        .text("#["), .attribute,
        .enter(
            Context(
                kind: .attribute,
                rules: [
                    .string("\""), .string("'"), Rule(.text("["), nil, .again), Rule(.text("]"), .attribute, .leave),
                ]
            )))

    static let lua: Language = .init(
        ["lua", "luau"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    and break continue do else elseif end for function goto if in local not or repeat return then until
                    while
                    """
                ), (.constant, "true false nil _G _VERSION"), (.variable, "self"),
            ],
            introduces: [("function", .function)]),
        rules: [
            .countedString("--[", "=", "[", ends: ("]", "]"), lines: true, kind: .comment), .lineComment("--"),
            .countedString("[", "=", "[", ends: ("]", "]"), lines: true), .string("\""), .string("'"), .word, .number,
        ])

    static let r: Language = .init(
        ["r", "rscript", "rlang"],
        words: Words(
            first: .nameStart.union("."), rest: .name.union("."),
            lists: [
                (.keyword, "break else for function if in library next repeat require return while"),
                (
                    .constant,
                    "TRUE FALSE NULL NA NA_integer_ NA_real_ NA_character_ Inf NaN T F pi letters LETTERS"
                ),
            ],
            hasMembers: false),
        rules: [
            .lineComment("#"), .string("r\"(", ")\"", escape: nil, lines: true), .string("\"", lines: true),
            .string("'", lines: true), .string("`", kind: .variable), .word, .number,
        ])
}
