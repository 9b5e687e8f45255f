/// Languages of data and settings.
extension Language {
    static let data: [Language] = [json, yaml, toml, ini, sql]

    static let json: Language = .init(
        ["json", "jsonc", "json5", "jsonl", "ndjson", "geojson", "webmanifest"],
        words: Words(
            lists: [(.constant, "true false null NaN Infinity")], before: [(":", .attribute)],
            signsFollowBlanks: true, called: nil, hasMembers: false),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/"), .string("\""), .string("'"),
            Rule(.relabel(UInt8(ascii: ":"), from: .string, to: .attribute)),
            Rule(.name(after: "-", first: .digits, rest: .name.union(".")), .number), .word, .number,
        ])

    static let yaml: Language = {
        let words = Words(
            lists: [(.constant, "true false null yes no on off True False Null TRUE FALSE NULL Yes No On Off ~")])
        let shared: [Rule] = [
            .lineComment("#", at: .wordStart), .string("\"", lines: true),
            .string("'", escape: nil, doubles: true, lines: true),
            Rule(.relabel(UInt8(ascii: ":"), from: .string, to: .attribute)),
            Rule(.name(after: "&"), .variable, at: .wordStart), Rule(.name(after: "*"), .variable, at: .wordStart),
            Rule(.name(after: "!", first: .name.union("!<"), rest: .name.union("!/:.,>-")), .type, at: .wordStart),
            Rule(.text("!"), .type, at: .wordStart),
        ]
        let flow = Context(
            words: words,
            rules: shared + [
                Rule(.text("["), nil, .again), Rule(.text("{"), nil, .again), Rule(.text("]"), nil, .leave),
                Rule(.text("}"), nil, .leave), Rule(.text(",")), Rule(.scalar(stops: ByteSet(",[]{}"))),
            ])
        let block = Context(kind: .string, guardian: .indentation)
        return Language(
            ["yaml", "yml"], words: words,
            rules: shared + [
                Rule(.blockScalar, .operation, .enter(block)), Rule(.text("["), nil, .enter(flow)),
                Rule(.text("{"), nil, .enter(flow)), Rule(.scalar(stops: ByteSet())),
            ],
            lineRules: [
                Rule(.text("---"), .operation, at: .margin), Rule(.text("..."), .operation, at: .margin),
                Rule(.name(after: "%", first: .upper, rest: .upper), .attribute, at: .margin),
            ])
    }()

    static let toml: Language = .init(
        ["toml"],
        words: Words(
            rest: .name.union("-"), lists: [(.constant, "true false inf nan")],
            before: [("=", .attribute), (".", .attribute)], signsFollowBlanks: true, called: nil, hasMembers: false),
        rules: [
            .lineComment("#"), .string("\"\"\"", lines: true), .string("'''", escape: nil, lines: true),
            .string("\""), .string("'", escape: nil),
            Rule(.relabel(UInt8(ascii: "="), from: .string, to: .attribute)), .word,
            Rule(.name(after: "", first: .digits, rest: .name.union(".:-")), .number),
        ],
        lineRules: [section])

    static let ini: Language = .init(
        ["ini", "cfg", "conf", "config", "properties", "editorconfig", "systemd", "desktop", "gitconfig"],
        words: Words(
            lists: [(.constant, "true false yes no on off null")], foldsCase: true, called: nil, hasMembers: false),
        rules: [.lineComment("#", at: .wordStart), .lineComment(";", at: .wordStart), .string("\""), .word, .number],
        lineRules: [
            .lineComment("#"), .lineComment(";"), .lineComment("!"), section,
            Rule(.field(before: ByteSet("=")), .attribute),
            Rule(.key(before: UInt8(ascii: ":")), .attribute),
        ])

    /// [name], [[name]]
    private static let section = Rule(
        .text("["), .heading,
        .enter(
            Context(
                kind: .heading, endsWithLine: true,
                rules: [.lineComment("#", at: .wordStart), .string("\"", kind: .heading)])))

    static let sql: Language = .init(
        ["sql", "mysql", "postgresql", "postgres", "pgsql", "plpgsql", "sqlite", "tsql", "plsql", "mariadb", "duckdb"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    add all alter analyze and any as asc attach autoincrement before begin between by cascade case cast
                    check collate column commit conflict constraint create cross cube current database declare default
                    deferrable delete desc describe detach distinct do drop each else elsif end escape except exec
                    execute exists explain fetch filter first following for foreign from full function generated glob
                    grant group grouping having if ignore ilike in index inner insert instead intersect into is isolation
                    join key language last lateral left like limit loop materialized merge natural not nothing notnull
                    null nulls of offset on or order outer over partition plpgsql pragma preceding primary procedure
                    raise range recursive references reindex release rename replace restrict return returning returns
                    revoke right role rollback row rows savepoint schema select sequence set show some table temp
                    temporary then ties to transaction trigger truncate unbounded union unique update use using vacuum
                    values view virtual when where while window with without
                    """
                ), (.constant, "true false unknown current_date current_time current_timestamp"),
                (
                    .type,
                    """
                    bigint bigserial binary bit blob bool boolean bytea char character clob date datetime decimal double
                    enum float int int2 int4 int8 integer interval json jsonb money nchar numeric nvarchar real serial
                    smallint text time timestamp timestamptz tinyint uuid varbinary varchar varying xml
                    """
                ),
            ],
            foldsCase: true),
        rules: [
            .lineComment("--"), .blockComment("/*", "*/", nests: true),
            .string("'", escape: nil, doubles: true, lines: true),
            .string("\"", kind: .variable, escape: nil, lines: true),
            .string("`", kind: .variable, escape: nil),
            Rule(
                .rawString(open: Array("$".utf8), close: Array("$".utf8)), .string,
                .enter(
                    Context(
                        kind: .string,
                        rules: [
                            Rule(.rawStringEnd(open: Array("$".utf8), close: Array("$".utf8)), .string, .leave)
                        ])), at: .outsideName), .variable("$", first: .digits), .variable("@@"), .variable("@"),
            Rule(.text("::")), .variable(":"), .word, .number,
        ])
}
