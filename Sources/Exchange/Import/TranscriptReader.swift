import ChatModel

/// Reads transcripts in Markdown: Weft's own, and those of others, where a line names who speaks.
///
/// In those of others a speaker is a heading (`## User`), or a line that begins with a name in bold (`**You:** …`) or, if
/// there are none of these, with a plain name and a colon (`User: …`). Lines in fenced code name nobody. What stands
/// before the first speaker is left out, but for a heading of the first rank: that is the title.
enum TranscriptReader {
    static func threads(
        of text: String, choice: ServiceChoice, now: Timestamp
    ) throws(RecordProblem) -> [ImportedThread] {
        var lines = text.byteLines
        if !lines.contains(MarkdownTranscript.mark) { lines = lines.map(\.withoutReturn) }
        let starts = lines.indices.filter { lines[$0] == MarkdownTranscript.mark }
        guard !starts.isEmpty else {
            for style in SpeakerStyle.allCases {
                let transcript = Transcript(foreign: lines, style: style)
                if !transcript.turns.isEmpty { return [try transcript.thread(choice, now)] }
            }
            throw RecordProblem("no line in it names a speaker, such as ## User or **User:**")
        }
        var threads: [ImportedThread] = []
        for (start, end) in zip(starts, starts.dropFirst() + [lines.endIndex]) {
            let transcript = Transcript(own: lines[(start + 1)..<end])
            // A thread in which nothing was said is no loss.
            if !transcript.turns.isEmpty { threads.append(try transcript.thread(choice, now)) }
        }
        return threads
    }
}

/// What a transcript says, before it becomes a thread.
private struct Transcript {
    struct Turn {
        let role: Role
        let author: String
        let moment: Timestamp?
        var lines: [String] = []

        var text: String {
            let first = lines.firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? lines.endIndex
            let last = lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? lines.startIndex
            return first <= last && first < lines.endIndex ? lines[first...last].joined(separator: "\n") : ""
        }
    }

    var title = ""
    var turns: [Turn] = []
    var instructions = 0

    init(own lines: ArraySlice<String>) {
        var isInParts = false
        for line in lines {
            if let turn = Self.ownTurn(line) {
                turns.append(turn)
                isInParts = false
            } else if line == MarkdownTranscript.partsMark {
                isInParts = true
            } else if turns.isEmpty {
                if line.hasPrefix("# ") { title = MarkdownTranscript.unescaped(line.dropFirst(2)) }
            } else if !isInParts {
                turns[turns.count - 1].lines.append(MarkdownTranscript.unguarded(line))
            }
        }
    }

    /// `## Assistant · Guide · 2026-11-21 17:05 UTC · stopped by the service`
    private static func ownTurn(_ line: String) -> Turn? {
        let facts = line.split(separator: MarkdownTranscript.joint, omittingEmptySubsequences: false)
        guard let head = facts.first, let role: Role = ["## User": .user, "## Assistant": .assistant][head] else {
            return nil
        }
        let rest = facts.dropFirst()
        let moment = rest.lastIndex { $0.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC/) != nil }
        let author = role == .assistant ? rest.first.flatMap { moment == rest.startIndex ? nil : $0 } : nil
        return Turn(
            role: role, author: author.map { MarkdownTranscript.unescaped($0) } ?? "",
            moment: moment.flatMap { Timestamp(iso: facts[$0].dropLast(4) + ":00Z") })
    }

    init(foreign lines: [String], style: SpeakerStyle) {
        var fence: Substring?
        var isSpoken = false
        for line in lines {
            if let open = fence {
                if line.drop(while: \.isWhitespace).hasPrefix(open) { fence = nil }
            } else if let opening = line.drop(while: \.isWhitespace).prefixMatch(of: /`{3,}|~{3,}/) {
                fence = opening.0
            } else if let speaker = style.speaker(line) {
                isSpoken = speaker.role != nil
                if let role = speaker.role {
                    turns.append(Turn(role: role, author: role == .user ? "" : speaker.name, moment: nil))
                    if !speaker.rest.isEmpty { turns[turns.count - 1].lines.append(speaker.rest) }
                } else {
                    instructions += 1
                }
                continue
            } else if turns.isEmpty, title.isEmpty, line.hasPrefix("# ") {
                title = String(line.dropFirst(2).drop(while: \.isWhitespace))
            }
            if isSpoken { turns[turns.count - 1].lines.append(line) }
        }
    }

    /// Its name is what it says, so that the same transcript is the same thread again.
    func thread(_ choice: ServiceChoice, _ now: Timestamp) throws(RecordProblem) -> ImportedThread {
        let said = turns.map { "\($0.role.rawValue)\u{0}\($0.text)" }.joined(separator: "\u{0}")
        let created = turns.lazy.compactMap(\.moment).first ?? now
        let author = turns.lazy.map(\.author).first { !$0.isEmpty } ?? "Assistant"
        var builder = ThreadBuilder(
            source: "markdown", author: author, name: StableName.of(title, said), createdAt: created)
        var last: MessageID?
        for (index, turn) in turns.enumerated() {
            last = builder.add(turn.role, "\(index)", after: last, at: turn.moment, text: turn.text)
        }
        if instructions > 0 { builder.leftOut["instructions of the system"] = instructions }
        return try builder.thread(title: title, activeAt: nil, through: last, choice: choice)
    }
}

extension String {
    /// Of a file from a system that ends lines with CR LF.
    fileprivate var withoutReturn: String {
        utf8.last == UInt8(ascii: "\r") ? String(decoding: utf8.dropLast(), as: UTF8.self) : self
    }
}
