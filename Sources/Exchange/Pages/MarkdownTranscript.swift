import ChatModel

/// A thread as Markdown, in the shape that Weft reads back:
///
///     <!-- weft-transcript 1 -->
///     # The title
///
///     ## User · 2026-11-21 17:05 UTC
///
///     What was asked.
///
///     ## Assistant · Guide · 2026-11-21 17:05 UTC · stopped by the service
///
///     What was answered.
///
///     <!-- weft-parts -->
///     > **3 sources**
///
/// What is said stands as it is, but for lines that look like one of these marks: they get a backslash in front, or one
/// more. Read back, titles, roles, speakers and texts are the same, up to empty lines at their ends; moments are full
/// minutes.
enum MarkdownTranscript {
    static let mark = "<!-- weft-transcript 1 -->"
    static let partsMark = "<!-- weft-parts -->"
    static let joint = " · "

    static func text(of stored: StoredThread) -> String {
        let lines = [mark, "# \(escaped(stored.thread.title.oneLine))"] + stored.branch.flatMap(lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ message: Message) -> [String] {
        let role = message.role == .user ? ["User"] : ["Assistant", escaped(message.author.oneLine)]
        let facts = role + [message.createdAt.utc, escaped(message.end?.oneLine ?? "")]
        var lines = ["", "## " + facts.filter { !$0.isEmpty }.joined(separator: joint), ""]
        if !message.text.isEmpty {
            lines += message.text.byteLines.map(guarded)
        }
        guard !message.parts.isEmpty else { return lines }
        lines += message.text.isEmpty ? [partsMark] : ["", partsMark]
        for part in message.parts {
            lines.append("> **\(escaped(part.heading.oneLine))**")
            if !part.words.isEmpty {
                lines += [">"] + part.words.byteLines.map { "> \($0)" }
            }
            lines.append("")
        }
        return lines
    }
}

extension MarkdownTranscript {
    /// Punctuation that means something in a line of Markdown gets a backslash.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if "\\`*_[]<>&~$#|·".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    static func unescaped(_ text: some StringProtocol) -> String {
        var plain = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped, !"\\`*_[]<>&~$#|·".unicodeScalars.contains(scalar) { plain += "\\" }
            plain.unicodeScalars.append(scalar)
            isEscaped = false
        }
        return isEscaped ? plain + "\\" : plain
    }

    /// A line of what is said that cannot be taken for a mark.
    static func guarded(_ line: String) -> String { isMarkLike(line) ? "\\" + line : line }

    static func unguarded(_ line: String) -> String {
        line.utf8.first == UInt8(ascii: "\\") && isMarkLike(String(line.dropFirst())) ? String(line.dropFirst()) : line
    }

    /// One of the marks, or one behind backslashes.
    private static func isMarkLike(_ line: String) -> Bool {
        let rest = Array(line.utf8.drop { $0 == UInt8(ascii: "\\") })
        return ["<!-- weft-", "## User", "## Assistant"].contains { rest.starts(with: $0.utf8) }
    }
}

extension String {
    /// What stands between its LF, one of which may be the second half of a character.
    var byteLines: [String] {
        utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
