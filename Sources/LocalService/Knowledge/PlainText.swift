/// Text without markup, made ready to stand in Markdown.
enum PlainText {
    private static let marks: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "&"]

    /// Every mark that Markdown would read is escaped; lists stay lists.
    static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(escapedLine).joined(separator: "\n")
    }

    /// For a name inside a line: line breaks and controls become spaces.
    static func escapedName(_ name: String) -> String {
        let flat = name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        return escapedMarks(String(flat)[...])
    }

    private static func escapedLine(_ line: Substring) -> String {
        let text = line.drop(while: \.isWhitespace)
        let isRule = text.count >= 2 && (text.allSatisfy { $0 == "=" } || text.allSatisfy { $0 == "-" })
        // Four spaces would make the line a code block, with the escapes shown.
        let indent = String(repeating: " ", count: min(3, line.count - text.count))
        return indent + (isRule ? "\\" : "") + escapedMarks(text)
    }

    private static func escapedMarks(_ text: Substring) -> String {
        var escaped = ""
        for character in text {
            if marks.contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }
}
