/// Services of models that many people have a key for: where they are, and which variable holds their key by custom.
struct KnownService: Hashable, Sendable {
    /// A name for it in `config.toml`.
    let name: String
    let kind: ServiceKind
    let url: String
    /// nil where no key is needed.
    let keyVariable: String?

    static let all = [
        KnownService("openai", .openai, "https://api.openai.com/v1", "OPENAI_API_KEY"),
        KnownService("openai-responses", .openaiResponses, "https://api.openai.com/v1", "OPENAI_API_KEY"),
        KnownService("anthropic", .anthropic, "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
        KnownService("openrouter", .openai, "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
        KnownService("groq", .openai, "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
        KnownService("mistral", .openai, "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
        KnownService("deepseek", .openai, "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
        KnownService("together", .openai, "https://api.together.xyz/v1", "TOGETHER_API_KEY"),
        KnownService("xai", .openai, "https://api.x.ai/v1", "XAI_API_KEY"),
        KnownService("cerebras", .openai, "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY"),
        KnownService("fireworks", .openai, "https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"),
        KnownService("ollama", .ollama, "http://127.0.0.1:11434", nil),
        KnownService("llamacpp", .openai, "http://127.0.0.1:8080/v1", nil),
        KnownService("lmstudio", .openai, "http://127.0.0.1:1234/v1", nil),
    ]

    private init(_ name: String, _ kind: ServiceKind, _ url: String, _ keyVariable: String?) {
        self.name = name
        self.kind = kind
        self.url = url
        self.keyVariable = keyVariable
    }

    /// The variable by custom for a host; nil for all others, so that no key goes where it does not belong.
    static func keyVariable(of kind: ServiceKind, host: String) -> String? {
        all.first { $0.kind == kind && $0.host == host }?.keyVariable
    }

    var host: String {
        String(url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != ":" })
    }
}
