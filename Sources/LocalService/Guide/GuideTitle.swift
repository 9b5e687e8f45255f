/// A title for a conversation, of words that are in it: what the Guide gives where it is asked for one.
struct GuideTitle: Hashable, Sendable {
    let text: String

    /// The telling words of the first thing that the person said, as they stand there; nil if that is no wish for a title.
    ///
    /// - Parameter prompt: "Write a title for this conversation", whatever more is wished for, and on lines below it the
    ///   conversation, with "User: " before what the person said.
    init?(_ prompt: String) {
        let lines = prompt.split(whereSeparator: \.isNewline)
        guard let wish = lines.first, wish.lowercased().hasPrefix(Self.wish),
            let line = lines.dropFirst().first(where: { $0.hasPrefix(Self.speaker) })
        else { return nil }
        let words = line.dropFirst(Self.speaker.count).split(whereSeparator: \.isWhitespace).map(Self.bare)
            .filter { !$0.isEmpty }
        let telling = words.filter { !Question(String($0)).terms.isEmpty }
        let title = (telling.isEmpty ? words : telling).prefix(Self.mostWords).joined(separator: " ")
        text = title.prefix(1).uppercased() + title.dropFirst()
    }

    /// Without what stands around a word.
    private static func bare(_ word: Substring) -> Substring {
        func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
        guard let first = word.firstIndex(where: isPart), let last = word.lastIndex(where: isPart) else { return "" }
        return word[first...last]
    }

    private static let wish = "write a title for this conversation"
    private static let speaker = "User: "
    private static let mostWords = 6
}
