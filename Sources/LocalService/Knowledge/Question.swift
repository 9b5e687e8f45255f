/// What is searched for: the words of a question that carry meaning.
struct Question: Hashable, Sendable {
    /// One word or key name, with everything that counts as the same.
    struct Term: Hashable, Sendable {
        /// As the person wrote it, in lower case.
        let word: String
        /// What is looked for; the parts of a phrase are separated by single spaces.
        let phrase: String
        /// Phrases of the same meaning, for documents that do not use this one in their headings.
        var synonyms: [String] = []
        /// A pair of neighbouring characters of a script without spaces; many pairs are no words at all.
        var isPair = false

        /// The words of a compound, to be looked up alone when the compound is not found.
        var parts: [Term] {
            let parts = word.split(separator: " ")
            guard parts.count > 1, !isPair else { return [] }
            return parts.map { Term(word: String($0)) }.filter(\.hasMeaning)
        }

        /// Short numbers stand everywhere, and mean something else each time.
        fileprivate var hasMeaning: Bool {
            !StopWords.all.contains(word)
                && !word.split(separator: " ").allSatisfy { $0.count < 3 && $0.allSatisfy(\.isNumber) }
        }
    }

    /// More words than this only make a search slow.
    static let mostTerms = 32
    /// What a longer text says further on is not looked at.
    static let mostCharacters = 10_000

    let terms: [Term]

    init(_ text: String) {
        var terms: [Term] = []
        for word in Self.joiningKeys(Self.words(of: text.prefix(Self.mostCharacters))) {
            let found = word.first.map(CJK.contains) == true ? Self.pairs(of: word) : [Term(word: word)]
            for term in found where term.hasMeaning && !terms.contains(term) { terms.append(term) }
            if terms.count >= Self.mostTerms { break }
        }
        self.terms = terms
    }
}

extension Question.Term {
    init(word: String) { self.init(word: word, phrase: word, synonyms: Synonyms.of(word)) }
}

extension Question {
    private static let modifiers = [
        "ctrl": "ctrl", "control": "ctrl", "strg": "ctrl", "alt": "alt", "meta": "alt", "shift": "shift",
    ]
    private static let joiners: Set<Character> = ["-", "_", ".", "/", ":", "@", "+"]

    /// Words in lower case; a compound (`ctrl-d`, `notes/tea.md`) is one word with spaces between its parts.
    static func words(of text: some StringProtocol) -> [String] {
        var words: [String] = []
        var current = ""
        var pendingJoint = false
        func close() {
            if !current.isEmpty { words.append(current) }
            current = ""
            pendingJoint = false
        }
        var rest = text.lowercased()[...]
        while let character = rest.popFirst() {
            if CJK.contains(character) {
                if let last = current.last, !CJK.contains(last) { close() }
                current.append(character)
            } else if character.isLetter || character.isNumber {
                if let last = current.last, CJK.contains(last) { close() }
                current += (pendingJoint ? " " : "") + String(character)
                pendingJoint = false
            } else if character == "'" || character == "\u{2019}" {
                // What follows an apostrophe is an ending: "what's", "don't".
                rest = rest.drop(while: \.isLetter)
            } else if character == "^", current.isEmpty, isSingleLetter(rest) {
                current = "ctrl"
                pendingJoint = true
            } else if joiners.contains(character), !current.isEmpty, !pendingJoint {
                pendingJoint = true
            } else {
                close()
            }
        }
        close()
        return words
    }

    /// "ctrl d", "Control-D" and "^D" are one key.
    static func joiningKeys(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            var parts = word.split(separator: " ").map(String.init)
            if parts.count > 1, let modifier = modifiers[parts[0]] { parts[0] = modifier }
            if parts.count == 1, let modifier = joined.last.flatMap({ modifiers[$0] }), isKeyName(parts[0]) {
                joined[joined.count - 1] = modifier + " " + parts[0]
            } else {
                joined.append(parts.joined(separator: " "))
            }
        }
        return joined
    }

    private static func isSingleLetter(_ text: Substring) -> Bool {
        text.first?.isLetter == true && text.dropFirst().first?.isLetter != true
    }

    private static func isKeyName(_ word: String) -> Bool {
        word.count == 1 || ["enter", "return", "tab", "esc", "up", "down", "left", "right"].contains(word)
    }

    private static func pairs(of run: String) -> [Term] {
        let characters = run.map(String.init)
        guard characters.count > 1 else { return [Term(word: run, phrase: run)] }
        return zip(characters, characters.dropFirst()).map {
            Term(word: $0 + $1, phrase: $0 + " " + $1, isPair: true)
        }
    }
}

/// Chinese, Japanese and Korean: scripts that are searched by pairs of characters.
enum CJK {
    static func contains(_ character: Character) -> Bool {
        guard let value = character.unicodeScalars.first?.value, value >= 0x3040 else { return false }
        return switch value {
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF: true
        case 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// The text with spaces around each such character, so that the index takes each for a word.
    static func spaced(_ text: String) -> String {
        guard text.contains(where: contains) else { return text }
        return text.reduce(into: "") { $0 += contains($1) ? " \($1) " : String($1) }
    }
}
