package import ChatModel

/// A thread that was read from a file.
package struct ImportedThread: Hashable, Sendable {
    package var stored: StoredThread
    /// What of it has no place in Weft and was left out, with how often: "instructions of the system".
    package var leftOut: [String: Int]

    package init(stored: StoredThread, leftOut: [String: Int] = [:]) {
        self.stored = stored
        self.leftOut = leftOut
    }
}

/// A thread of another program that is being put together.
struct ThreadBuilder {
    /// The name of the program, in which its names are unique: "chatgpt".
    let source: String
    /// Who the replies are by.
    let author: String
    let id: ThreadID
    let name: String
    let createdAt: Timestamp
    private(set) var messages: [Message] = []
    private var moments: [MessageID: Timestamp] = [:]
    private var prompts: [MessageID: MessageID] = [:]
    var leftOut: [String: Int] = [:]

    /// - Parameter name: the conversation's own name in its program.
    init(source: String, author: String, name: String, createdAt: Timestamp) {
        self.source = source
        self.author = author
        self.name = name
        self.createdAt = createdAt
        id = ThreadID(StableName.of(source, name))
    }

    /// - Parameters:
    ///   - name: the message's own name in the conversation.
    ///   - parent: nil for a first one.
    ///   - at: nil where it is not known: then as its parent.
    ///   - parts: their ids are given anew, so that each is there once.
    @discardableResult mutating func add(
        _ role: Role, _ name: String, after parent: MessageID?, at moment: Timestamp?, text: String,
        parts: [MessagePart] = [], state: MessageState? = nil
    ) -> MessageID {
        let id = MessageID(StableName.of(source, self.name, name))
        let moment = moment ?? parent.flatMap { moments[$0] } ?? createdAt
        let prompt = parent.flatMap { prompts[$0] }
        messages.append(
            Message(
                id: id, thread: self.id, role: role, text: text, createdAt: moment,
                state: state ?? (role == .user ? .sent : .complete), parent: parent,
                answers: role == .user ? nil : prompt, author: role == .user ? "" : author,
                parts: parts.enumerated().map { index, part in
                    MessagePart(id: "\(index + 1)", kind: part.kind, title: part.title, text: part.text)
                }))
        moments[id] = moment
        prompts[id] = role == .user ? id : prompt
        return id
    }

    mutating func leaveOut(_ what: String) { leftOut[what, default: 0] += 1 }

    /// - Parameters:
    ///   - title: empty where it has none.
    ///   - choice: who answers in it from here on.
    func thread(
        title: String, activeAt: Timestamp?, through: MessageID?, choice: ServiceChoice
    ) throws(RecordProblem) -> ImportedThread {
        guard !messages.isEmpty else { throw RecordProblem("it has no messages") }
        let made = ThreadTitle.made(from: messages.first { $0.role == .user }?.text ?? "")
        let last = messages.map(\.createdAt).max() ?? createdAt
        var thread = ChatThread(
            id: id, title: title.isEmpty ? made : title, createdAt: createdAt, activeAt: activeAt ?? last,
            service: choice.service, assistant: choice.assistant, isEmpty: false)
        thread.hasOwnTitle = !title.isEmpty
        thread.labels = [source]
        let stored = StoredThread(thread: thread, messages: messages, through: through)
        return ImportedThread(stored: stored, leftOut: leftOut)
    }
}

extension MessagePart {
    /// A part of a message that is being put together; `ThreadBuilder` gives it its id.
    init(_ kind: Kind, _ title: String, _ text: String = "") { self.init(id: "", kind: kind, title: title, text: text) }

    /// What a model thought before it answered.
    /// - Parameter title: how long it took, where it is known.
    static func thoughts(_ text: String, title: String = "Thoughts") -> MessagePart {
        MessagePart(.reasoning, title, text)
    }

    /// What a tool was asked, as JSON; empty for nothing.
    static func asked(_ input: JSONValue) -> String {
        let isEmpty = input == .null || input == .object([:])
        return document(in: input) ?? (isEmpty ? "" : fenced(input.text, language: "json"))
    }

    /// The texts of several lines in what a tool was asked, such as a document or a program, below the rest of it, so that
    /// they can be read; nil where there are none.
    static func document(in input: JSONValue) -> String? {
        guard case .object(var members) = input else { return nil }
        let names = ["content", "file_text", "code", "new_str"].filter { members[$0]?.string?.contains("\n") == true }
        guard !names.isEmpty else { return nil }
        let texts = names.compactMap { members.removeValue(forKey: $0)?.string }.map { fenced($0) }
        let rest = members.isEmpty ? [] : [fenced(JSONValue.object(members).text, language: "json")]
        return (rest + texts).joined(separator: "\n\n")
    }

    /// A file of another program. No service here knows it, so it is no attachment that could be sent again.
    static func file(_ name: String, holding text: String = "") -> MessagePart {
        MessagePart(.notice, "Attached there: \(name)", text)
    }

    /// nil for no sources.
    static func sources(_ sources: [(title: String, address: String)]) -> MessagePart? {
        var seen: Set<String> = []
        let lines = sources.filter { seen.insert($0.address).inserted }.enumerated().map { index, source in
            let title = source.title.isEmpty ? source.address : source.title
            let safe = title.replacing("[", with: "\\[").replacing("]", with: "\\]")
            return "\(index + 1). [\(safe)](<\(source.address.filter { !"<>\n\r".contains($0) })>)"
        }
        guard !lines.isEmpty else { return nil }
        let count = lines.count == 1 ? "1 source" : "\(lines.count) sources"
        return MessagePart(.sources, count, lines.joined(separator: "\n"))
    }

    /// Code or text that a tool was given or gave back.
    static func fenced(_ text: String, language: String = "") -> String {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }
}
