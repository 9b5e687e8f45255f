/// Where a line may be broken: the rules of UAX #14 in the order of its numbers, one character after the other.
///
/// Quotation marks, numbers and a hyphen at the beginning of a word follow Unicode 16. Ours are two rules: blanks stay
/// with what is before them, and `://` with what follows. Beginnings know nothing of what was before.
struct LineBreaker {
    /// A character as the rules see it.
    struct Piece: Hashable {
        var kind: LineBreakClass
        /// Wide in East Asian fonts.
        var isWide = false
        /// A space, also one that UAX #14 counts among the characters to break after.
        var isBlank = false
    }

    /// The last character that is no mark, and the one before.
    private var before = Piece(kind: .lineEnd)
    private var earlier = Piece(kind: .lineEnd)
    /// The last character that is neither mark nor space.
    private var word = LineBreakClass.lineEnd
    private var isBegun = false
    private var joins = false
    /// After opening punctuation, or a quotation mark that opens, and spaces.
    private var isOpened = false
    private var opensWord = false
    private var number = Number.none
    private var hasOddIndicator = false

    private enum Number {
        case none
        /// In digits and separators; behind the bracket that closes them.
        case inside, closed
    }

    /// Takes the next character.
    /// - Parameter following: the one after it; nil at the end of the text.
    /// - Returns: whether the line may be broken before it.
    mutating func take(_ piece: Piece, before following: Piece?) -> Bool {
        let isAttached = (piece.kind == .mark || piece.kind == .joiner) && takesMarks
        let mayBreak = isBegun && !isAttached && self.mayBreak(before: resolved(piece), following)
        if isAttached { joins = piece.kind == .joiner } else { move(to: piece) }
        isBegun = true
        return mayBreak
    }

    /// A mark with nothing to attach to is a letter.
    private func resolved(_ piece: Piece) -> Piece {
        piece.kind == .mark || piece.kind == .joiner ? Piece(kind: .letter) : piece
    }

    private var takesMarks: Bool {
        isBegun && before.kind != .space && before.kind != .lineEnd && before.kind != .zeroSpace
    }

    private mutating func move(to piece: Piece) {
        let next = resolved(piece)
        moveNumber(to: next.kind)
        hasOddIndicator = next.kind == .regionalIndicator && !hasOddIndicator
        switch next.kind {
        case .opening: isOpened = true
        case .initialQuote: isOpened = !isBegun || Self.precedesOpening(before.kind)
        case .space: break
        default: isOpened = false
        }
        opensWord = next.kind == .hyphen && (!isBegun || opensWord || Self.precedesWord(before.kind))
        joins = piece.kind == .joiner
        if next.kind != .space { word = next.kind }
        earlier = isBegun ? before : Piece(kind: .lineEnd)
        before = next
    }

    private mutating func moveNumber(to next: LineBreakClass) {
        switch next {
        case .digit: number = .inside
        case .slash, .infix: if number != .inside { number = .none }
        case .closing, .closingParenthesis: number = number == .inside ? .closed : .none
        default: number = .none
        }
    }

    private static func precedesOpening(_ kind: LineBreakClass) -> Bool {
        switch kind {
        case .lineEnd, .opening, .quote, .initialQuote, .finalQuote, .glue, .space, .zeroSpace: true
        default: false
        }
    }

    private static func precedesWord(_ kind: LineBreakClass) -> Bool {
        switch kind {
        case .lineEnd, .space, .zeroSpace, .object, .glue: true
        default: false
        }
    }
}

extension LineBreaker {
    private func mayBreak(before next: Piece, _ following: Piece?) -> Bool {
        let last = before.kind
        if last == .letter, next.kind == .letter { return false }
        if last == .lineEnd { return true }
        if next.kind == .lineEnd || next.isBlank || next.kind == .zeroSpace { return false }
        if word == .zeroSpace { return true }
        if joins || next.kind == .wordJoiner || last == .wordJoiner || last == .glue { return false }
        if next.kind == .glue, !before.isBlank, last != .breakAfter, last != .hyphen { return false }
        if let answer = ruleOfPunctuation(before: next, following) { return answer }
        if last == .space { return true }
        if quotesHold(before: next, following) { return false }
        if next.kind == .object || last == .object { return true }
        return !(wordsHold(before: next) || numbersHold(before: next.kind, following) || scriptsHold(before: next))
    }

