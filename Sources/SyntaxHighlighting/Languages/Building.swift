/// Files that build and change other files.
extension Language {
    static let building: [Language] = [make, dockerfile, diff]

    static let make: Language = {
        let variable = Rule(
            .text("$("), .variable,
            .enter(
                Context(
                    kind: .variable, rules: [Rule(.text("("), nil, .again), Rule(.text(")"), .variable, .leave)])))
        let braced = Rule(.name(after: "${", rest: .name.union("}")), .variable)
        let sign = Rule(.name(after: "$", first: .name.union("@<^?*+%$"), rest: ByteSet()), .variable)
        return Language(
            ["make", "makefile", "mk", "gnumake", "bsdmake"],
            words: Words(
                lists: [(.keyword, "ifeq ifneq ifdef ifndef else endif include define endef export unexport override")],
                called: nil, hasMembers: false),
            rules: [.lineComment("#"), variable, braced, sign, .continuation, .word],
            lineRules: [
                Rule(
                    .text("\t"), nil, .enter(.line(of: "sh", rules: [Rule(.text("$$")), variable, braced, sign])),
                    at: .margin), .lineComment("#"),
                Rule(.name(after: ".", first: .upper, rest: .upper.union("_")), .keyword),
                Rule(.field(before: ByteSet("?+:="), without: ByteSet("#\"'$(")), .function),
            ])
    }()

    static let dockerfile: Language = {
        func line(_ instructions: String, _ context: Context) -> [Rule] {
            instructions.split(separator: " ").flatMap { [String($0), $0.lowercased()] }.map {
                Rule(.text($0 + " "), .keyword, .enter(context))
            }
        }
        var words = Words(rest: .name.union("-./:@"), lists: [(.keyword, "as AS")])
        words.before = [("=", .variable)]
        words.called = nil
        words.hasMembers = false
        let arguments = Context(
            endsWithLine: true, words: words,
            rules: [
                .string("\""), .string("'"), .variable("${", rest: .name.union("}:-+")), .variable("$"),
                Rule(.name(after: "--", first: .letters, rest: .name.union("-")), .attribute, at: .wordStart),
                .continuation, .word, .number,
            ],
            lineRules: [.lineComment("#")])
        let command = Context(
            endsWithLine: true, rules: [.continuation], lineRules: [.lineComment("#")], includes: .language("sh"))
        return Language(
            ["dockerfile", "docker", "containerfile"],
            root: Context(
                lineRules: [.lineComment("#")] + line("RUN CMD ENTRYPOINT HEALTHCHECK SHELL", command)
                    + line(
                        "FROM COPY ADD ENV ARG LABEL EXPOSE WORKDIR USER VOLUME STOPSIGNAL ONBUILD MAINTAINER",
                        arguments)))
    }()

    static let diff: Language = {
        func line(_ sign: String, _ kind: Token.Kind) -> Rule {
            Rule(.text(sign), kind, .enter(Context(kind: kind, endsWithLine: true)), at: .margin)
        }
        let headings = ["diff ", "+++ ", "--- ", "Index: ", "*** "].map { line($0, .heading) }
        let notes = ["index ", "similarity ", "rename ", "new file ", "deleted file ", "old mode ", "new mode ", "\\"]
        return Language(
            ["diff", "patch", "udiff"],
            root: Context(
                lineRules: headings + notes.map { line($0, .comment) } + [
                    line("@@", .tag), line("+", .inserted), line("-", .deleted), line(">", .inserted),
                    line("<", .deleted), line("!", .inserted),
                ]))
    }()
}
