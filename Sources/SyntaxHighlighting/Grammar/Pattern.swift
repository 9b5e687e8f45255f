/// What a rule looks for. Each reads on only over what it takes, or at most `Pattern.sight` bytes further.
enum Pattern: Hashable, Sendable {
    /// Exactly this.
    case text([UInt8])
    /// The first of these that stands here.
    case oneOf([[UInt8]])
    /// A word; `Words` of the context tells its kind.
    case word
    /// A number in any usual form, from its first digit on.
    case number
    /// A sign and the name behind it, of at least one byte.
    case name(after: [UInt8], first: ByteSet, rest: ByteSet)
    /// One or more of these.
    case run(ByteSet)
    /// The byte, and the one behind it; alone at a line's end it keeps the line open.
    case escape(UInt8)
    /// `before`, at least `minimum` times `repeated`, and `after`; the number becomes `Frame.mark`.
    case counted(before: [UInt8], repeated: UInt8, minimum: Int, after: [UInt8])
    /// The same with exactly `Frame.mark` times `repeated`.
    case countedEnd(before: [UInt8], repeated: UInt8, after: [UInt8])
    /// One of these words and a delimiter behind it, whose closing partner becomes `Frame.mark`.
    case delimited([[UInt8]])
    /// `Frame.mark`; only if it is a closing bracket, or only if it is not.
    case delimiterEnd(isPaired: Bool? = nil)
    /// The opening partner of `Frame.mark`, if it has one of its own.
    case delimiterAgain
    /// The sign of a here-document and its word, as `HereDocument` says.
    case hereDocument(HereDocument)
    /// `open`, a word, `close`; the word becomes `Highlighter.delimiter`.
    case rawString(open: [UInt8], close: [UInt8])
    /// `open`, the delimiter, `close`.
    case rawStringEnd(open: [UInt8], close: [UInt8])
    /// A character between two of these, such as 'x' or '\n'.
    case character(UInt8)
    /// What stands before one of these in a line, blanks between not counted; in its first `sight` bytes only, and
    /// without any of the others in it.
    case field(before: ByteSet, without: ByteSet = ByteSet())
    /// The same where what follows the sign is a blank or the line's end.
    case key(before: UInt8)
    /// A plain scalar of YAML: a key, a constant, a number or text; it ends before one of these, too.
    case scalar(stops: ByteSet)
    /// `|` or `>` of YAML with its signs; the indentation of its lines becomes `Frame.mark`.
    case blockScalar
    /// The byte; makes the token before it, if it is of the first kind, one of the second: the keys of JSON.
    case relabel(UInt8, from: Token.Kind, to: Token.Kind)
    /// A fence of code; the words behind it are taken, too, and name the language of what follows.
    case fence(UInt8)

    /// How far a pattern may look ahead without taking anything.
    static let sight = 120
    /// The most signs around a string, and the most bytes of a delimiter.
    static let longestDelimiter = 32

    static func text(_ string: String) -> Pattern { .text(Array(string.utf8)) }

    static func name(
        after sign: String, first: ByteSet = .nameStart, rest: ByteSet = .name
    ) -> Pattern {
        .name(after: Array(sign.utf8), first: first, rest: rest)
    }

    static func counted(_ before: String, _ repeated: Character, _ after: String, minimum: Int = 0) -> Pattern {
        .counted(
            before: Array(before.utf8), repeated: repeated.asciiValue ?? 0, minimum: minimum, after: Array(after.utf8))
    }

    static func countedEnd(_ before: String, _ repeated: Character, _ after: String) -> Pattern {
        .countedEnd(before: Array(before.utf8), repeated: repeated.asciiValue ?? 0, after: Array(after.utf8))
    }
}

/// How here-documents of a language begin.
struct HereDocument: Hashable, Sendable {
    var sign: [UInt8]
    /// The signs that may follow, and allow blanks before the closing word.
    var indentSigns: ByteSet
    /// Blanks before the closing word are always allowed.
    var allowsIndent: Bool
    /// The quote around the word; nil where there is none or a double one.
    var quote: UInt8?
    /// Without an indent sign or a quote, the word begins with a capital letter.
    var wantsCapital: Bool

    init(_ sign: String, indentSigns: String = "", allowsIndent: Bool = false, wantsCapital: Bool = false) {
        self.sign = Array(sign.utf8)
        self.indentSigns = ByteSet(indentSigns)
        self.allowsIndent = allowsIndent
        self.wantsCapital = wantsCapital
    }

    func quoted(by quote: Character) -> HereDocument {
        var quoted = self
        quoted.quote = quote.asciiValue
        return quoted
    }
}
