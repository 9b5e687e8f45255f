/// A piece of a limit as it is written.
package struct ThreadFilterToken: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case open, close, bar, not
        /// A tilde and its letter; nil at the end of the text.
        case sign(Character?)
        /// A run of other characters, or what stands between quotation marks.
        case word(String)
        /// The same, without the quotation mark at its end.
        case openQuote(String)
    }

    package let kind: Kind
    /// Its characters in the text, quotation marks included.
    package let range: Range<Int>

    /// Cuts a text into its tokens; any text can be.
    package static func tokens(of text: some Collection<Character>) -> [ThreadFilterToken] {
        let text = Array(text)
        var tokens: [ThreadFilterToken] = []
        var place = 0
        while place < text.count {
            guard !text[place].isWhitespace else {
                place += 1
                continue
            }
            let token = token(at: place, of: text)
            tokens.append(token)
            place = token.range.upperBound
        }
        return tokens
    }

    private static func token(at start: Int, of text: [Character]) -> ThreadFilterToken {
        func single(_ kind: Kind) -> ThreadFilterToken { ThreadFilterToken(kind: kind, range: start..<start + 1) }
        switch text[start] {
        case "(": return single(.open)
        case ")": return single(.close)
        case "|": return single(.bar)
        case "!": return single(.not)
        case "~":
            guard start + 1 < text.count, !text[start + 1].isWhitespace else { return single(.sign(nil)) }
            return ThreadFilterToken(kind: .sign(text[start + 1]), range: start..<start + 2)
        case "\"": return quoted(at: start, of: text)
        default:
            let end = text[start...].firstIndex { $0.isWhitespace || endsWord.contains($0) } ?? text.count
            return ThreadFilterToken(kind: .word(String(text[start..<end])), range: start..<end)
        }
    }

    /// A backslash takes the next character as it is.
    private static func quoted(at start: Int, of text: [Character]) -> ThreadFilterToken {
        var content = ""
        var place = start + 1
        while place < text.count, text[place] != "\"" {
            if text[place] == "\\", place + 1 < text.count { place += 1 }
            content.append(text[place])
            place += 1
        }
        guard place < text.count else {
            return ThreadFilterToken(kind: .openQuote(content), range: start..<text.count)
        }
        return ThreadFilterToken(kind: .word(content), range: start..<place + 1)
    }

    /// Whether a text is one word that needs no quotation marks.
    package static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first != "~", first != "!" else { return false }
        return !text.contains { $0.isWhitespace || endsWord.contains($0) }
    }

    /// The text as one word of a limit.
    package static func written(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        return "\"" + text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) } + "\""
    }

    private static let endsWord: Set<Character> = ["\"", "(", ")", "|"]
}
