/// The languages of the Java and .NET machines.
extension Language {
    static let managed: [Language] = [java, kotlin, scala, cSharp]

    static let java: Language = .init(
        ["java", "groovy", "gradle"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    abstract assert break case catch class const continue def default do else enum exports extends final
                    finally for goto if implements import in instanceof interface module native new non-sealed opens
                    package permits private protected provides public record requires return sealed static strictfp
                    super switch synchronized this throw throws transient transitive try uses var volatile when while
                    with yield
                    """
                ), (.constant, "true false null"),
                (.type, "boolean byte char double float int long short void"),
            ],
            introduces: [("class interface enum record extends implements new", .type), ("package import", nil)],
            capitalised: .type, allCapitals: .constant),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/"), .string("\"\"\"", lines: true), .string("\""), .string("'"),
            .attribute("@", rest: .name.union(".")), .word, .number,
        ])

    static let kotlin: Language = .init(
        ["kotlin", "kt", "kts"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    abstract actual annotation as break by catch class companion const constructor continue crossinline
                    data delegate do dynamic else enum expect external final finally for fun get if import in infix init
                    inline inner interface internal is it lateinit noinline object open operator out override package
                    private protected public reified return sealed set super suspend tailrec this throw try typealias
                    typeof val value var vararg when where while
                    """
                ), (.constant, "true false null"),
            ],
            introduces: [
                ("fun", .function), ("class interface object typealias", .type), ("package import", nil),
            ],
            capitalised: .type, allCapitals: .constant),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/", nests: true),
            .string("\"\"\"", escape: nil, lines: true, holes: dollarHoles), .string("\"", holes: dollarHoles),
            .string("'"), .attribute("@", rest: .name.union(".:")), .word, .number,
        ])

    static let scala: Language = .init(
        ["scala", "sc", "sbt"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    abstract case catch class def derives do else end enum export extends extension final finally for
                    forSome given if implicit import infix inline lazy macro match new object opaque open override
                    package private protected return sealed super then this throw trait transparent try type using val
                    var while with yield
                    """
                ), (.constant, "true false null"),
            ],
            introduces: [("def", .function), ("class object trait enum extends type", .type), ("package import", nil)],
            capitalised: .type),
        rules: [.lineComment("//"), .blockComment("/*", "*/", nests: true)] + scalaStrings + [
            .string("\"\"\"", escape: nil, lines: true), .string("\""), Rule(.character(UInt8(ascii: "'")), .string),
            .attribute("@"), .word, .number,
        ])

    private static let scalaStrings: [Rule] = ["s", "f", "raw"].flatMap { prefix -> [Rule] in
        [
            .string(prefix + "\"\"\"", "\"\"\"", escape: nil, lines: true, holes: dollarHoles),
            .string(prefix + "\"", "\"", holes: dollarHoles),
        ]
    }

    static let cSharp: Language = .init(
        ["c#", "csharp", "cs", "dotnet"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    abstract add and as async await base break case catch checked class const continue default delegate
                    do else enum event explicit extern file finally fixed for foreach from get global goto group if
                    implicit in init interface internal into is join let lock nameof namespace new not operator or
                    orderby out override params partial private protected public readonly record ref remove required
                    return scoped sealed select set sizeof stackalloc static struct switch this throw try typeof
                    unchecked unsafe using value var virtual volatile when where while with yield
                    """
                ), (.constant, "true false null"),
                (
                    .type,
                    """
                    bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong
                    ushort void
                    """
                ),
            ],
            introduces: [("class interface struct record enum new", .type), ("namespace using", nil)],
            capitalised: .typeUnlessCalled),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/"),
            .string("$@\"", "\"", escape: nil, doubles: true, lines: true, holes: cSharpHoles),
            .string("@$\"", "\"", escape: nil, doubles: true, lines: true, holes: cSharpHoles),
            .string("@\"", "\"", escape: nil, doubles: true, lines: true),
            .string("$\"\"\"", "\"\"\"", escape: nil, lines: true, holes: cSharpHoles),
            .string("$\"", "\"", holes: cSharpHoles),
            .countedString("\"\"\"", "\"", "", ends: ("\"\"\"", ""), lines: true),
            .string("\""), .string("'"), .word, .number,
        ],
        lineRules: [
            Rule(.name(after: "#", first: .letters, rest: .letters), .attribute),
            Rule(
                .name(after: "[", first: .upper, rest: .name.union(".")), .attribute,
                .enter(Context(endsWithLine: true, rules: [Rule(.text("]"), .attribute, .leave)], includes: .root))),
        ])

    private static let cSharpHoles: [Rule] = [Rule(.text("{{")), .hole("", "{", "}")]

    /// $name and ${…} in strings.
    static let dollarHoles: [Rule] = [Rule.hole("$", "{", "}"), .variable("$")]
}
