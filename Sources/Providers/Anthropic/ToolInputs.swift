/// Joins the arguments of the calls of tools in one message; they are told by the blocks they stand in.
struct ToolInputs: Sendable {
    private struct Call {
        let index: Int?
        let name: String
        /// What came with the beginning; pieces, if there are any, come in its place.
        let input: String
        var pieces = ""
        var isTold = false
    }

    private var calls: [Call] = []

    mutating func begin(name: String, input: String, at index: Int?) {
        calls.append(Call(index: index, name: name, input: input))
    }

    mutating func grow(by piece: String, at index: Int?) {
        guard let place = place(of: index) else { return }
        calls[place].pieces += piece
    }

    /// The call of a block that has ended; nothing of a block that is none.
    mutating func end(at index: Int?) -> [ModelEvent] { place(of: index).map { [tell($0)] } ?? [] }

    /// The calls that were not told yet; the arguments of the last may be cut.
    mutating func rest() -> [ModelEvent] { calls.indices.filter { !calls[$0].isTold }.map { tell($0) } }

    private mutating func tell(_ place: Int) -> ModelEvent {
        calls[place].isTold = true
        let call = calls[place]
        let arguments = call.pieces.isEmpty ? call.input : call.pieces
        return .part(ModelPart.toolCall(place + 1, name: call.name, arguments: arguments))
    }

    private func place(of index: Int?) -> Int? { calls.lastIndex { $0.index == index && !$0.isTold } }
}
