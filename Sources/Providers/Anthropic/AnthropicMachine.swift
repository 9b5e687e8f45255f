import ChatModel
import ServerSentEvents
import WireFormats

/// Reads the events of one message.
///
/// The word `stop_reason` ends a reply, and `message_stop` does where the service has no such word.
struct AnthropicMachine: EventMachine {
    /// The most tokens that were asked for, where they were chosen.
    private let limit: Int?
    private var model: String?
    private var usage = Anthropic.Usage()
    private var reasoning = ReasoningParts()
    private var calls = ToolInputs()
    private var sources = CitedSources()
    /// The message has begun.
    private var hasBegun = false
    /// Something else has come since the last text.
    private var isApart = false
    private var hasText = false
    /// The thought that goes on has words.
    private var hasThought = false
    /// The next words of it stand in another block.
    private var isNextThought = false
    private var hasFinished = false

    init(limit: Int?) { self.limit = limit }

    mutating func take(_ event: ServerSentEvent) -> [ModelEvent] {
        // A word of another API, which some gateways say in this one too.
        if event.data.hasPrefix("[DONE]") { return [.over] }
        guard let record = try? WireJSON.decode(Anthropic.Event.self, from: Array(event.data.utf8)) else {
            // An error may be plain words; one that is JSON was cut here.
            let isWords = event.type == "error" && !event.data.hasPrefix("{")
            return isWords ? [.finished(.failed(.troubled(message: event.data)))] : [.lost(event.data)]
        }
        return take(record, type: record.type ?? event.type)
    }

    mutating func takeWhole(_ body: [UInt8]) -> [ModelEvent] {
        guard let record = try? WireJSON.decode(Anthropic.Event.self, from: body) else {
            // A body that is cut says nothing.
            let isCut = (try? WireJSON.decode(JSONValue.self, from: body)) == nil
            return isCut ? [] : [.finished(.failed(.unreadable(Self.isNoMessage)))]
        }
        switch record.type {
        case "message":
            guard let message = try? WireJSON.decode(Anthropic.Message.self, from: body) else { return [] }
            return takeWhole(message)
        case _ where record.error != nil: return take(record, type: "error")
        default: return [.finished(.failed(.unreadable(Self.isNoMessage)))]
        }
    }

    mutating func close() -> [ModelEvent] { calls.rest() }

    private static let isNoMessage = "it is not what the service should answer here"

    private mutating func take(_ record: Anthropic.Event, type: String) -> [ModelEvent] {
        switch type {
        case "message_start":
            guard var message = record.message else { return [] }
            defer { hasBegun = true }
            // What is written is counted at the end; before it stands a number that says nothing.
            message.usage?.output = nil
            // Some gateways say it twice; some turns that go on have all of their content in it.
            return begin(message) + (hasBegun ? [] : takeContent(of: message) + end(message.end))
        case "content_block_start": return record.block.map { begin($0, at: record.index) } ?? []
        case "content_block_delta": return record.delta.map { grow(by: $0, at: record.index) } ?? []
        case "content_block_stop": return calls.end(at: record.index)
        case "message_delta":
            let counts = record.usage.map { [count($0)] } ?? []
            return counts + (record.delta.map { end($0.end) } ?? [])
        case "message_stop": return calls.rest() + (hasFinished ? [] : [.finished(.complete)]) + [.over]
        // Some gateways leave the type out.
        case _ where type == "error" || record.error != nil:
            let fault = ServiceFault.inStream(code: record.error?.type, message: record.error?.message ?? "")
            return calls.rest() + [.finished(.failed(fault))]
        default: return []
        }
    }

    private mutating func takeWhole(_ message: Anthropic.Message) -> [ModelEvent] {
        let events = begin(message) + takeContent(of: message)
        // A whole message has come to its end, whatever it says about it.
        return events + end(message.end) + (hasFinished ? [] : [.finished(.complete)]) + [.over]
    }

    private mutating func takeContent(of message: Anthropic.Message) -> [ModelEvent] {
        message.content.enumerated().flatMap { begin($1, at: $0) + calls.end(at: $0) }
    }

    private mutating func begin(_ message: Anthropic.Message) -> [ModelEvent] {
        model = message.model ?? model
        return message.usage.map { [count($0)] } ?? []
    }
}

// The blocks

extension AnthropicMachine {
    private mutating func begin(_ block: Anthropic.Block, at index: Int?) -> [ModelEvent] {
        switch block.type {
        case "text": return say(block.text) + sources.take(block.citations)
        case "thinking", "redacted_thinking":
            isApart = true
            isNextThought = hasThought
            // Thoughts may be kept from everybody; that there is one is seen all the same.
            return reasoning.begin() + think(block.thinking)
        case "tool_use", "server_tool_use", "mcp_tool_use":
            isApart = true
            endThought()
            calls.begin(block, at: index)
            return []
        default:
            isApart = true
            model = block.nextModel ?? model
            return block.call.map { calls.answer($0, with: block.result) } ?? []
        }
    }

    private mutating func grow(by delta: Anthropic.Delta, at index: Int?) -> [ModelEvent] {
        switch delta.type {
        case "text_delta": return say(delta.text)
        case "thinking_delta": return think(delta.thinking)
        case "citations_delta": return sources.take([delta.citation].compactMap(\.self))
        case "input_json_delta":
            calls.grow(by: delta.partialJSON, at: index)
            return []
        default: return []
        }
    }

    /// What was said before and after something else is in paragraphs of its own.
    private mutating func say(_ text: String) -> [ModelEvent] {
        guard !text.isEmpty else { return [] }
        endThought()
        let isNext = isApart && hasText
        isApart = false
        hasText = true
        return [.text(isNext ? "\n\n" + text : text)]
    }

    private mutating func think(_ text: String) -> [ModelEvent] {
        guard !text.isEmpty else { return [] }
        let isNext = isNextThought
        isNextThought = false
        hasThought = true
        return reasoning.take(isNext ? "\n\n" + text : text)
    }

    private mutating func endThought() {
        reasoning.end()
        hasThought = false
        isNextThought = false
    }

    private mutating func count(_ newer: Anthropic.Usage) -> ModelEvent {
        usage.update(with: newer)
        let read = [usage.input, usage.cacheWritten, usage.cacheRead].compactMap(\.self)
        return .usage(
            TokenUsage(
                input: read.isEmpty ? nil : read.reduce(0, &+), cachedInput: usage.cacheRead, output: usage.output,
                model: model))
    }
}

// The end

extension AnthropicMachine {
    private mutating func end(_ end: Anthropic.End) -> [ModelEvent] {
        guard let word = end.reason, !word.isEmpty else { return [] }
        hasFinished = true
        return calls.rest() + [.finished(Self.end(by: word, end.explanation, limit: limit ?? usage.output))]
    }

    private static func end(by word: String, _ explanation: String, limit: Int?) -> ModelEnd {
        switch word {
        case "end_turn", "stop_sequence", "tool_use": .complete
        case "max_tokens": .cutAtLength(limit: limit)
        case "model_context_window_exceeded": .contextFull
        case "pause_turn": .paused
        case "refusal": .refused(why: explanation)
        default: .unknown(word)
        }
    }
}
