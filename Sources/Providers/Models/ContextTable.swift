package import ChatModel

/// What models can hold, at services that do not say it themselves.
struct ContextTable: Hashable, Sendable {
    /// When it was looked up: "2025-12".
    private(set) var date = ""
    private var rows: [String: [ContextLimits.Row]] = [:]

    /// The table that the program brings.
    static let shipped = ContextTable(String(decoding: PackageResources.contexts_txt, as: UTF8.self))

    /// Reads lines of `date DATE` and of `HOST MODEL TOKENS`; what follows a `#` is for people. Lines of another form are
    /// passed over.
    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
            if words.count == 2, words[0] == "date" { date = words[1] }
            guard words.count == 3, let tokens = Int(words[2]), tokens > 0 else { continue }
            rows[words[0], default: []].append(ContextLimits.Row(model: words[1], tokens: tokens))
        }
    }

    /// - Parameter service: Where the models are: "api.openai.com".
    func rows(at service: String) -> [ContextLimits.Row] { rows[service] ?? [] }
}

extension ModelAPI {
    /// What is known of the models of a service without asking it.
    package func contextLimits(at address: ServiceAddress, _ settings: ModelSettings) -> ContextLimits {
        let replies =
            self == .anthropic
            ? AnthropicTable.rows.map { ContextLimits.Row(model: $0.name + "*", tokens: $0.mostTokens) } : []
        return ContextLimits(
            most: settings.contextTokens, reply: settings.maxTokens,
            contexts: ContextTable.shipped.rows(at: address.authority), replies: replies)
    }
}
