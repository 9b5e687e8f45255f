/// What the sender calls a conversation.
struct SessionName: Hashable, Sendable {
    let text: String

    /// Throws the refusal of a name that is empty, has more than 128 characters, or has a control character.
    init(_ text: String) throws(Refusal) {
        guard (1...128).contains(text.unicodeScalars.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw .invalid("sessionId must have 1 to 128 characters, and no control characters", param: "sessionId")
        }
        self.text = text
    }

    private init(made text: String) { self.text = text }

    static func random() -> SessionName { SessionName(made: ResourceID.random(.session)) }
}
