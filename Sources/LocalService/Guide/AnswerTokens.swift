/// Cuts a text into tokens as a language model would send them: a word with the white space before it and the
/// punctuation after it. The tokens put together are the text, byte for byte.
enum AnswerTokens {
    /// A run without white space is cut after this many characters.
    private static let longestWord = 16
    /// Chinese, Japanese and Korean come in tokens of this many characters.
    private static let charactersOfCJK = 2

    static func split(_ text: String) -> [String] {
        var tokens: [String] = []
        var token = ""
        var length = 0
        func close() {
            if !token.isEmpty { tokens.append(token) }
            token = ""
            length = 0
        }
        for character in text {
            let isSpace = character.isWhitespace
            if isSpace && length > 0 || length >= longestWord { close() }
            token.append(character)
            guard !isSpace else { continue }
            length += CJK.contains(character) ? longestWord / charactersOfCJK : 1
        }
        if length == 0, let last = tokens.popLast() { token = last + token }
        close()
        return tokens
    }
}
