import ChatModel

/// What a message of ChatGPT's export says.
struct ChatGPTContent {
    /// It was never shown to the person.
    let isHidden: Bool
    /// It is what a tool was asked.
    let isForTool: Bool
    let isThought: Bool
    private(set) var text = ""
    private(set) var parts: [MessagePart] = []
    /// Of a reply.
    let state: MessageState

    var isEmpty: Bool { text.allSatisfy(\.isWhitespace) && parts.isEmpty }

    init(_ message: JSONValue) {
        let content = message["content"] ?? .null
        let kind = content["content_type"]?.string ?? "text"
        let metadata = message["metadata"] ?? .null
        isHidden =
            message["weight"]?.double == 0 && !Self.isPicture(message)
            || metadata["is_visually_hidden_from_conversation"]?.bool == true
            // What a tool tells the model about itself.
            || ["prompt", "spinner"].contains(metadata["command"]?.string)
            || ["user_editable_context", "model_editable_context"].contains(kind)
        isThought = ["thoughts", "reasoning_recap"].contains(kind)
        isForTool = !["all", nil].contains(message["recipient"]?.string)
        state = Self.state(message)
        let isTool = message["author"]?["role"]?.string == "tool"
        if isTool || isForTool {
            let name = isTool ? message["author"]?["name"]?.string : message["recipient"]?.string
            takeTool(name ?? "tool", kind, content)
        } else {
            take(kind, content)
        }
        takeFiles(metadata)
        if let sources = MessagePart.sources(Self.sources(metadata)) { parts.append(sources) }
    }

    /// A picture that was made: the model need not see it again, but the person did.
    private static func isPicture(_ message: JSONValue) -> Bool {
        message["author"]?["role"]?.string == "tool"
            && message["content"]?.elements(of: "parts").contains { $0["asset_pointer"] != nil } == true
    }

    private static func state(_ message: JSONValue) -> MessageState {
        let end = message["metadata"]?["finish_details"]?["type"]?.string
        func cutOff(_ why: String) -> MessageState {
            .interrupted(Failure(what: "The answer was cut off", why: why, remedy: "continue it or ask again"))
        }
        if end == "interrupted" { return .stopped(.byService) }
        if end == "max_tokens" { return cutOff("it had reached the greatest length") }
        if message["status"]?.string == "in_progress" { return cutOff("it was not finished when it was exported") }
        return .complete
    }

    private mutating func take(_ kind: String, _ content: JSONValue) {
        switch kind {
        case "code":
            let language = content["language"]?.string ?? ""
            text = MessagePart.fenced(Self.words(content), language: language == "unknown" ? "" : language)
        case "thoughts":
            let thoughts = content.elements(of: "thoughts").map { thought in
                [thought["summary"]?.string.map { "**\($0)**" }, thought["content"]?.string].compactMap(\.self)
                    .filter { !$0.isEmpty }.joined(separator: "\n\n")
            }
            let all = thoughts.filter { !$0.isEmpty }.joined(separator: "\n\n")
            if !all.isEmpty { parts.append(.thoughts(all)) }
        case "reasoning_recap":
            if let recap = content["content"]?.string { parts.append(.thoughts("", title: recap)) }
        case "system_error":
            parts.append(MessagePart(.notice, content["name"]?.string ?? "An error there", Self.words(content)))
        default:
            takeMixed(content)
        }
    }

    /// `parts` of texts and of objects: pictures, sounds, what was said.
    private mutating func takeMixed(_ content: JSONValue) {
        guard case .array(let pieces)? = content["parts"] else {
            text = Self.words(content)
            return
        }
        var texts: [String] = []
        for piece in pieces {
            if let words = piece.string ?? piece["text"]?.string {
                texts.append(words)
            } else if let file = Self.file(piece) {
                parts.append(file)
            } else if let kind = piece["content_type"]?.string {
                parts.append(MessagePart(.notice, "Left out: \(kind)"))
            }
        }
        text = texts.filter { !$0.isEmpty }.joined(separator: "\n").withoutCitationMarks
    }

    private mutating func takeTool(_ name: String, _ kind: String, _ content: JSONValue) {
        takeMixed(content)
        let words = text
        text = ""
        if ["tether_quote", "sonic_webpage"].contains(kind), let address = content["url"]?.string {
            let title = content["title"]?.string ?? ""
            parts += [MessagePart.sources([(title, address)])].compactMap(\.self)
        } else if !words.allSatisfy(\.isWhitespace) {
            let language = content["language"]?.string ?? ""
            let fenced = MessagePart.fenced(words, language: language == "unknown" ? "" : language)
            let input = isForTool ? Self.document(words) : nil
            parts.insert(MessagePart(.toolCall, name, input ?? (kind == "text" ? words : fenced)), at: 0)
        }
    }

    /// What a tool was asked where that is JSON with a document or a program in it.
    private static func document(_ words: String) -> String? {
        (try? JSONReader.value(of: Array(words.utf8))).flatMap { MessagePart.document(in: $0) }
    }

    /// A picture or a recording, by the name under which it is in the export; what was said in it stands beside it.
    private static func file(_ piece: JSONValue) -> MessagePart? {
        let inner = piece["audio_asset_pointer"] ?? piece
        guard let pointer = inner["asset_pointer"]?.string else { return nil }
        let kind = piece["content_type"]?.string ?? ""
        let word = kind.contains("audio") ? "a recording" : kind.contains("image") ? "a picture" : "a file"
        return .file("\(word), \(pointer.split(separator: "/").last ?? "")")
    }

    private mutating func takeFiles(_ metadata: JSONValue) {
        for file in metadata.elements(of: "attachments") {
            // A picture is there by its pointer too.
            if let id = file["id"]?.string { parts.removeAll { $0 == .file("a picture, \(id)") } }
            if let name = file["name"]?.string ?? file["id"]?.string { parts.append(.file(name)) }
        }
    }

    private static func sources(_ metadata: JSONValue) -> [(title: String, address: String)] {
        let cited = metadata.elements(of: "citations").compactMap { $0["metadata"] }
        let shown = metadata["_cite_metadata"]?.elements(of: "metadata_list") ?? []
        let references = metadata.elements(of: "content_references")
        let named = references.flatMap { $0.elements(of: "items") + $0.elements(of: "sources") }
        return (named + references + cited + shown).compactMap { source in
            guard let address = source["url"]?.string, address.hasPrefix("http") else { return nil }
            return (source["title"]?.string ?? "", address)
        }
    }

    /// The text of a content that has no parts.
    private static func words(_ content: JSONValue) -> String {
        ["text", "result", "content", "summary"].lazy.compactMap { content[$0]?.string }.first { !$0.isEmpty } ?? ""
    }
}

extension String {
    /// Marks of the private use area, from U+E200 to U+E201, stand where a source is cited; they mean nothing outside.
    fileprivate var withoutCitationMarks: String {
        guard unicodeScalars.contains("\u{E200}") else { return self }
        var rest = ""
        var isMark = false
        for scalar in unicodeScalars {
            if scalar == "\u{E200}" { isMark = true }
            if !isMark { rest.unicodeScalars.append(scalar) }
            if scalar == "\u{E201}" { isMark = false }
        }
        return isMark ? self : rest
    }
}
