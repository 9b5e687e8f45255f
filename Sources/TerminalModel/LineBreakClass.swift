/// What a character is for the breaking of lines: the classes of UAX #14, by their meaning.
///
/// Quotation marks are told apart as initial, final and neither. The numbers are those of `LineBreakTable`.
enum LineBreakClass: UInt8 {
    case letter, hebrewLetter, digit, mark, joiner, space
    /// A break may follow: dashes, spaces other than U+0020, the marks that end words in many scripts.
    case breakAfter
    case hyphen
    /// Closing punctuation; the parenthesis and the bracket apart.
    case closing, closingParenthesis
    case opening, exclamation
    /// Full stop, comma, colon: in numbers they separate.
    case infix
    /// The slash.
    case slash
    /// Must not begin a row: small kana, iteration marks.
    case nonstarter
    /// Dots that stand for something left out.
    case leader
    case quote, initialQuote, finalQuote
    /// What stands before a number, or behind it.
    case prefix, postfix
    /// Glues to both sides: no-break space, word joiner.
    case glue, wordJoiner
    case ideograph, emojiBase, emojiModifier
    /// A break may be on both sides (em dash), or before (acute accent).
    case dash, breakBefore
    case object
    case hangulInitial, hangulVowel, hangulFinal, hangulOpen, hangulClosed
    case regionalIndicator
    /// A place to break that takes no columns.
    case zeroSpace
    case lineEnd

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x61...0x7A, 0x41...0x5A: self = .letter
        case 0x20: self = .space
        case 0x30...0x39: self = .digit
        case 0x4E00..<0xA000: self = .ideograph
        case 0xAC00..<0xD7A4: self = (scalar.value - 0xAC00) % 28 == 0 ? .hangulOpen : .hangulClosed
        case let value: self = Self.listed(value)
        }
    }

    /// Of a cluster, what its first scalar is.
    init(_ cluster: Character) {
        self = cluster.unicodeScalars.first.map { Self($0) } ?? .letter
    }

    private static func listed(_ value: UInt32) -> Self {
        let starts = LineBreakTable.starts
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] >> 8 <= value { low = middle } else { high = middle }
        }
        return Self(rawValue: UInt8(starts[low] & 0xFF)) ?? .letter
    }
}
