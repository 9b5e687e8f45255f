import WireFormats

/// Joins the pieces of the calls of tools in one reply.
///
/// A piece belongs to the call of its index, unless it begins another with an id and a name of its own, or with a name
/// and arguments after those of that call are whole; without an index, to the call of its id, else to the last, unless it
/// has a name that the last has already.
struct ToolCallPieces: Sendable {
    private struct Call {
        var index: Int?
        var id: String?
        var name = ""
        var arguments = ""
        /// It was told as it is now.
        var isTold = false

        /// Nothing can follow the arguments.
        var isWhole: Bool {
            !name.isEmpty && arguments.hasSuffix("}")
                && (try? WireJSON.decodeStrictly(JSONValue.self, from: Array(arguments.utf8))) != nil
        }
    }

    private var calls: [Call] = []

    /// - Returns: The call before, which is whole when another begins.
    mutating func take(_ piece: OpenAI.ToolCallPiece) -> [ModelEvent] {
        var told: [ModelEvent] = []
        let place: Int
        if let known = self.place(of: piece) {
            place = known
        } else {
            told = take()
            place = calls.count
            calls.append(Call(index: piece.index, id: piece.id))
        }
        // Some services say the whole name with each piece.
        if let name = piece.function.name, name != calls[place].name { calls[place].name += name }
        calls[place].arguments += piece.function.arguments
        calls[place].isTold = false
        return told
    }

    /// The calls that were not told yet as they are now.
    mutating func take() -> [ModelEvent] {
        var events: [ModelEvent] = []
        for place in calls.indices where !calls[place].isTold {
            calls[place].isTold = true
            let call = calls[place]
            events.append(.part(ModelPart.toolCall(place + 1, name: call.name, arguments: call.arguments)))
        }
        return events
    }

    private func place(of piece: OpenAI.ToolCallPiece) -> Int? {
        let hasName = piece.function.name?.isEmpty == false
        let id = piece.id.flatMap { $0.isEmpty ? nil : $0 }
        if let index = piece.index {
            // Some services give each call the index 0, some of them no ids either, and some each piece an id.
            guard let last = calls.lastIndex(where: { $0.index == index }) else { return nil }
            guard hasName else { return last }
            if let id, let known = calls[last].id { return known == id ? last : nil }
            return !piece.function.arguments.isEmpty && calls[last].isWhole ? nil : last
        }
        if let id { return calls.lastIndex { $0.id == id } }
        return calls.isEmpty || hasName && calls.last?.name.isEmpty == false ? nil : calls.count - 1
    }
}
