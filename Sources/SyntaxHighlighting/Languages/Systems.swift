/// C, its relatives, and the languages for its work.
extension Language {
    static let systems: [Language] = [swift, c, cPlusPlus, objectiveC, rust, go]

    static let swift: Language = .init(
        ["swift"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    actor any as associatedtype async await borrowing break case catch class consume consuming continue
                    convenience copy default defer deinit didSet do dynamic each else enum extension fallthrough
                    fileprivate final for func get guard if import in indirect infix init inout internal is isolated
                    lazy let macro mutating nonisolated nonmutating open operator optional override package postfix
                    precedencegroup prefix private protocol public repeat required rethrows return self Self sending
                    set some static struct subscript super switch throw throws try typealias unowned var weak where
                    while willSet
                    """
                ), (.constant, "true false nil"),
            ],
            introduces: [
                ("func macro", .function),
                ("class struct enum protocol extension actor typealias associatedtype", .type),
            ],
            capitalised: .type),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/", nests: true),
            .countedString("", "#", "\"\"\"", minimum: 1, ends: ("\"\"\"", ""), lines: true),
            .countedString("", "#", "\"", minimum: 1, ends: ("\"", ""), lines: false),
            .string("\"\"\"", lines: true, holes: [.hole("\\", "(", ")")]),
            .string("\"", holes: [.hole("\\", "(", ")")]),
            .attribute("@"), Rule(.name(after: "#"), .keyword), .variable("$", first: .name), .word, .number,
        ])

    static let c: Language = .init(
        ["c", "h"], words: cWords(keywords: "", types: ""), rules: cRules, lineRules: cLineRules)

    static let cPlusPlus: Language = .init(
        ["c++", "cpp", "cc", "cxx", "hpp", "hh", "hxx", "arduino", "ino", "cuda", "cu"],
        words: cWords(
            keywords: """
                alignas alignof and and_eq asm bitand bitor catch class compl concept const_cast consteval constexpr
                constinit co_await co_return co_yield decltype delete dynamic_cast explicit export final friend import
                module mutable namespace new noexcept not not_eq operator or or_eq override private protected public
                reinterpret_cast requires static_assert static_cast template this thread_local throw try typeid typename
                using virtual xor xor_eq
                """,
            types: """
                char8_t char16_t char32_t string string_view vector map set unordered_map unordered_set array deque list
                pair tuple optional variant function span shared_ptr unique_ptr weak_ptr
                """),
        rules: [
            Rule(
                .rawString(open: Array("R\"".utf8), close: Array("(".utf8)), .string,
                .enter(
                    Context(
                        kind: .string,
                        rules: [
                            Rule(.rawStringEnd(open: Array(")".utf8), close: Array("\"".utf8)), .string, .leave)
                        ])))
        ] + cRules,
        lineRules: cLineRules)

    static let objectiveC: Language = .init(
        ["objective-c", "objc", "objectivec", "obj-c", "mm", "m", "objective-c++", "objcpp"],
        words: cWords(
            keywords: "self super in out inout bycopy byref oneway nonatomic atomic strong weak copy assign readonly",
            types: "id SEL IMP BOOL Class instancetype NSInteger NSUInteger CGFloat", capitalised: .type),
        rules: [.string("@\""), Rule(.name(after: "@"), .keyword)] + cRules,
        lineRules: cLineRules)

    static let rust: Language = .init(
        ["rust", "rs"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod
                    move mut pub ref return self Self static struct super trait type union unsafe use where while yield
                    """
                ), (.constant, "true false"),
                (
                    .type,
                    "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"
                ),
            ],
            introduces: [("fn", .function), ("struct enum trait union type", .type), ("mod", nil)],
            before: [("!(", .function), ("![", .function), ("!{", .function), ("! {", .function)],
            capitalised: .type, allCapitals: .constant),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/", nests: true),
            .countedString("r", "#", "\"", ends: ("\"", ""), lines: true),
            .countedString("br", "#", "\"", ends: ("\"", ""), lines: true),
            .string("b\"", lines: true), .string("c\"", lines: true), .string("\"", lines: true),
            Rule(.character(UInt8(ascii: "'")), .string),
            .attribute("'"), rustAttribute("#["), rustAttribute("#!["), .word, .number,
        ])

    private static func rustAttribute(_ open: String) -> Rule {
        Rule(
            .text(open), .attribute,
            .enter(
                Context(
                    kind: .attribute,
                    rules: [.string("\""), Rule(.text("["), nil, .again), Rule(.text("]"), .attribute, .leave)])))
    }

    static let go: Language = .init(
        ["go", "golang"],
        words: Words(
            lists: [
                (
                    .keyword,
                    """
                    break case chan const continue default defer else fallthrough for func go goto if import interface
                    map package range return select struct switch type var
                    """
                ), (.constant, "true false nil iota"),
                (
                    .type,
                    """
                    any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune
                    string uint uint8 uint16 uint32 uint64 uintptr
                    """
                ),
            ],
            introduces: [("func", .function), ("type", .type), ("package", nil)], before: [("{", .type)]),
        rules: [
            .lineComment("//"), .blockComment("/*", "*/"), .string("\""), .string("`", escape: nil, lines: true),
            .string("'"), .word, .number,
        ])
}

extension Language {
    private static func cWords(
        keywords: String, types: String, capitalised: Words.Capitalised = .plain
    ) -> Words {
        Words(
            lists: [
                (
                    .keyword,
                    """
                    auto break case const continue default do else enum extern for goto if inline register restrict
                    return sizeof static struct switch typedef union volatile while _Alignas _Alignof _Atomic _Generic
                    _Noreturn _Static_assert _Thread_local alignas alignof constexpr static_assert typeof
                    """ + " " + keywords
                ), (.constant, "true false NULL nullptr nil Nil YES NO"),
                (
                    .type,
                    """
                    bool char double float int long short signed unsigned void wchar_t FILE _Bool _Complex
                    """ + " " + types
                ),
            ],
            introduces: [("struct enum union class namespace typename concept", .type), ("goto", nil)],
            capitalised: capitalised, allCapitals: .constant, typeSuffix: .type)
    }

    private static let cRules: [Rule] =
        [.lineComment("//"), .blockComment("/*", "*/")]
        + ["\"", "'"].map { Rule.string(prefixes: ["", "L", "u8", "u", "U"], $0) }
        + [
            .word,
            Rule(.name(after: "0x", first: .name.union("'"), rest: .name.union("'")), .number),
            .number, Rule(.name(after: "'", first: .digits, rest: .digits), .number),
        ]

    /// Directives; what `#include` names is a string.
    private static let cLineRules: [Rule] = {
        let file = Context(
            endsWithLine: true, rules: [.string("<", ">", escape: nil), .continuation], includes: .root)
        let signs = ["#include", "# include", "#import", "#include_next"]
        return signs.map { Rule(.text($0), .attribute, .enter(file)) } + [
            Rule(.name(after: "#", first: .nameStart.union(" "), rest: .name), .attribute)
        ]
    }()
}
