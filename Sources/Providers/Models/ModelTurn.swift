import ChatModel

/// What one side says to a model, as all these APIs take it.
struct ModelTurn: Hashable, Sendable {
    let role: Role
    var text: String

    /// The history and the prompt, oldest first. The first is of the person, and the sides take turns, which some models
    /// insist on.
    ///
    /// A reply that did not come to its end says so at its end. Reasoning and all other parts stay out: they are not to
    /// be sent back, or belong to another service.
    static func turns(of request: ReplyRequest) -> [ModelTurn] {
        var turns: [ModelTurn] = []
        for message in request.history + [request.prompt] {
            let turn = ModelTurn(role: message.role, text: message.text + mark(of: message))
            guard !message.text.isEmpty || message.id == request.prompt.id else { continue }
            if turns.isEmpty, turn.role == .assistant { turns.append(ModelTurn(role: .user, text: openingMark)) }
            if turns.last?.role == turn.role {
                turns[turns.count - 1].text += "\n\n" + turn.text
            } else {
                turns.append(turn)
            }
        }
        return turns
    }

    private static func mark(of message: Message) -> String {
        guard message.role == .assistant else { return "" }
        return switch message.state {
        case .stopped(.alreadyFinished), .complete, .queued, .sent, .running: ""
        case .stopped: "\n\n[The user stopped this reply here.]"
        case .interrupted, .failed: "\n\n[This reply was cut off here.]"
        }
    }

    private static let openingMark = "[The conversation begins with what the assistant says.]"
}
