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
    case action, stream, provider, model, instructions
    case providerKeyCommand = "provider_key_command"
    case providerKeyVariable = "provider_key_env"
    case providerKeyFile = "provider_key_file"

    enum Shape: String {
        case string = "a string"
        case strings = "an array of strings"
        case bool = "true or false"
    }

    var shape: Shape {
        switch self {
        case .keyCommand, .providerKeyCommand: .strings
        case .allowsPlainHTTP, .stream: .bool
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
        default: [.betterforms]
        }
    }

    /// One sentence without its full stop.
    var purpose: String {
        switch self {
        case .kind: "assisters, amity or betterforms: the API that the service speaks"
        case .url:
            "Where it is: for assisters up to /v1, for amity the whole address that messages are posted to, for "
                + "betterforms the portal without a path"
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
        case .model: "The model that the provider is asked for"
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
