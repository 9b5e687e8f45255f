package import ChatModel

/// The APIs of models that Weft speaks.
package enum ModelAPI: String, Hashable, Sendable, CaseIterable {
    case chatCompletions, responses, anthropic, ollama

    func dialect(at address: ServiceAddress) -> any ModelDialect {
        switch self {
        case .chatCompletions: ChatCompletionsDialect(ChatCompletionsTable.row(of: address.host))
        case .responses: ResponsesDialect()
        case .anthropic: AnthropicDialect(at: address)
        case .ollama: OllamaDialect(at: address)
        }
    }

    /// What prompts to a service may carry, as far as it is known without asking.
    package func files(at address: ServiceAddress) -> FileIntake {
        let takesImages = self != .chatCompletions || ChatCompletionsTable.row(of: address.host).takesImages
        return takesImages ? .textsAndImages : .texts
    }

    /// What the address of a service is, for who has given another; a sentence without its full stop.
    var addressRule: String {
        switch self {
        case .chatCompletions: "it is all before /chat/completions, and ends in /v1 nearly everywhere"
        case .responses: "it is all before /responses, and ends in /v1"
        case .anthropic: "it is all before /messages, and ends in /v1 nearly everywhere"
        case .ollama: "it is all before /api/chat"
        }
    }
}
