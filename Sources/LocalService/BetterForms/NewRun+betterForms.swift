import WireFormats

extension ServiceStore {
    /// The run that the request asks for. Throws the refusal that names the first value that cannot be.
    func newRun(_ asked: BetterForms.CreateRequest, once: OnceKey?) async throws -> NewRun {
        let payload = asked.payload
        try payload.validate()
        let said = payload.messages.filter { $0.role != .system }
        guard let prompt = said.last, prompt.role == .user else {
            throw Refusal.invalid("The last of payload.messages must be the user's", param: "payload.messages")
        }
        var new = NewRun(
            thread: payload.threadID ?? ResourceID.random(.thread), assistant: try await defaultAssistant(),
            prompt: Assisters.MessageDraft(content: prompt.content), once: once, startedAt: now())
        new.earlier = said.dropLast().map { message in
            Assisters.MessageDraft(role: message.role == .user ? .user : .assistant, content: message.content)
        }
        new.api = .betterForms
        new.tools = payload.toolsOfRun
        let wishes = ThreadOpening(instructions: payload.allInstructions, model: payload.model)
        if payload.threadID == nil { new.opening = wishes } else { new.amendment = wishes }
        if payload.stream { new.audience = try asked.audience }
        return new
    }
}

extension BetterForms.CreateRequest {
    /// Needed when the reply is streamed: without them nobody could hear it.
    fileprivate var audience: Audience {
        get throws(Refusal) {
            let names = try ChannelNames(channels, param: "channels")
            guard let actionName, !actionName.isEmpty else {
                throw .invalid("actionName is required for a streamed reply", param: "actionName")
            }
            return Audience(channels: names.all, action: actionName)
        }
    }
}

extension BetterForms.Payload {
    /// What is said of the replies, messages of the system included; nil when nothing is.
    fileprivate var allInstructions: String? {
        let all = [instructions].compactMap(\.self) + messages.filter { $0.role == .system }.map(\.content)
        return all.isEmpty ? nil : all.joined(separator: "\n\n")
    }

    fileprivate func validate() throws(Refusal) {
        guard provider == "openai" else {
            throw .invalid("The provider \(provider) is not supported", param: "payload.provider")
        }
        if let threadID, !ResourceID.isValid(threadID) {
            throw .notFound("There is no thread of that id", param: "payload.thread_id")
        }
        for (param, text) in [("model", model), ("instructions", allInstructions)] where text?.utf8.contains(0) == true
        { throw .invalid("\(param) must not hold a NUL character", param: "payload.\(param)") }
        guard !messages.contains(where: \.content.isEmpty) else {
            throw .invalid("Message content is required", param: "payload.messages")
        }
        _ = try ToolDefinition.read(toolsOfRun)
    }

    /// The tools in the form that the service keeps them in: a function without its nesting, and those that the
    /// provider has under a name of its own. What is in another form is left as it is, to be refused.
    fileprivate var toolsOfRun: [Assisters.Tool] {
        (tools ?? []).map { tool in
            guard case .object(let members) = tool else { return .defined(["tool": tool]) }
            switch members["type"] {
            case .string("code_interpreter"): return .named(BuiltInTool.codeInterpreter.rawValue)
            case .string("file_search"): return .named(BuiltInTool.knowledgeBase.rawValue)
            default: break
            }
            guard case .object(let function) = members["function"] else { return .defined(members) }
            return .defined(function.merging(["type": members["type"] ?? .null]) { _, type in type })
        }
    }
}
