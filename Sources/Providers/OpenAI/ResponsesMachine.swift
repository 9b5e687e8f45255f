import ServerSentEvents
import WireFormats

/// Reads the events of a run of the Responses API.
struct ResponsesMachine: EventMachine {
    /// An item of the output: by its id, or by where it stands if the service gives each record another id.
    private enum Item: Hashable {
        case id(String?)
        case output(Int)
    }

    /// A part of an item, whose text may come in pieces, whole, or both.
    private struct Place: Hashable {
        let item: Item
        let part: Int?
    }

    /// The most tokens that were asked for.
    private let limit: Int?
    private var reasoning = ReasoningParts()
    private var thought: Place?
    private var calls = ResponseCalls()
    private var sources = CitedSources()
    private var images: Set<Item> = []
    /// The ids of the items that have begun.
    private var begun: Set<String> = []
    /// Of what text has come.
    private var heard: Set<Place> = []
    private var spoken: Place?
    private var hasText = false
    private var hasRefusal = false

    init(limit: Int?) { self.limit = limit }

    mutating func take(_ event: ServerSentEvent) -> [ModelEvent] {
        if event.data.hasPrefix("[DONE]") { return [.over] }
        guard let record = try? WireJSON.decode(OpenAI.ResponseEvent.self, from: Array(event.data.utf8)) else {
            return [.lost(event.data)]
        }
        return take(record, type: record.type ?? event.type)
    }

    mutating func takeWhole(_ body: [UInt8]) -> [ModelEvent] {
        if let response = try? WireJSON.decode(OpenAI.Response.self, from: body), response.status != nil {
            return response.output.flatMap { take(whole: $0, at: nil) } + end(response, word: response.status ?? "")
        }
        if let error = (try? WireJSON.decode(OpenAI.ErrorBody.self, from: body))?.error {
            return [.finished(.failed(OpenAICalls.fault(of: error)))]
        }
        let isCut = (try? WireJSON.decode(JSONValue.self, from: body)) == nil
        return isCut ? [] : [.finished(.failed(.unreadable("it is not what the service should answer here")))]
    }

    mutating func close() -> [ModelEvent] { calls.rest() }

    private mutating func take(_ record: OpenAI.ResponseEvent, type: String) -> [ModelEvent] {
        let place = Place(item: item(record.itemID, at: record.outputIndex), part: record.part)
        switch type {
        case "response.created", "response.queued", "response.in_progress":
            return record.response?.id.map { [.named($0)] } ?? []
        case "response.output_text.delta": return say(record.delta, at: place)
        case "response.refusal.delta":
            hasRefusal = true
            return say(record.delta, at: place)
        case "response.output_text.done": return heard.contains(place) ? [] : say(record.whole, at: place)
        case "response.refusal.done":
            hasRefusal = true
            return heard.contains(place) ? [] : say(record.whole, at: place)
        case "response.reasoning_summary_text.delta", "response.reasoning_text.delta":
            return think(record.delta, at: place)
        case "response.reasoning_summary_text.done", "response.reasoning_text.done":
            return heard.contains(place) ? [] : think(record.whole, at: place)
        case "response.output_text.annotation.added": return sources.take([record.annotation].compactMap(\.self))
        case "response.output_item.done":
            return calls.take(record, type: type) + (record.item.map { images(in: $0, at: record.outputIndex) } ?? [])
        case "response.output_item.added":
            if let id = record.item?.id { begun.insert(id) }
            return calls.take(record, type: type)
        case _ where Self.argumentEvents.contains(type): return calls.take(record, type: type)
        case "response.completed", "response.incomplete", "response.failed", "response.cancelled":
            return record.response.map { end($0, word: String(type.dropFirst("response.".count))) } ?? []
        case "error": return [.finished(.failed(OpenAICalls.fault(of: record.error ?? .init(message: ""))))]
        default: return []
        }
    }

    private static let argumentEvents = Set(
        ["function_call_arguments", "mcp_call_arguments", "custom_tool_call_input"].flatMap {
            ["response.\($0).delta", "response.\($0).done"]
        })

    private func item(_ id: String?, at output: Int?) -> Item {
        if let id, begun.contains(id) { return .id(id) }
        return output.map { .output($0) } ?? .id(id)
    }

    private mutating func take(whole item: OpenAI.OutputItem, at output: Int?) -> [ModelEvent] {
        calls.take(whole: item, at: output) + images(in: item, at: output)
    }

    private mutating func images(in item: OpenAI.OutputItem, at output: Int?) -> [ModelEvent] {
        guard item.type == "image_generation_call" else { return [] }
        images.insert(self.item(item.id, at: output))
        return [.part(ModelPart.images(images.count))]
    }

    private mutating func say(_ text: String?, at place: Place) -> [ModelEvent] {
        guard let text, !text.isEmpty else { return [] }
        heard.insert(place)
        reasoning.end()
        let isNext = spoken != nil && spoken?.item != place.item
        spoken = place
        hasText = true
        return [.text(isNext ? "\n\n" + text : text)]
    }

    private mutating func think(_ text: String?, at place: Place) -> [ModelEvent] {
        guard let text, !text.isEmpty else { return [] }
        heard.insert(place)
        let isNext = thought != nil && thought != place && reasoning.isOpen
        thought = place
        return reasoning.take(isNext ? "\n\n" + text : text)
    }

    /// What an answer without a stream, or one whose pieces were lost on the way, still says at its end.
    private mutating func end(_ response: OpenAI.Response, word: String) -> [ModelEvent] {
        var events = calls.rest()
        if !hasText, !response.text.isEmpty { events.append(.text(response.text)) }
        events += sources.take(response.output.flatMap(\.annotations))
        hasRefusal = hasRefusal || response.output.contains(where: \.isRefusal)
        if let usage = response.usage { events.append(.usage(OpenAICalls.usage(usage, model: response.model))) }
        return events + [.finished(ModelEnd(response, word: word, isRefusal: hasRefusal, limit: limit)), .over]
    }
}
extension ModelEnd {
    /// - Parameters:
    ///   - word: How the run ended.
    ///   - isRefusal: The model has said that it would not answer.
    ///   - limit: The most tokens that were asked for.
    init(_ response: OpenAI.Response, word: String, isRefusal: Bool, limit: Int?) {
        switch (word, response.incompleteReason) {
        case ("completed", _): self = isRefusal ? .refused(why: "") : .complete
        case ("incomplete", "max_output_tokens"), ("incomplete", "max_tokens"):
            self = .cutAtLength(limit: response.maxOutputTokens ?? limit)
        case ("incomplete", "content_filter"): self = .refused(why: "a filter of the service ended the answer")
        case ("failed", _): self = .failed(OpenAICalls.fault(of: response.error ?? .init(message: "")))
        case ("cancelled", _), ("canceled", _): self = .failed(.troubled(message: "the run was cancelled"))
        case (_, let reason): self = .unknown(reason ?? word)
        }
    }
}
