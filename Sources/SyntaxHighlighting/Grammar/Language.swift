/// What is known of a language: data, which `Lexicon` makes ready for reading.
struct Language: Sendable {
    /// What a fence may say, in small letters; the first is its own name.
    let names: [String]
    /// Where its text begins.
    let root: Context

    init(_ names: [String], root: Context) {
        self.names = names
        self.root = root
    }

    init(_ names: [String], words: Words, rules: [Rule], lineRules: [Rule] = []) {
        self.init(names, root: Context(words: words, rules: rules, lineRules: lineRules))
    }

    /// All languages, by family. Each family is one file, whose list stands on top.
    static let all: [Language] = [
        systems, managed, web, scripting, functional, shells, data, markup, building,
    ].flatMap(\.self)
}
