/// Tells what is thought from what is said where a service writes both into the text, the thought first and in a tag:
/// `<think>…</think>`.
///
/// Only a tag that the reply begins with is one: anywhere else it is text. What may still become a tag is held back.
struct InlineThoughts: Sendable {
    private enum Place {
        /// Before the first word; what has come may be the beginning of a tag.
        case head(String)
        /// In a thought; the end of what has come may be the beginning of the closing tag.
        case thought(closing: String, rest: String, hasWords: Bool)
        /// Behind a thought, before the first word of the text.
        case gap
        case text
    }

    enum Piece: Sendable, Hashable {
        case text(String)
        case thought(String)
    }

    private var place = Place.head("")

    /// In the order of those who write them: DeepSeek, Qwen and most others; some fine-tuned models; Gemini.
    private static let tags = ["think", "thinking", "thought"]

    /// The service says elsewhere what is thought: what the text holds is text.
    mutating func areElsewhere() {
        if case .head("") = place { place = .text }
    }

    /// More of the text.
    mutating func take(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text
        while let next = step(rest, &pieces) { rest = next }
        return pieces
    }

    /// The reply is over: what was held back is what it looks like.
    mutating func end() -> [Piece] {
        defer { place = .text }
        switch place {
        case .head(let held) where !held.isEmpty: return [.text(held)]
        case .thought(_, let held, true) where !held.isEmpty: return [.thought(held)]
        default: return []
        }
    }

    /// - Returns: What is to be taken next, in another place; nil when there is nothing more.
    private mutating func step(_ text: String, _ pieces: inout [Piece]) -> String? {
        switch place {
        case .head(let held): return begin(held + text, &pieces)
        case .thought(let closing, let held, let hasWords):
            return think(held + text, until: closing, hasWords: hasWords, &pieces)
        case .gap:
            let words = text.drop(while: \.isWhitespace)
            if !words.isEmpty { place = .text }
            return words.isEmpty ? nil : String(words)
        case .text:
            if !text.isEmpty { pieces.append(.text(text)) }
            return nil
        }
    }

    private mutating func begin(_ text: String, _ pieces: inout [Piece]) -> String? {
        let head = text.drop(while: \.isWhitespace)
        for tag in Self.tags where head.hasPrefix("<\(tag)>") {
            place = .thought(closing: "</\(tag)>", rest: "", hasWords: false)
            return String(head.dropFirst(tag.count + 2))
        }
        if head.isEmpty || Self.tags.contains(where: { "<\($0)>".hasPrefix(head) }) {
            place = .head(text)
            return nil
        }
        place = .text
        return text
    }

    private mutating func think(
        _ text: String, until closing: String, hasWords: Bool, _ pieces: inout [Piece]
    ) -> String? {
        let end = text.firstRange(of: closing)
        let whole = text[..<(end?.lowerBound ?? Self.beginning(of: closing, atEndOf: text))]
        // A thought without words is none.
        let words = hasWords ? whole : whole.drop(while: \.isWhitespace)
        if !words.isEmpty { pieces.append(.thought(String(words))) }
        guard let end else {
            place = .thought(
                closing: closing, rest: String(text[whole.endIndex...]), hasWords: hasWords || !words.isEmpty)
            return nil
        }
        place = .gap
        return String(text[end.upperBound...])
    }

    /// Where the longest end of the text begins that the tag begins with.
    private static func beginning(of tag: String, atEndOf text: String) -> String.Index {
        var start = text.endIndex
        var found = start
        for _ in 0..<min(tag.count - 1, text.count) {
            start = text.index(before: start)
            if tag.hasPrefix(text[start...]) { found = start }
        }
        return found
    }
}
