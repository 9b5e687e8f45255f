/// The keys of a `[services.NAME]` table, each with what it takes and which services have it. The reader of the file, its
/// advice and the manual page come from this table.
enum ServiceSetting: String, CaseIterable {
    case kind, url
    case keyCommand = "key_command"
    case keyVariable = "key_env"
    case keyFile = "key_file"
    case allowsPlainHTTP = "allow_plain_http"
    case assistant
    case authHeader = "auth_header"
    case authPrefix = "auth_prefix"
    case body
    case model, system, temperature
    case topP = "top_p"
    case maxTokens = "max_tokens"
    case effort, context, background
    case action, stream, provider, instructions
    case providerKeyCommand = "provider_key_command"
    case providerKeyVariable = "provider_key_env"
    case providerKeyFile = "provider_key_file"

    enum Shape: String {
        case string = "a string"
        case strings = "an array of strings"
        case bool = "true or false"
        case temperature = "a number from 0 to 2"
        case share = "a number from 0 to 1"
        case count = "a whole number above 0"
        case effort = "none, minimal, low, medium or high"
    }

    var shape: Shape {
        switch self {
        case .keyCommand, .providerKeyCommand: .strings
        case .allowsPlainHTTP, .stream, .background: .bool
        case .temperature: .temperature
        case .topP: .share
        case .maxTokens, .context: .count
        case .effort: .effort
        default: .string
        }
    }

    /// Which services have it.
    var kinds: Set<ServiceKind> {
        switch self {
        case .kind, .url, .keyCommand, .keyVariable, .keyFile, .allowsPlainHTTP: Set(ServiceKind.allCases)
        case .assistant: [.assisters]
        case .authHeader, .authPrefix, .body: [.amity]
        case .stream: [.amity, .betterforms]
        case .model: ServiceKind.ofModels.union([.betterforms])
        case .system, .temperature, .topP, .maxTokens, .effort, .context: ServiceKind.ofModels
        case .background: [.openaiResponses]
        case .action, .provider, .instructions, .providerKeyCommand, .providerKeyVariable, .providerKeyFile:
            [.betterforms]
        }
    }

    /// One sentence without its full stop.
    var purpose: String {
        switch self {
        case .kind: "The API that the service speaks: \(ServiceKind.allCases.map(\.rawValue).joined(separator: ", "))"
        case .url:
            "Where it is: for assisters up to /v1, for amity the whole address that messages are posted to, for "
                + "betterforms the portal without a path, for models all before /chat/completions and the like; without "
                + "it the vendor of the API, where it has one"
        case .keyCommand: "A program and its arguments that print the key, run without a shell, for at most 10 s"
        case .keyVariable: "The environment variable that holds the key"
        case .keyFile: "A file that holds the key and that only you can read; ~/ is your home directory"
        case .allowsPlainHTTP: "true lets the key travel unencrypted to a host that is not this machine"
        case .assistant: "The id of the assistant that answers; without it the first that the service lists"
        case .authHeader: "The header field that carries the key; without it Authorization: Bearer"
        case .authPrefix: "What stands before the key in that field; in Authorization it is Bearer"
        case .body:
            "The JSON object that is posted: {text} stands for what was typed, {session} for the session, {stream} for "
                + "true or false"
        case .action: "The name under which the service sends its events"
        case .stream: "false asks for the whole answer at once"
        case .provider: "The provider behind the service; without it openai"
        case .model: "The model that answers where a thread has chosen none"
        case .system: "What the model is told before all messages"
        case .temperature: "How much chance there is in the answer"
        case .topP: "Which share of the likely words is chosen from"
        case .maxTokens: "The most tokens of one answer"
        case .effort: "How much the model reasons before it answers"
        case .context:
            "The most tokens that a model is sent, its answer included; without it what the service says that it holds"
        case .background: "true lets a reply go on at the service without its connection; Esc cancels it there"
        case .instructions: "What the assistant is told beside the messages"
        case .providerKeyCommand: "As key_command, for the key of the provider"
        case .providerKeyVariable: "As key_env, for the key of the provider"
        case .providerKeyFile: "As key_file, for the key of the provider"
        }
    }

    static func of(_ kind: ServiceKind?) -> [ServiceSetting] {
        allCases.filter { kind.map($0.kinds.contains) ?? true }
    }
}
