import ChatModel
import WireFormats

/// OpenAI's Responses, where a run may go on without its connection.
struct ResponsesDialect: ModelDialect {
    func call(for request: ReplyRequest, _ settings: ModelSettings) throws(Failure) -> ServiceCall {
        let input = ModelTurn.turns(of: request).map { turn -> JSONValue in
            ["role": .string(turn.role == .user ? "user" : "assistant"), "content": Self.content(of: turn)]
        }
        var members: [String: JSONValue] = [
            "model": .string(try settings.model(for: request)), "stream": true, "input": .array(input),
            // The whole thread is sent each time; only runs that are asked for later must be kept there.
            "store": .bool(settings.background),
        ]
        if settings.background { members["background"] = true }
        if let system = settings.system, !system.isEmpty { members["instructions"] = .string(system) }
        if let temperature = settings.temperature { members["temperature"] = .number(temperature) }
        if let topP = settings.topP { members["top_p"] = .number(topP) }
        if let limit = settings.maxTokens { members["max_output_tokens"] = .integer(Int64(limit)) }
        if let effort = settings.effort {
            let word = JSONValue.string(effort.rawValue)
            members["reasoning"] = effort == .none ? ["effort": word] : ["effort": word, "summary": "auto"]
        }
        return .post("responses", members)
    }

    private static func content(of turn: ModelTurn) -> JSONValue {
        guard !turn.images.isEmpty else { return .string(turn.text) }
        let images = turn.images.map { image -> JSONValue in
            ["type": "input_image", "image_url": .string(image.url), "detail": "auto"]
        }
        return .array(images + (turn.isBlank ? [] : [["type": "input_text", "text": .string(turn.text)]]))
    }

    func reading(_ settings: ModelSettings) -> EventReading<ResponsesMachine> {
        EventReading(ResponsesMachine(limit: settings.maxTokens), mostBytes: settings.mostBytes)
    }

    func refusal(in answer: ServiceAnswer) -> Refusal { OpenAICalls.refusal(in: answer) }

    var models: ServiceCall { ServiceCall(method: .get, path: "models") }

    func models(in answer: ServiceAnswer) throws -> [ModelListing] {
        try OpenAICalls.models(in: answer, hiding: ChatCompletionsTable.openAIOthers, sortedByAge: true)
    }

    // MARK: Runs that go on unheard

    func goesOnUnheard(_ settings: ModelSettings) -> Bool { settings.background }

    func stop(_ run: String) -> ServiceCall? {
        ServiceCall(method: .post, path: "responses/\(ServiceAddress.escaped(run))/cancel")
    }

    func status(of run: String) -> ServiceCall? {
        ServiceCall(method: .get, path: "responses/\(ServiceAddress.escaped(run))")
    }

    func verdict(in answer: ServiceAnswer) -> ModelVerdict {
        // A run that cannot be cancelled any more may be refused; how it ended is asked then.
        if [400, 409].contains(answer.status) { return .going }
        guard answer.isSuccess, let response = try? WireJSON.decode(OpenAI.Response.self, from: answer.body) else {
            return .unknown
        }
        switch response.status {
        case "cancelled", "canceled": return .stopped
        case let word? where ["completed", "incomplete", "failed"].contains(word):
            let isRefusal = response.output.contains(where: \.isRefusal)
            return .finished(
                ModelWhole(
                    text: response.text.isEmpty ? nil : response.text,
                    usage: response.usage.map { OpenAICalls.usage($0, model: response.model) },
                    end: ModelEnd(response, word: word, isRefusal: isRefusal, limit: nil)))
        case "queued", "in_progress", "cancelling": return .going
        default: return .unknown
        }
    }
}
