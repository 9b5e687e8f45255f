/// The reasoning of a reply as parts: what is thought before text comes is one, what is thought after it another.
struct ReasoningParts: Sendable {
    private var count = 0
    private(set) var isOpen = false

    /// More of it.
    mutating func take(_ text: String) -> [ModelEvent] {
        guard !text.isEmpty else { return [] }
        if isOpen { return [.partGrew(id: ModelPart.reasoningID(count), by: text)] }
        isOpen = true
        count += 1
        return [.part(ModelPart.reasoning(count, text))]
    }

    /// More of a text that holds both.
    mutating func take(_ piece: InlineThoughts.Piece) -> [ModelEvent] {
        switch piece {
        case .thought(let text): return take(text)
        case .text(let text):
            end()
            return [.text(text)]
        }
    }

    /// Some begins, of which nothing is said yet.
    mutating func begin() -> [ModelEvent] {
        guard !isOpen else { return [] }
        isOpen = true
        count += 1
        return [.part(ModelPart.reasoning(count))]
    }

    /// What comes next is not part of it any more.
    mutating func end() { isOpen = false }
}
