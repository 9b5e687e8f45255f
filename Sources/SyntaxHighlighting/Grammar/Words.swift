/// What the words of a language are. The first answer counts: a list, the word before, the sign behind, the letters.
struct Words: Sendable {
    var first = ByteSet.nameStart
    var rest = ByteSet.name
    /// Words of each kind, with blanks between.
    var lists: [(kind: Token.Kind, words: String)] = []
    var foldsCase = false
    /// What the word behind one of these is; an empty kind means: just a word.
    var introduces: [(words: String, kind: Token.Kind?)] = []
    /// What the first word of a command is, in shells; only there a word is a keyword, but for `in`.
    var command: Token.Kind?
    /// What a word is by what stands behind it.
    var before: [(sign: String, kind: Token.Kind)] = []
    /// Blanks may stand before such a sign.
    var signsFollowBlanks = false
    /// Of a word right before "(".
    var called: Token.Kind? = .function
    var capitalised = Capitalised.plain
    /// Of words of two or more capitals, such as MAX_SIZE.
    var allCapitals: Token.Kind?
    /// Words behind a dot are members, never keywords.
    var hasMembers = true
    /// Of words that end with "_t".
    var typeSuffix: Token.Kind?
    /// Of every other word.
    var other: Token.Kind?

    /// What a word is that begins with a capital letter.
    enum Capitalised: Hashable, Sendable {
        case plain
        case type
        /// A function before "(", else a type.
        case typeUnlessCalled
    }
}
