/// The APIs of models that Weft speaks.
package enum ModelAPI: String, Hashable, Sendable, CaseIterable {
    case chatCompletions, responses

    func dialect(at address: ServiceAddress) -> any ModelDialect {
        switch self {
        case .chatCompletions: ChatCompletionsDialect(ChatCompletionsTable.row(of: address.host))
        case .responses: ResponsesDialect()
        }
    }
}
