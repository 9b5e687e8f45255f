import ChatModel
import WireFormats

/// Anthropic's Messages, and what speaks like them.
struct AnthropicDialect: ModelDialect {
    /// Before the path of each call; empty where the address ends in it.
    let prefix: String

    init(prefix: String) { self.prefix = prefix }

    init(at address: ServiceAddress) {
        self.init(prefix: address.url(of: "").hasSuffix("/v1") ? "" : "v1/")
    }

    var keyHeader: KeyHeader { .apiKey }

    func call(for request: ReplyRequest, _ settings: ModelSettings) throws(Failure) -> ServiceCall {
        let model = try settings.model(for: request)
        let limit = Self.limit(of: model, settings)
        let settings = try Self.settled(settings, for: request.thread.settings)
        var members: [String: JSONValue] = [
            "model": .string(model), "stream": true, "max_tokens": .integer(Int64(limit)),
            "messages": .array(Self.messages(of: request)),
        ]
        if let system = settings.system, !system.isEmpty { members["system"] = .string(system) }
        if let temperature = settings.temperature { members["temperature"] = .number(temperature) }
        if let topP = settings.topP { members["top_p"] = .number(topP) }
        if let effort = settings.effort {
            members.merge(Self.thinking(effort, of: model, limit: limit)) { _, new in new }
        }
        return .post(prefix + "messages", members, fields: Self.fields)
    }

    func reading(_ settings: ModelSettings) -> EventReading<AnthropicMachine> {
        EventReading(AnthropicMachine(limit: settings.maxTokens), mostBytes: settings.mostBytes)
    }

    func refusal(in answer: ServiceAnswer) -> Refusal {
        let error = try? WireJSON.decode(Anthropic.ErrorBody.self, from: answer.body)
        return Refusal(status: answer.status, code: error?.type, message: error?.message ?? "")
    }

    var models: ServiceCall {
        ServiceCall(method: .get, path: prefix + "models?limit=1000", fields: Self.fields)
    }

    func models(in answer: ServiceAnswer) throws -> [ModelListing] {
        try WireJSON.decode(Anthropic.ModelList.self, from: answer.body).data.map { model in
            ModelListing(
                id: model.id, name: model.name,
                description: ModelListing.description(contextTokens: model.contextTokens),
                contextTokens: model.contextTokens)
        }
    }

    /// The version of the API that the requests are written for.
    private static let fields = ["anthropic-version": "2023-06-01"]

    /// Blocks of blank text are refused.
    private static func messages(of request: ReplyRequest) -> [JSONValue] {
        ModelTurn.turns(of: request).filter { !$0.isBlank || !$0.images.isEmpty }.map { turn in
            ["role": .string(turn.role == .user ? "user" : "assistant"), "content": content(of: turn)]
        }
    }

    private static func content(of turn: ModelTurn) -> JSONValue {
        guard !turn.images.isEmpty else { return .string(turn.text) }
        let images = turn.images.map { image -> JSONValue in
            let source: JSONValue = [
                "type": "base64", "media_type": .string(image.mediaType), "data": .string(String(image.base64)),
            ]
            return ["type": "image", "source": source]
        }
        return .array(images + (turn.isBlank ? [] : [["type": "text", "text": .string(turn.text)]]))
    }
}

// How much may be written, of which how much may be thought

extension AnthropicDialect {
    /// The API wants to be told: what is set, else all that the model can write.
    static func limit(of model: String, _ settings: ModelSettings) -> Int {
        settings.maxTokens ?? AnthropicTable.row(of: model).mostTokens
    }

    /// The API refuses a temperature other than 1, and a top p below 0.95, of a model that thinks. What the thread
    /// decides holds before the configuration; two wishes of the thread that exclude each other are refused.
    private static func settled(
        _ settings: ModelSettings, for own: ReplySettings
    ) throws(Failure) -> ModelSettings {
        let all = ReplySettings(temperature: settings.temperature, topP: settings.topP, effort: settings.effort)
        guard all.reasons else { return settings }
        var settled = settings
        if own.apartFromReasoning.isEmpty {
            for setting in all.apartFromReasoning {
                if setting == .temperature { settled.temperature = nil } else { settled.topP = nil }
            }
        } else if own.effort == nil {
            settled.effort = nil
        } else {
            throw .notWhileThinking(own.apartFromReasoning)
        }
        return settled
    }

    /// What is thought counts as written, so something of the limit is left for the answer.
    static func thinking(_ effort: ReasoningEffort, of model: String, limit: Int) -> [String: JSONValue] {
        if effort == .none { return ["thinking": ["type": "disabled"]] }
        if AnthropicTable.row(of: model).choosesThinking {
            let word = effort == .minimal ? ReasoningEffort.low.rawValue : effort.rawValue
            return ["thinking": ["type": "adaptive"], "output_config": ["effort": .string(word)]]
        }
        let wanted =
            switch effort {
            case .none, .minimal: leastThinking
            case .low: 4_096
            case .medium: 16_384
            case .high: 32_768
            }
        let budget = max(leastThinking, min(wanted, limit / 2))
        return ["thinking": ["type": "enabled", "budget_tokens": .integer(Int64(budget))]]
    }

    private static let leastThinking = 1_024
}

extension Failure {
    fileprivate static func notWhileThinking(_ settings: [ReplySetting]) -> Failure {
        let names = settings.map(\.words).joined(separator: " and ")
        return Failure(
            what: "The message was not sent",
            why: "this service takes no \(names) for a model that thinks, and the thread has both",
            remedy: "take the \(names) out of the thread's settings, or the effort")
    }
}
