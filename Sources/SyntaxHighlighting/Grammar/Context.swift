/// A stretch of text in which the same rules hold: code, a comment, a string, a tag.
struct Context: Sendable {
    /// By which a context inside it can enter it; see `Rule.Move.enterOuter`.
    var name: String?
    /// Of what no rule takes; nil for plain text.
    var kind: Token.Kind?
    /// Ends where its line ends, with all that was begun in it, unless the line ends with an escape.
    var endsWithLine = false
    /// Ends here, whatever was begun in it and is still open.
    var guardian: Guardian?
    /// What words are, if a rule reads words.
    var words: Words?
    /// Tried in order where the first byte fits.
    var rules: [Rule] = []
    /// Tried in order before the others, once a line, at its first byte that is not blank.
    var lineRules: [Rule] = []
    /// The rules, line rules and words of this language's root follow its own; nil for none.
    var includes: Inclusion?

    enum Inclusion: Hashable, Sendable {
        /// The root of the language that the context belongs to.
        case root
        /// The root of the language of this name.
        case language(String)
    }

    /// The end of a context that holds against everything inside it.
    enum Guardian: Hashable, Sendable {
        /// Before this text, which begins with "<"; letter case does not matter.
        case text([UInt8])
        /// With a line that consists of the delimiter. `Frame.mark` 1 allows blanks before it.
        case delimiterLine
        /// With a line of at least `Frame.mark` of these bytes and nothing else.
        case fence
        /// Before a line that is not blank and has fewer than `Frame.mark` blanks before it.
        case indentation
    }

    /// Code of the same language between a bracket that was opened and its partner.
    static func code(from open: String, to close: String, marked kind: Token.Kind? = nil) -> Context {
        var rules = [Rule(.text(close), nil, .leave, at: .nested), Rule(.text(close), kind, .leave)]
        if open != close { rules.append(Rule(.text(open), nil, .again)) }
        return Context(rules: rules, includes: .root)
    }

    /// The rest of a line, in another language.
    static func line(of language: String, rules: [Rule] = []) -> Context {
        Context(endsWithLine: true, rules: rules + [.continuation], includes: .language(language))
    }
}
