import ChatModel

/// A conversation of Claude's account export (`conversations.json`), as its format is publicly described.
///
/// `chat_messages` are in order, each with `sender` (`human`, `assistant`), `content` in blocks, or only `text` in older
/// exports, `attachments` whose text was extracted, and `files`. Some exports name each message's parent.
struct ClaudeConversation {
    static func matches(_ record: JSONValue) -> Bool {
        if case .array? = record["chat_messages"] { true } else { false }
    }

    static func thread(
        _ record: JSONValue, choice: ServiceChoice, now: Timestamp
    ) throws(RecordProblem) -> ImportedThread {
        guard let name = record["uuid"]?.string, !name.isEmpty else { throw RecordProblem("it has no uuid") }
        let messages = record.elements(of: "chat_messages")
        let created = record.moment("created_at") ?? messages.lazy.compactMap { $0.moment("created_at") }.first
        var thread = ThreadBuilder(source: "claude", author: "Claude", name: name, createdAt: created ?? now)
        var places: [String: MessageID] = [:]
        var last: MessageID?
        for (index, message) in messages.enumerated() {
            let name = message["uuid"]?.string ?? "\(index)"
            guard places[name] == nil else {
                thread.leaveOut("messages that were there twice")
                continue
            }
            let parent = message["parent_message_uuid"]?.string
            // A parent that is not there is the root that all conversations share, if anything came before.
            let place = parent == nil || last == nil ? last : parent.flatMap { places[$0] }
            let added = add(message, name, after: place, to: &thread)
            places[name] = added ?? place
            if let added { last = added }
        }
        let shown = record["current_leaf_message_uuid"]?.string.flatMap { places[$0] } ?? last
        return try thread.thread(
            title: record["name"]?.string ?? "", activeAt: record.moment("updated_at"), through: shown, choice: choice)
    }

    /// - Returns: nil for a message that says nothing, which is left out.
    private static func add(
        _ message: JSONValue, _ name: String, after parent: MessageID?, to thread: inout ThreadBuilder
    ) -> MessageID? {
        let role: Role? =
            switch message["sender"]?.string {
            case "human", "user": .user
            case "assistant": .assistant
            default: nil
            }
        let content = ClaudeContent(message)
        guard let role else {
            thread.leaveOut("messages of nobody")
            return nil
        }
        guard !content.isEmpty else {
            thread.leaveOut("empty messages")
            return nil
        }
        return thread.add(
            role, name, after: parent, at: message.moment("created_at"), text: content.text, parts: content.parts)
    }
}

/// What a message of Claude's export says.
struct ClaudeContent {
    private(set) var text = ""
    private(set) var parts: [MessagePart] = []
    private var sources: [(title: String, address: String)] = []

    var isEmpty: Bool { text.allSatisfy(\.isWhitespace) && parts.isEmpty }

    init(_ message: JSONValue) {
        var texts: [String] = []
        for block in message.elements(of: "content") { take(block, &texts) }
        let written = texts.filter { !$0.isEmpty }
        // Where blocks hold something else than text, this only says that they cannot be shown.
        let instead = parts.isEmpty ? message["text"]?.string ?? "" : ""
        text = written.isEmpty ? instead : written.joined(separator: "\n\n")
        if let found = MessagePart.sources(sources) { parts.append(found) }
        for file in message.elements(of: "attachments") {
            let name = file["file_name"]?.string ?? ""
            parts.append(
                .file(name.isEmpty ? "pasted text" : name, holding: file["extracted_content"]?.string ?? ""))
        }
        for file in message.elements(of: "files") + message.elements(of: "files_v2") {
            guard let name = file["file_name"]?.string, !name.isEmpty else { continue }
            let part = MessagePart.file(name)
            if !parts.contains(part) { parts.append(part) }
        }
    }

    private mutating func take(_ block: JSONValue, _ texts: inout [String]) {
        switch block["type"]?.string {
        case "text":
            texts.append(block["text"]?.string ?? "")
            for citation in block.elements(of: "citations") {
                let details = citation["details"] ?? citation
                guard let address = details["url"]?.string, address.hasPrefix("http") else { continue }
                sources.append((citation["title"]?.string ?? details["title"]?.string ?? "", address))
            }
        case "voice_note": texts.append(block["text"]?.string ?? block["transcript"]?.string ?? "")
        case "thinking":
            let thought = block["thinking"]?.string ?? ""
            if !thought.isEmpty { parts.append(.thoughts(thought)) }
        case "tool_use":
            let input = block["input"].map { MessagePart.asked($0) } ?? ""
            parts.append(MessagePart(.toolCall, block["name"]?.string ?? "tool", input))
        case "tool_result":
            let pages = block.elements(of: "content").compactMap { page -> (title: String, address: String)? in
                guard let address = page["url"]?.string, address.hasPrefix("http") else { return nil }
                return (page["title"]?.string ?? "", address)
            }
            let found = MessagePart.sources(pages).map { [$0.text] } ?? []
            let texts = block.elements(of: "content").filter { $0["url"]?.string == nil }
            let pieces = found + texts.compactMap { $0["text"]?.string }
            let result = (pieces + [block["content"]?.string].compactMap(\.self)).joined(separator: "\n\n")
            answer(block["name"]?.string ?? "tool", result)
        default: break
        }
    }

    /// Puts a result behind what its tool was asked, which it follows in the same message.
    private mutating func answer(_ tool: String, _ result: String) {
        guard !result.isEmpty else { return }
        if let asked = parts.lastIndex(where: { $0.kind == .toolCall && $0.title == tool }) {
            parts[asked].text += (parts[asked].text.isEmpty ? "" : "\n\n") + result
        } else {
            parts.append(MessagePart(.toolCall, tool, result))
        }
    }
}

extension JSONValue {
    fileprivate func moment(_ name: String) -> Timestamp? { self[name]?.string.flatMap { Timestamp(iso: $0) } }
}
