import ChatModel

/// What one side says to a model, as all these APIs take it.
struct ModelTurn: Hashable, Sendable {
    let role: Role
    var text: String
    /// They stand before the text.
    var images: [ImageData] = []

    /// The history and the prompt, oldest first. The first is of the person, and the sides take turns, which some models
    /// insist on.
    ///
    /// A reply that did not come to its end says so at its end. Reasoning and all other parts stay out: they are not to
    /// be sent back, or belong to another service. Text files stand in the text; images only where they may be shown.
    static func turns(of request: ReplyRequest) -> [ModelTurn] {
        var turns: [ModelTurn] = []
        for message in request.history + [request.prompt] {
            let images = request.takesImages ? message.parts.compactMap(\.image) : []
            let told = message.told(withImages: request.takesImages)
            let turn = ModelTurn(role: message.role, text: told + mark(of: message), images: images)
            guard !told.isEmpty || !images.isEmpty || message.id == request.prompt.id else { continue }
            if turns.isEmpty, turn.role == .assistant { turns.append(ModelTurn(role: .user, text: openingMark)) }
            if turns.last?.role == turn.role {
                turns[turns.count - 1].join(turn)
            } else {
                turns.append(turn)
            }
        }
        return turns
    }

    /// Some services refuse such text.
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

    private mutating func join(_ next: ModelTurn) {
        text = [text, next.text].filter { !$0.isEmpty }.joined(separator: "\n\n")
        images += next.images
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
