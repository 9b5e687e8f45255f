package import ChatModel

extension StoredThread {
    /// As one line of JSON without its end; see `ThreadSchema`.
    package var json: [UInt8] {
        var object = JSONObject()
        thread.write(into: &object)
        object.add("through", through?.text)
        if !draft.isEmpty { object.add("draft", draft) }
        object.add("messages", list: messages.map(\.json))
        return object.closed
    }
}

extension ChatThread {
    /// As JSON on one line, without its messages, and with the state of its list: `current`, `archived` or `trash`.
    package var json: [UInt8] {
        var object = JSONObject()
        write(into: &object)
        object.add("scope", scope.rawValue)
        return object.closed
    }

    fileprivate func write(into object: inout JSONObject) {
        object.add("id", id.text)
        object.add("title", title)
        object.add("createdAt", createdAt.json)
        object.add("activeAt", activeAt.json)
        object.add("service", service.text)
        if let assistant {
            var reference = JSONObject()
            reference.add("id", assistant.id.text)
            reference.add("name", assistant.name)
            object.add("assistant", reference)
        }
        object.add("preset", preset)
        if !settings.isEmpty { object.add("settings", settings.json) }
        object.add("remoteID", remoteID)
        object.add("remoteTip", remoteTip?.text)
        object.add("isUnread", flag: isUnread)
        object.add("hasFailed", flag: hasFailed)
        object.add("isEmpty", flag: isEmpty)
        object.add("hasOwnTitle", flag: hasOwnTitle)
        object.add("isPinned", flag: isPinned)
        object.add("isArchived", flag: isArchived)
        if let deletedAt { object.add("deletedAt", deletedAt.json) }
        if !labels.isEmpty { object.add("labels", .array(labels.map(JSONValue.string))) }
    }
}

extension ReplySettings {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.add("system", system)
        if let temperature { object.add("temperature", .number(temperature)) }
        if let topP { object.add("topP", .number(topP)) }
        if let maxTokens { object.add("maxTokens", .integer(Int64(maxTokens))) }
        object.add("effort", effort?.rawValue)
        return object
    }
}

extension Message {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.add("id", id.text)
        object.add("role", role.rawValue)
        object.add("createdAt", createdAt.json)
        object.add("parent", parent?.text)
        object.add("answers", answers?.text)
        if !author.isEmpty { object.add("author", author) }
        state.write(into: &object)
        object.add("text", text)
        if !parts.isEmpty { object.add("parts", list: parts.map(\.json)) }
        return object
    }
}

extension MessagePart {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.add("id", id)
        object.add("kind", kind.rawValue)
        object.add("title", title)
        if !text.isEmpty { object.add("text", text) }
        return object
    }
}

extension MessageState {
    fileprivate func write(into object: inout JSONObject) {
        object.add("state", name)
        switch self {
        case .stopped(let outcome): object.add("outcome", outcome.rawValue)
        case .interrupted(let failure), .failed(let failure): object.add("failure", failure.json)
        case .queued, .sent, .running, .complete: break
        }
    }

    private var name: String {
        switch self {
        case .queued: "queued"
        case .sent: "sent"
        case .running: "running"
        case .complete: "complete"
        case .stopped: "stopped"
        case .interrupted: "interrupted"
        case .failed: "failed"
        }
    }
}

extension Failure {
    fileprivate var json: JSONObject {
        var object = JSONObject()
        object.add("what", what)
        if !why.isEmpty { object.add("why", why) }
        if !remedy.isEmpty { object.add("remedy", remedy) }
        return object
    }
}

extension Timestamp {
    fileprivate var json: JSONValue { iso.map(JSONValue.string) ?? .integer(milliseconds) }
}

extension SearchHit {
    /// As JSON on one line; `matches` are pairs of offsets in the UTF-8 of the snippet.
    package var json: [UInt8] {
        var object = JSONObject()
        object.add("thread", thread.text)
        object.add("title", title)
        object.add("message", message?.text)
        object.add("role", role?.rawValue)
        object.add("moment", moment.json)
        object.add("snippet", snippet)
        object.add(
            "matches",
            .array(matches.map { .array([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))]) }))
        return object.closed
    }
}
