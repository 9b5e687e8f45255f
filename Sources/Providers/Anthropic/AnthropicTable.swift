/// In what Anthropic's models are different from each other when they are asked.
struct AnthropicRow: Hashable, Sendable {
    /// How their names begin.
    let name: String
    /// How many tokens they can write at once.
    let mostTokens: Int
    /// They choose by themselves how long they think, by an effort; the others take a budget.
    var choosesThinking = false
}

enum AnthropicTable {
    /// From Anthropic's public overview of models; the first that matches counts.
    static let rows = [
        AnthropicRow(name: "claude-3-opus", mostTokens: 4_096),
        AnthropicRow(name: "claude-3-sonnet", mostTokens: 4_096),
        AnthropicRow(name: "claude-3-haiku", mostTokens: 4_096),
        AnthropicRow(name: "claude-3-5", mostTokens: 8_192),
        AnthropicRow(name: "claude-3-7", mostTokens: 64_000),
        // What follows the version may be a date.
        AnthropicRow(name: "claude-opus-4-0", mostTokens: 32_000),
        AnthropicRow(name: "claude-opus-4-1", mostTokens: 32_000),
        AnthropicRow(name: "claude-opus-4-2025", mostTokens: 32_000),
        AnthropicRow(name: "claude-opus-4-5", mostTokens: 64_000),
        AnthropicRow(name: "claude-sonnet-4-0", mostTokens: 64_000),
        AnthropicRow(name: "claude-sonnet-4-2025", mostTokens: 64_000),
        AnthropicRow(name: "claude-sonnet-4-5", mostTokens: 64_000),
        AnthropicRow(name: "claude-haiku-4-5", mostTokens: 64_000),
        AnthropicRow(name: "claude-opus-4-", mostTokens: 64_000, choosesThinking: true),
        AnthropicRow(name: "claude-sonnet-4-", mostTokens: 64_000, choosesThinking: true),
        // No newer one can less.
        AnthropicRow(name: "claude-", mostTokens: 32_000, choosesThinking: true),
    ]

    /// What most of those can that others offer in the same API.
    private static let others = AnthropicRow(name: "", mostTokens: 8_192)

    static func row(of model: String) -> AnthropicRow { rows.first { model.hasPrefix($0.name) } ?? others }
}
