import ServerSentEvents
import WireFormats

/// Reads the chunks of a chat completion.
///
/// The word `finish_reason` ends a reply, and `[DONE]` does where the service has no such word.
struct ChatCompletionsMachine: EventMachine {
    /// The most tokens that were asked for.
    let limit: Int?
    private var thoughts = InlineThoughts()
    private var reasoning = ReasoningParts()
    private var sources = CitedSources()
    private var images = 0
    private var calls = ToolCallPieces()
    private var hasRefusal = false
    private var hasFinished = false

    init(limit: Int?) { self.limit = limit }

    mutating func take(_ event: ServerSentEvent) -> [ModelEvent] {
        if event.data.hasPrefix("[DONE]") {
            return rest() + (hasFinished ? [] : [.finished(.complete)]) + [.over]
        }
        let bytes = Array(event.data.utf8)
        if event.type == "error" { return rest() + [.finished(.failed(OpenAICalls.fault(ofEvent: event.data)))] }
        guard let chunk = try? WireJSON.decode(OpenAI.ChatChunk.self, from: bytes) else { return [.lost(event.data)] }
        return take(chunk)
    }

    mutating func takeWhole(_ body: [UInt8]) -> [ModelEvent] {
        if let chunk = try? WireJSON.decode(OpenAI.ChatChunk.self, from: body), chunk.isKnown {
            let events = take(chunk)
            // A whole object has come to its end, whatever it says about it.
            return events + rest() + (hasFinished || chunk.choices.isEmpty ? [] : [.finished(.complete)]) + [.over]
        }
        if let error = (try? WireJSON.decode(OpenAI.ErrorBody.self, from: body))?.error {
            return [.finished(.failed(OpenAICalls.fault(of: error)))]
        }
        let isCut = (try? WireJSON.decode(JSONValue.self, from: body)) == nil
        return isCut ? [] : [.finished(.failed(.unreadable("it is not what the service should answer here")))]
    }

    mutating func close() -> [ModelEvent] { calls.take() }

    private mutating func take(_ chunk: OpenAI.ChatChunk) -> [ModelEvent] {
        var events: [ModelEvent] = []
        // Of several choices, which nobody asked for, the first is the reply.
        for choice in chunk.choices where (choice.index ?? 0) == 0 { events += take(choice, chunk.error) }
        events += sources.take(chunk.sources)
        if let usage = chunk.usage { events.append(.usage(OpenAICalls.usage(usage, model: chunk.model))) }
        if let error = chunk.error { events += rest() + [.finished(.failed(OpenAICalls.fault(of: error)))] }
        return events
    }

    private mutating func take(_ choice: OpenAI.ChatChoice, _ error: OpenAI.ErrorDetail?) -> [ModelEvent] {
        var events = say(choice.delta.pieces)
        if let refusal = choice.delta.refusal, !refusal.isEmpty {
            hasRefusal = true
            events.append(.text(refusal))
        }
        events += sources.take(choice.delta.annotations)
        if !choice.delta.images.isEmpty {
            images += choice.delta.images.count
            events.append(.part(ModelPart.images(images)))
        }
        for call in choice.delta.toolCalls { events += calls.take(call) }
        if let error = choice.error { return events + rest() + [.finished(.failed(OpenAICalls.fault(of: error)))] }
        guard let word = choice.finishReason, !word.isEmpty, !(word == "error" && error != nil) else { return events }
        hasFinished = true
        return events + rest() + [.finished(end(by: word))]
    }

    private mutating func say(_ pieces: [OpenAI.ChatDelta.Piece]) -> [ModelEvent] {
        pieces.flatMap { piece -> [ModelEvent] in
            switch piece {
            case .reasoning(let text):
                thoughts.areElsewhere()
                return reasoning.take(text)
            case .text(let text): return thoughts.take(text).flatMap { reasoning.take($0) }
            }
        }
    }

    /// What was held back, once nothing more of it is to come.
    private mutating func rest() -> [ModelEvent] { thoughts.end().flatMap { reasoning.take($0) } + calls.take() }

    /// Beside the words of OpenAI those of Mistral, DeepSeek, Text Generation Inference, and of Anthropic, Cohere and
    /// Gemini where gateways let them through.
    private func end(by word: String) -> ModelEnd {
        switch word.lowercased() {
        case "stop" where hasRefusal: .refused(why: "")
        case "stop", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "tool_calls", "tool_call", "tool_use",
            "function_call":
            .complete
        case "length", "max_tokens", "max_output_tokens": .cutAtLength(limit: limit)
        case "model_length", "model_context_window_exceeded": .contextFull
        case "content_filter", "safety", "refusal", "sensitive", "recitation", "prohibited_content", "blocklist",
            "spii":
            .refused(why: "a filter of the service ended the answer (\(word))")
        case "error", "insufficient_system_resource", "abort":
            .failed(.troubled(message: "it ended the answer with the word \(word)"))
        default: .unknown(word)
        }
    }
}

extension OpenAICalls {
    /// What an event of the type `error` says, which may be a text alone.
    static func fault(ofEvent data: String) -> ServiceFault {
        let body = try? WireJSON.decode(OpenAI.ErrorBody.self, from: Array(data.utf8))
        return fault(of: body?.error ?? OpenAI.ErrorDetail(message: data))
    }
}
