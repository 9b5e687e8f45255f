import HTTPTypes

/// The addresses of the BetterForms assistants API.
enum BetterFormsRoute: Hashable, Sendable {
    case create
    case stop
    /// The WebSocket of the channels. A request that is answered over HTTP did not ask for one.
    case messaging
    /// The channels as an event stream.
    case stream

    init?(path: Substring) {
        switch path {
        case "/stream/create/assistants": self = .create
        case "/stream/create/assistants/stop": self = .stop
        case "/messaging": self = .messaging
        case "/messaging/stream": self = .stream
        default: return nil
        }
    }

    /// Whether the path is in the folders of this API, so that a wrong one is refused in its words.
    static func isNear(_ path: Substring) -> Bool {
        ["/stream", "/messaging"].contains { path == $0 || path.hasPrefix("\($0)/") }
    }

    var methods: [HTTPRequest.Method] {
        switch self {
        case .create, .stop: [.post]
        case .messaging, .stream: [.get]
        }
    }
}
