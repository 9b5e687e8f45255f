import WireFormats

/// Joins the arguments of the calls of tools in one message; they are told by the blocks they stand in, and those that the
/// service has answered itself once more with what came of them.
struct ToolInputs: Sendable {
    private struct Call {
        let index: Int?
        let id: String?
        let name: String
        /// The caller is to call it.
        let isForCaller: Bool
        /// What came with the beginning; pieces, if there are any, come in its place.
        let input: String
        var pieces = ""
        var result = ""
        var isTold = false
    }

    private var calls: [Call] = []

    mutating func begin(_ block: Anthropic.Block, at index: Int?) {
        calls.append(
            Call(
                index: index, id: block.id, name: block.name, isForCaller: block.type == "tool_use",
                input: block.input))
    }

    mutating func grow(by piece: String, at index: Int?) {
        guard let place = place(of: index) else { return }
        calls[place].pieces += piece
    }

    /// The call of a block that has ended; nothing of a block that is none.
    mutating func end(at index: Int?) -> [ModelEvent] { place(of: index).map { [tell($0)] } ?? [] }

    /// What came of a call that the service has made itself.
    mutating func answer(_ call: String, with result: Anthropic.ToolResult) -> [ModelEvent] {
        guard let place = calls.lastIndex(where: { $0.id == call && !$0.isForCaller }) else { return [] }
        let pages = result.pages.compactMap { ReplySource($0)?.withoutPassage.markdown }
        let list = pages.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
        calls[place].result = (result.texts.map(ModelPart.fenced) + [list]).filter { !$0.isEmpty }
            .joined(separator: "\n\n")
        return [tell(place)]
    }

    /// The calls that were not told yet; the arguments of the last may be cut.
    mutating func rest() -> [ModelEvent] { calls.indices.filter { !calls[$0].isTold }.map { tell($0) } }

    private mutating func tell(_ place: Int) -> ModelEvent {
        calls[place].isTold = true
        let call = calls[place]
        let arguments = call.pieces.isEmpty ? call.input : call.pieces
        return .part(
            call.isForCaller
                ? ModelPart.toolCall(place + 1, name: call.name, arguments: arguments)
                : ModelPart.usedTool(place + 1, name: call.name, arguments: arguments, result: call.result))
    }

    private func place(of index: Int?) -> Int? { calls.lastIndex { $0.index == index && !$0.isTold } }
}
