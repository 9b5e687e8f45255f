/// What the Guide answers to a prompt.
struct GuideAnswer: Hashable, Sendable {
    /// Markdown.
    var text: String
    /// What the text was made of.
    var sources: [EngineSource] = []
    /// The tool to call when the text has been said; what it gives is said after it.
    var call: EngineToolCall?
}
