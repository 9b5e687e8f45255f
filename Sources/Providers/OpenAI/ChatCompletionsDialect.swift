import ChatModel
import WireFormats

/// OpenAI's Chat Completions, and what speaks like them.
struct ChatCompletionsDialect: ModelDialect {
    let row: ChatCompletionsRow

    init(_ row: ChatCompletionsRow) { self.row = row }

    func call(for request: ReplyRequest, _ settings: ModelSettings) throws(Failure) -> ServiceCall {
        var members: [String: JSONValue] = [
            "model": .string(try settings.model(for: request)), "stream": true,
            "messages": .array(Self.messages(of: request, system: settings.system)),
        ]
        if row.takesStreamOptions { members["stream_options"] = ["include_usage": true] }
        if row.takesUsage { members["usage"] = ["include": true] }
        if let temperature = settings.temperature { members["temperature"] = .number(temperature) }
        if let topP = settings.topP { members["top_p"] = .number(topP) }
        if let limit = settings.maxTokens { members[row.limitField] = .integer(Int64(limit)) }
        if let effort = settings.effort { add(effort, to: &members) }
        return .post(row.chatPath, members)
    }

    func reading(_ settings: ModelSettings) -> EventReading<ChatCompletionsMachine> {
        EventReading(ChatCompletionsMachine(limit: settings.maxTokens), mostBytes: settings.mostBytes)
    }

    func refusal(in answer: ServiceAnswer) -> Refusal { OpenAICalls.refusal(in: answer) }

    var models: ServiceCall { ServiceCall(method: .get, path: row.modelsPath) }

    func models(in answer: ServiceAnswer) throws -> [ModelListing] {
        try OpenAICalls.models(in: answer, hiding: row.otherModels, sortedByAge: row.sortsByAge)
    }

    private func add(_ effort: ReasoningEffort, to members: inout [String: JSONValue]) {
        let word = JSONValue.string(effort.rawValue)
        switch row.effort {
        case .plain: members["reasoning_effort"] = word
        case .nested: members["reasoning"] = effort == .none ? ["enabled": false] : ["effort": word]
        case .parsed:
            members["reasoning_effort"] = word
            members["reasoning_format"] = "parsed"
        }
    }

    private static func messages(of request: ReplyRequest, system: String?) -> [JSONValue] {
        let turns = ModelTurn.turns(of: request).map { turn -> JSONValue in
            ["role": .string(turn.role == .user ? "user" : "assistant"), "content": content(of: turn)]
        }
        guard let system, !system.isEmpty else { return turns }
        return [["role": "system", "content": .string(system)]] + turns
    }

    /// Text alone stands as such, since many services take no parts.
    private static func content(of turn: ModelTurn) -> JSONValue {
        guard !turn.images.isEmpty else { return .string(turn.text) }
        let images = turn.images.map { image -> JSONValue in
            ["type": "image_url", "image_url": ["url": .string(image.url)]]
        }
        return .array(images + (turn.isBlank ? [] : [["type": "text", "text": .string(turn.text)]]))
    }
}
