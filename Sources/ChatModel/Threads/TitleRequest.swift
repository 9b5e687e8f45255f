/// What a service is asked when it is to name a conversation, and what its answer means.
package enum TitleRequest {
    /// The wish, and below it how the conversation begins and how it stands: long ones would cost much and say no more.
    ///
    /// The conversation stands in the prompt itself, which is understood wherever a prompt is. The embedded service knows
    /// the first words.
    package static func prompt(for messages: [Message]) -> String {
        let spoken = messages.filter { !$0.text.allSatisfy(\.isWhitespace) }
        let told = spoken.count > most ? Array(spoken.prefix(most - 2) + spoken.suffix(2)) : spoken
        let turns = told.map { message in
            let text = message.text.count > longest ? message.text.prefix(longest) + "…" : message.text[...]
            return "\(message.role == .user ? "User" : "Assistant"): \(text)"
        }
        return ([wish] + turns).joined(separator: "\n\n")
    }

    /// The title in an answer; nil if there is none. Models put quotation marks, headings and labels around it.
    package static func title(in answer: String) -> String? {
        let lines = answer.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
        guard let words = lines.first(where: { $0.contains { $0.contains { $0.isLetter || $0.isNumber } } }) else {
            return nil
        }
        var title = words.joined(separator: " ")[...]
        while let first = title.first, wrapping.contains(first) || first == "#" { title.removeFirst() }
        for label in labels where title.lowercased().hasPrefix(label) { title = title.dropFirst(label.count) }
        while let first = title.first, wrapping.contains(first) { title.removeFirst() }
        while let last = title.last, wrapping.contains(last) || last == "." { title.removeLast() }
        return title.isEmpty ? nil : ThreadTitle.made(from: String(title))
    }

    private static let wish = """
        Write a title for this conversation: at most six words, in its language, without quotation marks, and nothing \
        else.
        """
    /// Messages of a conversation that are told: the first and the last two.
    private static let most = 6
    /// Characters of a message that are told.
    private static let longest = 1500
    private static let wrapping: Set<Character> = [
        "\"", "'", "“", "”", "„", "‘", "’", "«", "»", "「", "」", "*", "_", "`", " ",
    ]
    private static let labels = ["title:", "titel:", "titre :", "título:"]
}
