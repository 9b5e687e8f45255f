/// The words of a language, found by their bytes.
final class WordTable: Sendable {
    let words: Words
    /// The sign and its kind, as bytes.
    let signs: [(sign: [UInt8], kind: Token.Kind)]
    private let longest: Int
    /// Open addressing: an index into `entries` or -1; the size is a power of two.
    private let slots: [Int16]
    private let entries: [(word: [UInt8], meaning: Meaning)]

    struct Meaning: Hashable, Sendable {
        var kind: Token.Kind?
        /// The word says what the next one is: `introduced`.
        var introduces = false
        var introduced: Token.Kind?
    }

    init(_ words: Words) {
        self.words = words
        signs = words.before.map { (Array($0.sign.utf8), $0.kind) }
        let meanings = Self.meanings(words)
        let entries = meanings.map { (word: $0.key, meaning: $0.value) }
        var size = 16
        while size < 2 * entries.count { size *= 2 }
        var slots = [Int16](repeating: -1, count: size)
        for (index, entry) in entries.enumerated() {
            var slot = Self.hash(entry.word[...]) & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(index)
        }
        self.slots = slots
        self.entries = entries
        longest = entries.reduce(0) { max($0, $1.word.count) }
    }

    private static func meanings(_ words: Words) -> [[UInt8]: Meaning] {
        var meanings: [[UInt8]: Meaning] = [:]
        func each(_ list: String, _ body: (inout Meaning) -> Void) {
            for word in list.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
                let folded = words.foldsCase ? word.map(\.folded) : Array(word)
                body(&meanings[folded, default: Meaning()])
            }
        }
        for (kind, list) in words.lists { each(list) { $0.kind = kind } }
        for (list, kind) in words.introduces {
            each(list) {
                $0.introduces = true
                $0.introduced = kind
            }
        }
        return meanings
    }

    /// What a word means by the lists; nil for a word that stands in none.
    func meaning(of word: ArraySlice<UInt8>) -> Meaning? {
        guard word.count <= longest else { return nil }
        var slot = (words.foldsCase ? Self.hash(word.lazy.map(\.folded)) : Self.hash(word)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.word.count == word.count, entry.word.elementsEqual(word, by: isEqual) { return entry.meaning }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isEqual(_ known: UInt8, _ read: UInt8) -> Bool {
        known == read || (words.foldsCase && known == read.folded)
    }

    /// FNV-1a.
    private static func hash(_ word: some Sequence<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash)
    }
}