    /// LB13 to LB17; nil if none of them says anything.
    private func ruleOfPunctuation(before next: Piece, _ following: Piece?) -> Bool? {
        switch next.kind {
        case .closing, .closingParenthesis, .exclamation, .slash: return false
        default: break
        }
        if isOpened { return false }
        if next.kind == .finalQuote, following.map({ Self.followsClosing($0.kind) }) ?? true { return false }
        if next.kind == .infix { return before.kind == .space && following?.kind == .digit }
        if next.kind == .nonstarter, word == .closing || word == .closingParenthesis { return false }
        if next.kind == .dash, word == .dash { return false }
        return nil
    }

    private static func followsClosing(_ kind: LineBreakClass) -> Bool {
        switch kind {
        case .space, .glue, .wordJoiner, .closing, .closingParenthesis, .quote, .initialQuote, .finalQuote,
            .exclamation,
            .infix, .slash, .lineEnd, .zeroSpace:
            true
        default: false
        }
    }

    /// LB19: no break beside quotation marks, but between East Asian text and the outside of its own.
    private func quotesHold(before next: Piece, _ following: Piece?) -> Bool {
        let (last, coming) = (before.kind, next.kind)
        if coming == .quote || coming == .initialQuote || coming == .finalQuote {
            if coming != .initialQuote || !before.isWide { return true }
            if following?.isWide != true { return true }
        }
        if last == .quote || last == .initialQuote || last == .finalQuote {
            if last != .finalQuote || !next.isWide { return true }
            return !earlier.isWide
        }
        return false
    }

    /// LB20a to LB24, and the slashes of an address.
    private func wordsHold(before next: Piece) -> Bool {
        let (last, coming) = (before.kind, next.kind)
        if opensWord, coming == .letter || coming == .hebrewLetter { return true }
        switch coming {
        case .breakAfter, .hyphen, .nonstarter, .leader: return true
        default: break
        }
        if last == .breakBefore { return true }
        if earlier.kind == .hebrewLetter, last == .hyphen || last == .breakAfter { return coming != .hebrewLetter }
        if last == .slash { return coming == .hebrewLetter || earlier.kind == .slash }
        switch (last, coming) {
        case (.letter, .digit), (.hebrewLetter, .digit), (.digit, .letter), (.digit, .hebrewLetter): return true
        case (.prefix, .ideograph), (.prefix, .emojiBase), (.prefix, .emojiModifier): return true
        case (.ideograph, .postfix), (.emojiBase, .postfix), (.emojiModifier, .postfix): return true
        case (.prefix, .letter), (.prefix, .hebrewLetter), (.postfix, .letter), (.postfix, .hebrewLetter): return true
        case (.letter, .prefix), (.letter, .postfix), (.hebrewLetter, .prefix), (.hebrewLetter, .postfix): return true
        default: return false
        }
    }

    /// LB25: a number with its sign, its separators, its brackets and its unit.
    private func numbersHold(before next: LineBreakClass, _ following: Piece?) -> Bool {
        switch (before.kind, next) {
        case (.prefix, .digit), (.postfix, .digit), (.hyphen, .digit), (.infix, .digit): true
        case (.prefix, .opening), (.postfix, .opening): following?.kind == .digit || following?.kind == .infix
        case (_, .prefix), (_, .postfix): number != .none
        case (_, .digit): number == .inside
        default: false
        }
    }

    /// LB26 to LB30b.
    private func scriptsHold(before next: Piece) -> Bool {
        let (last, coming) = (before.kind, next.kind)
        switch last {
        case .hangulInitial where [.hangulInitial, .hangulVowel, .hangulOpen, .hangulClosed].contains(coming):
            return true
        case .hangulVowel, .hangulOpen:
            if coming == .hangulVowel || coming == .hangulFinal || coming == .postfix { return true }
        case .hangulFinal, .hangulClosed: if coming == .hangulFinal || coming == .postfix { return true }
        case .hangulInitial: if coming == .postfix { return true }
        case .prefix: if Self.isHangul(coming) { return true }
        case .emojiBase: if coming == .emojiModifier { return true }
        case .regionalIndicator: if coming == .regionalIndicator { return hasOddIndicator }
        default: break
        }
        let (isWord, staysWord) = (Self.isWord(last), Self.isWord(coming))
        if isWord, staysWord, last != .digit || coming != .digit { return true }
        if last == .infix, coming == .letter || coming == .hebrewLetter { return true }
        if isWord, coming == .opening { return !next.isWide }
        return last == .closingParenthesis && !before.isWide && staysWord
    }

    private static func isWord(_ kind: LineBreakClass) -> Bool {
        kind == .letter || kind == .hebrewLetter || kind == .digit
    }

    private static func isHangul(_ kind: LineBreakClass) -> Bool {
        LineBreakClass.hangulInitial.rawValue...LineBreakClass.hangulClosed.rawValue ~= kind.rawValue
    }
}
