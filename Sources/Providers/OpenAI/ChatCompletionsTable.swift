/// In what a service that speaks Chat Completions is different from the others when it is asked.
///
/// In what they answer, all differences are read everywhere: what is thought under `reasoning_content`, `reasoning` or in
/// parts of the content, what is used in a chunk of its own, in the last one or in each, calls of tools in pieces or
/// whole and without an index, an end without `[DONE]`.
struct ChatCompletionsRow: Hashable, Sendable {
    enum EffortField: Hashable, Sendable {
        /// `"reasoning_effort":"low"`
        case plain
        /// `"reasoning":{"effort":"low"}`
        case nested
        /// `"reasoning_effort":"low"`, and `"reasoning_format":"parsed"` without which it is thought in the text.
        case parsed
    }

    /// The host and its subdomains.
    let host: String
    var chatPath = "chat/completions"
    var modelsPath = "models"
    var limitField = "max_tokens"
    /// `"stream_options":{"include_usage":true}`: services that refuse it say what is used without being asked.
    var takesStreamOptions = true
    /// `"usage":{"include":true}`
    var takesUsage = false
    var effort = EffortField.plain
    /// Parts of names of models that do not chat, where the service lists them without saying so.
    var otherModels: [String] = []
    /// The list of models has no order of its own: the newest come first.
    var sortsByAge = false
    /// Some model of the service takes them, or nobody here knows that none does.
    var takesImages = true
}

enum ChatCompletionsTable {
    /// From the public references of these services.
    static let rows = [
        ChatCompletionsRow(
            host: "api.openai.com", limitField: "max_completion_tokens", otherModels: openAIOthers, sortsByAge: true),
        ChatCompletionsRow(host: "openai.azure.com", limitField: "max_completion_tokens", otherModels: openAIOthers),
        ChatCompletionsRow(host: "openrouter.ai", takesUsage: true, effort: .nested),
        ChatCompletionsRow(
            host: "api.groq.com", limitField: "max_completion_tokens", effort: .parsed,
            otherModels: ["whisper", "tts", "guard", "orpheus"]),
        ChatCompletionsRow(
            host: "api.mistral.ai", takesStreamOptions: false, otherModels: ["embed", "ocr", "moderation", "voxtral"]),
        ChatCompletionsRow(host: "api.deepseek.com", takesImages: false),
        ChatCompletionsRow(host: "api.together.xyz"),
        ChatCompletionsRow(
            host: "models.github.ai", chatPath: "inference/chat/completions", modelsPath: "catalog/models",
            limitField: "max_completion_tokens"),
    ]

    /// What is right for llama.cpp, vLLM, LM Studio, Ollama's compatible port, and for most that nobody here has heard of.
    static let others = ChatCompletionsRow(host: "")

    static func row(of host: String) -> ChatCompletionsRow {
        rows.first { host == $0.host || host.hasSuffix(".\($0.host)") } ?? others
    }

    static let openAIOthers = [
        "embedding", "whisper", "tts", "dall-e", "moderation", "davinci-002", "babbage-002", "image", "audio",
        "realtime",
        "transcribe", "sora",
    ]
}
