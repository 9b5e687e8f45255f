import HTTPTypes

/// The addresses of the Assisters API.
enum AssistersRoute: Hashable, Sendable {
    case assistants
    case assistant(String)
    case threads
    case thread(String)
    case messages(thread: String)
    case stream(thread: String)

    /// nil for any other path, and for one whose id is not of the form of ours.
    init?(path: Substring) {
        let prefix = "/v1/"
        guard path.hasPrefix(prefix) else { return nil }
        let parts = path.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
        switch parts.map(String.init) {
        case ["assisters"]: self = .assistants
        case ["threads"]: self = .threads
        case let rest where rest.count < 2 || !ResourceID.isValid(rest[1]): return nil
        case let rest where rest[0] == "assisters" && rest.count == 2: self = .assistant(rest[1])
        case let rest where rest[0] == "threads" && rest.count == 2: self = .thread(rest[1])
        case let rest where rest[0] == "threads" && rest[2...] == ["messages"]: self = .messages(thread: rest[1])
        case let rest where rest[0] == "threads" && rest[2...] == ["messages", "stream"]:
            self = .stream(thread: rest[1])
        default: return nil
        }
    }

    var methods: [HTTPRequest.Method] {
        switch self {
        case .assistants, .messages: [.get, .post]
        case .assistant: [.get, .post, .delete]
        case .threads: [.post]
        case .thread, .stream: [.get]
        }
    }
}
