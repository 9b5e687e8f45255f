/// How one line was made another, word by word.
struct WordDiff: Hashable {
    struct Piece: Hashable {
        var text: String
        let isChanged: Bool
    }

    /// Joined they are the line again.
    let old: [Piece]
    let new: [Piece]

    /// Lines that have less than a quarter in common are shown as changed without marks: what is alike is chance then.
    init(_ old: String, _ new: String) {
        let (oldWords, newWords) = (Self.words(of: old), Self.words(of: new))
        let stretches = SequenceDiff.stretches(oldWords, newWords)
        let common = stretches.filter(\.isSame).reduce(0) { $0 + oldWords[$1.old].reduce(0) { $0 + $1.utf8.count } }
        guard common * 4 >= max(old.utf8.count, new.utf8.count) else {
            self.old = [Piece(text: old, isChanged: false)]
            self.new = [Piece(text: new, isChanged: false)]
            return
        }
        func pieces(_ words: [Substring], _ range: (SequenceDiff.Stretch) -> Range<Int>) -> [Piece] {
            stretches.filter { !range($0).isEmpty }.map { stretch in
                Piece(text: words[range(stretch)].joined(), isChanged: !stretch.isSame)
            }
        }
        self.old = pieces(oldWords, \.old)
        self.new = pieces(newWords, \.new)
    }

    /// Runs of letters and digits, and every other character by itself. Where words are not parted by blanks, as in
    /// Chinese and Japanese, each character is one.
    static func words(of line: String) -> [Substring] {
        var words: [Substring] = []
        var start = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            let next = line.index(after: index)
            if !line[index].joinsWords || next == line.endIndex || !line[next].joinsWords {
                words.append(line[start..<next])
                start = next
            }
            index = next
        }
        return words
    }
}

extension Character {
    /// Of a script whose words are parted by blanks.
    fileprivate var joinsWords: Bool {
        (isLetter || isNumber) && unicodeScalars.allSatisfy { $0.value < 0x2E80 || 0xAC00...0xD7FF ~= $0.value }
    }
}
