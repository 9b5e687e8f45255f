import ChatModel

/// How a transcript names who speaks.
enum SpeakerStyle: CaseIterable {
    /// `## User`, `### Assistant:`
    case heading
    /// `**User:** words`, `**ChatGPT**:`
    case bold
    /// `User: words`
    case plain

    struct Speaker: Hashable {
        /// nil for who gives instructions, which have no place in a thread.
        let role: Role?
        let name: String
        /// What stands behind the name in its line.
        let rest: String
    }

    /// Who a line names; nil if it is of what is said.
    func speaker(_ line: String) -> Speaker? {
        switch self {
        case .heading:
            guard let found = line.wholeMatch(of: /#{1,6}\s+(?:\*\*)?([^:*]{1,40}?)(?:\*\*)?\s*:?\s*(?:\*\*)?\s*/)
            else {
                return nil
            }
            return Self.speaker(found.1, rest: "")
        case .bold:
            guard let found = line.wholeMatch(of: /\*\*([^:*]{1,40}?)\s*(?::\s*\*\*|\*\*\s*:)\s*(.*)/) else {
                return nil
            }
            return Self.speaker(found.1, rest: found.2)
        case .plain:
            guard let found = line.wholeMatch(of: /([^:*#`]{1,40}?):\s*(.*)/) else { return nil }
            return Self.speaker(found.1, rest: found.2)
        }
    }

    private static func speaker(_ name: Substring, rest: Substring) -> Speaker? {
        let words = name.split { !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
        guard let first = words.first, words.count <= 4 else { return nil }
        let role: Role?? =
            people.contains(first)
            ? .some(.user)
            : assistants.contains(first) ? .some(.assistant) : first == "system" ? .some(nil) : nil
        return role.map { Speaker(role: $0, name: name.trimmed, rest: String(rest)) }
    }

    private static let people: Set = ["user", "you", "human", "me", "prompt"]
    private static let assistants: Set = [
        "assistant", "ai", "bot", "model", "response", "chatgpt", "gpt", "claude", "gemini", "copilot", "guide",
        "llama", "mistral", "deepseek",
    ]
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
