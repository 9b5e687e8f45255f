import ChatModel

/// A thread as plain text: what was said, word by word, under who said it.
enum PlainTranscript {
    static func text(of stored: StoredThread) -> String {
        let title = stored.thread.title.oneLine
        let rule = String(repeating: "=", count: max(1, min(title.count, 72)))
        return ([title, rule] + stored.branch.map(entry)).joined(separator: "\n") + "\n"
    }

    private static func entry(_ message: Message) -> String {
        let facts = [message.speaker.oneLine, message.createdAt.utc] + [message.end?.oneLine].compactMap(\.self)
        var lines = ["", "--- \(facts.filter { !$0.isEmpty }.joined(separator: ", ")) ---", ""]
        if !message.text.isEmpty { lines.append(message.text) }
        for part in message.parts {
            lines.append("[\(part.heading.oneLine)]")
            if !part.words.isEmpty { lines.append(part.words) }
        }
        return lines.joined(separator: "\n")
    }
}

extension Timestamp {
    /// "2026-11-21 17:05 UTC"
    var utc: String {
        let minute = minute(offsetSeconds: 0)
        return minute.isEmpty ? "" : minute + " UTC"
    }
}
