import ChatModel

/// A change of a service's assistants that was asked for and not answered yet.
struct AssistantWish: Hashable {
    enum Change: Hashable {
        case save
        case delete(AssistantReference)
    }

    let service: ServiceID
    let change: Change
}

extension [AssistantWish] {
    /// Takes the wish out that this is the answer to. A service answers its wishes one after the other.
    mutating func take(answeredBy edit: AssistantEdit, at service: ServiceID) -> AssistantWish? {
        let index = firstIndex { wish in
            guard wish.service == service else { return false }
            return switch (edit, wish.change) {
            case (.saved, .save), (.refused, _): true
            case (.deleted(let id), .delete(let assistant)): id == assistant.id
            default: false
            }
        }
        return index.map { remove(at: $0) }
    }

    /// What is to be deleted.
    var deleting: Set<AssistantID> {
        Set(
            compactMap { wish in
                if case .delete(let assistant) = wish.change { assistant.id } else { nil }
            })
    }
}
