/// One of the things that all have to stand in what is found: a word, a part of one, or a phrase.
struct SearchTerm: Hashable, Sendable {
    let needle: FoldedText
    /// Every text with the needle has all of these pieces.
    let pieces: [String]
    /// Every text with the needle has pieces that begin so; asked for only where there are no whole pieces.
    let beginnings: [String]
    /// A text with all the pieces has the needle.
    let isExact: Bool

    /// nil for blanks only.
    init?(_ text: String) {
        let needle = FoldedText(text).trimmed
        guard !needle.isEmpty else { return nil }
        var pieces: [String] = []
        var beginnings: [String] = []
        var runs = 0
        Grams.forEachRun(in: needle.bytes) { starts, kind in
            runs += 1
            let count = starts.count - 1
            let piece = { (from: Int, to: Int) in
                String(decoding: needle.bytes[starts[from]..<starts[to]], as: UTF8.self)
            }
            if count < kind.length { return beginnings.append(piece(0, count)) }
            for first in 0...(count - kind.length) { pieces.append(piece(first, first + kind.length)) }
        }
        let covered = (pieces.first ?? beginnings.first)?.utf8.count
        self.needle = needle
        self.pieces = Self.chosen(pieces)
        self.beginnings = beginnings
        isExact = runs == 1 && pieces.count <= 1 && covered == needle.bytes.count
    }

    /// A few pieces tell as much as many, and cost less.
    private static func chosen(_ pieces: [String]) -> [String] {
        let step = max(1, (pieces.count + most - 1) / most)
        return pieces.indices.filter { $0.isMultiple(of: step) || $0 == pieces.count - 1 }.map { pieces[$0] }
    }

    private static let most = 12

    /// What a person typed: words, and phrases in quotation marks; a mark without its partner reaches to the end.
    static func terms(in text: String) -> [SearchTerm] {
        var terms: [SearchTerm] = []
        for (number, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            let words = number.isMultiple(of: 2) ? part.split(whereSeparator: \.isWhitespace) : [part]
            terms += words.compactMap { SearchTerm(String($0)) }
        }
        return terms
    }
}

extension [SearchTerm] {
    /// The question to the index for texts that may have all of these; nil where it cannot help.
    ///
    /// Without `beginnings` only whole pieces are asked for: a beginning may stand for most texts there are.
    func question(beginnings: Bool) -> String? {
        var asked = Set<String>()
        let pieces = flatMap(\.pieces).filter { asked.insert($0).inserted }
        if !pieces.isEmpty { return pieces.map { "\"\($0)\"" }.joined(separator: " AND ") }
        guard beginnings, let longest = flatMap(\.beginnings).max(by: { $0.utf8.count < $1.utf8.count }) else {
            return nil
        }
        return "\"\(longest)\" *"
    }
}
