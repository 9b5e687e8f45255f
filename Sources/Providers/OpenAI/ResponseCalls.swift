import WireFormats

/// Joins the pieces of the calls of tools in one run of the Responses API; they are told by the items they stand in.
struct ResponseCalls: Sendable {
    private struct Call {
        let item: String?
        var name: String
        var arguments = ""
        var isTold = false
    }

    private var calls: [Call] = []

    mutating func take(_ record: OpenAI.ResponseEvent, type: String) -> [ModelEvent] {
        switch type {
        case "response.output_item.added":
            if let item = record.item, item.type == "function_call" {
                calls.append(Call(item: item.id, name: item.name ?? "", arguments: item.arguments ?? ""))
            }
        case "response.output_item.done": return record.item.map { take(whole: $0) } ?? []
        case "response.function_call_arguments.delta":
            if let place = place(of: record.itemID) { calls[place].arguments += record.delta ?? "" }
        default:
            if let place = place(of: record.itemID), let whole = record.whole { calls[place].arguments = whole }
        }
        return []
    }

    /// A whole item; what is no call says nothing.
    mutating func take(whole item: OpenAI.OutputItem) -> [ModelEvent] {
        guard item.type == "function_call" else { return [] }
        let place: Int
        if let known = self.place(of: item.id) {
            place = known
        } else {
            place = calls.count
            calls.append(Call(item: item.id, name: ""))
        }
        if let name = item.name { calls[place].name = name }
        if let arguments = item.arguments { calls[place].arguments = arguments }
        return [tell(place)]
    }

    /// The calls that were not told yet.
    mutating func rest() -> [ModelEvent] { calls.indices.filter { !calls[$0].isTold }.map { tell($0) } }

    private mutating func tell(_ place: Int) -> ModelEvent {
        calls[place].isTold = true
        return .part(ModelPart.toolCall(place + 1, name: calls[place].name, arguments: calls[place].arguments))
    }

    private func place(of item: String?) -> Int? {
        calls.lastIndex { $0.item == item && !$0.isTold }
    }
}
