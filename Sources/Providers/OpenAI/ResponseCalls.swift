import WireFormats

/// Joins the pieces of the calls of tools in one run of the Responses API; they are told by the items they stand in, or by
/// the places of these in the output.
struct ResponseCalls: Sendable {
    private struct Call {
        let item: String?
        let output: Int?
        var tool: OpenAI.Tool
        var isTold = false
    }

    private var calls: [Call] = []

    mutating func take(_ record: OpenAI.ResponseEvent, type: String) -> [ModelEvent] {
        switch type {
        case "response.output_item.added":
            if let item = record.item, let tool = item.tool {
                calls.append(Call(item: item.id, output: record.outputIndex, tool: tool))
            }
        case "response.output_item.done": return record.item.map { take(whole: $0, at: record.outputIndex) } ?? []
        default:
            guard let place = place(of: record.itemID, at: record.outputIndex) else { return [] }
            if type.hasSuffix(".delta") {
                calls[place].tool.arguments += record.delta ?? ""
            } else if let whole = record.whole {
                calls[place].tool.arguments = whole
            }
        }
        return []
    }

    /// A whole item. Of one that is no call nothing is said, nor of the call that it stands in the place of.
    mutating func take(whole item: OpenAI.OutputItem, at output: Int? = nil) -> [ModelEvent] {
        guard var tool = item.tool else {
            if output != nil, let instead = calls.lastIndex(where: { $0.output == output }) {
                calls[instead].isTold = true
            }
            return []
        }
        let known = place(of: item.id, at: output)
        let place = known ?? calls.count
        if known == nil {
            calls.append(Call(item: item.id, output: output, tool: tool))
        } else {
            if tool.arguments.isEmpty { tool.arguments = calls[place].tool.arguments }
            calls[place].tool = tool
        }
        return [tell(place)]
    }

    /// The calls that were not told yet.
    mutating func rest() -> [ModelEvent] { calls.indices.filter { !calls[$0].isTold }.map { tell($0) } }

    private mutating func tell(_ place: Int) -> ModelEvent {
        calls[place].isTold = true
        let tool = calls[place].tool
        guard !tool.isForCaller else {
            return .part(ModelPart.toolCall(place + 1, name: tool.name, arguments: tool.arguments))
        }
        return .part(
            ModelPart.usedTool(
                place + 1, name: tool.name, arguments: tool.code.map(ModelPart.fenced) ?? tool.arguments,
                result: tool.result.isEmpty ? "" : ModelPart.fenced(tool.result)))
    }

    /// Some services give each record another id.
    private func place(of item: String?, at output: Int?) -> Int? {
        calls.lastIndex { $0.item == item && !$0.isTold }
            ?? output.flatMap { output in calls.lastIndex { $0.output == output && !$0.isTold } }
    }
}
