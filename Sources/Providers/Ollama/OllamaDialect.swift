import ChatModel
import WireFormats

/// Ollama's own API.
///
/// There is no call that stops a reply: Ollama ends its work when it sees the connection close.
struct OllamaDialect: ModelDialect {
    /// Before the path of each call; empty where the address ends in it.
    let prefix: String

    init(prefix: String) { self.prefix = prefix }

    init(at address: ServiceAddress) {
        self.init(prefix: address.url(of: "").hasSuffix("/api") ? "" : "api/")
    }

    var accept: String { "application/x-ndjson" }

    func call(for request: ReplyRequest, _ settings: ModelSettings) throws(Failure) -> ServiceCall {
        let model = try settings.model(for: request)
        var members: [String: JSONValue] = [
            "model": .string(model), "stream": true,
            "messages": .array(Self.messages(of: request, system: settings.system)),
            // Without these the oldest messages are left out where all do not fit, and nobody is told.
            "truncate": false, "shift": false,
        ]
        let options = Self.options(settings)
        if !options.isEmpty { members["options"] = .object(options) }
        if let effort = settings.effort { members["think"] = Self.think(effort, model: model) }
        return .post(prefix + "chat", members)
    }

    /// An Ollama that is older than capabilities says none, and lets models answer that see no image.
    func abilities(of model: String) -> ServiceCall? { .post(prefix + "show", ["model": .string(model)]) }

    func takesImages(in answer: ServiceAnswer) -> Bool? {
        guard answer.isSuccess else { return nil }
        return (try? WireJSON.decode(Ollama.Abilities.self, from: answer.body))?.takesImages
    }

    func reading(_ settings: ModelSettings) -> LineReading<OllamaMachine> {
        LineReading(OllamaMachine(limit: settings.maxTokens), mostBytes: settings.mostBytes)
    }

    func refusal(in answer: ServiceAnswer) -> Refusal {
        let words = (try? WireJSON.decode(Ollama.ErrorBody.self, from: answer.body))?.message
        return Refusal(status: answer.status, message: words ?? "")
    }

    var models: ServiceCall { ServiceCall(method: .get, path: prefix + "tags") }

    func models(in answer: ServiceAnswer) throws -> [ModelListing] {
        let models = try WireJSON.decode(Ollama.ModelList.self, from: answer.body).models
        return models.filter(\.chats).map {
            ModelListing(id: $0.name, description: $0.description, takesImages: $0.takesImages)
        }
    }

    private static func messages(of request: ReplyRequest, system: String?) -> [JSONValue] {
        let turns = ModelTurn.turns(of: request).map { turn -> JSONValue in
            var message: [String: JSONValue] = [
                "role": .string(turn.role == .user ? "user" : "assistant"), "content": .string(turn.text),
            ]
            if !turn.images.isEmpty { message["images"] = .array(turn.images.map { .string(String($0.base64)) }) }
            return .object(message)
        }
        guard let system, !system.isEmpty else { return turns }
        return [["role": "system", "content": .string(system)]] + turns
    }

    private static func options(_ settings: ModelSettings) -> [String: JSONValue] {
        var options: [String: JSONValue] = [:]
        if let temperature = settings.temperature { options["temperature"] = .number(temperature) }
        if let topP = settings.topP { options["top_p"] = .number(topP) }
        if let limit = settings.maxTokens { options["num_predict"] = .integer(Int64(limit)) }
        return options
    }

    /// Most models think or do not; those of this family know three efforts, and cannot do without.
    private static func think(_ effort: ReasoningEffort, model: String) -> JSONValue {
        guard model.contains("gpt-oss") else { return .bool(effort != .none) }
        switch effort {
        case .none, .minimal, .low: return "low"
        case .medium: return "medium"
        case .high: return "high"
        }
    }
}

extension Ollama.Model {
    /// Models that only measure texts are listed among the others.
    fileprivate var chats: Bool { !families.contains { $0.contains("bert") } && !name.contains("embed") }

    /// "8.0B, Q4_K_M, 4.9 GB"
    fileprivate var description: String {
        let words = [parameters, quantization, size.flatMap(Self.gigabytes) ?? ""]
        return words.filter { !$0.isEmpty && $0 != "unknown" }.joined(separator: ", ")
    }

    private static func gigabytes(_ bytes: Int) -> String? {
        let tenths = bytes / 100_000_000
        return tenths > 0 ? "\(tenths / 10).\(tenths % 10) GB" : nil
    }
}
