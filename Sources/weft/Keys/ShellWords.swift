/// Words as a POSIX shell writes them, for what is typed into it or taken out of it.
enum ShellWords {
    /// One word, between quotation marks where it needs them.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { KeySource.isWordByte($0) || "-./:@%+,=".utf8.contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    /// The words of a line; quotation marks and backslashes hold them together, nothing is replaced.
    /// - Returns: nil where a quotation mark is not closed.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var mark: Character?
        var isEscaped = false
        for letter in line {
            if isEscaped {
                word = (word ?? "") + String(letter)
                isEscaped = false
            } else if letter == "\\", mark != "'" {
                isEscaped = true
            } else if letter == mark {
                mark = nil
            } else if mark != nil {
                word = (word ?? "") + String(letter)
            } else if letter == "'" || letter == "\"" {
                (mark, word) = (letter, word ?? "")
            } else if letter.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        guard mark == nil, !isEscaped else { return nil }
        return words + [word].compactMap(\.self)
    }
}
