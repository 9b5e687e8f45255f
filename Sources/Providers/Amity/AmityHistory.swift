import ChatModel

/// What was said before a prompt, told in the prompt itself.
///
/// The API takes no history: a session remembers what was said in it. Where a thread comes to a service with messages
/// that its session does not know, because another service answered before, they stand before the prompt as plain text:
///
///     This is what was said before:
///
///     User: Hello?
///
///     Assistant: Hello! How may I help you?
///
///     This is what the user says now:
///
///     And then?
enum AmityHistory {
    /// The prompt alone, where nothing was said before.
    static func told(_ history: [Message], before prompt: String) -> String {
        let turns = history.map { ($0, $0.told(withImages: false)) }.filter { !$1.isEmpty && $0.state.isFinal }
            .map { "\($0.role == .user ? "User" : "Assistant"): \($1)" }
        guard !turns.isEmpty else { return prompt }
        let parts = ["This is what was said before:"] + turns + ["This is what the user says now:", prompt]
        return parts.joined(separator: "\n\n")
    }
}
