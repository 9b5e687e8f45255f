import HTTPTypes

/// The addresses of the Amity API.
enum AmityRoute: String, Hashable, Sendable {
    case messages = "/api/v1/assistants/messages"
    /// What became of a reply; an addition of our service.
    case status = "/api/v1/assistants/messages/status"

    /// Whether this API answers for the path, even if it has nothing there.
    static func isNear(_ path: Substring) -> Bool {
        path == messages.rawValue || path.hasPrefix(messages.rawValue + "/")
    }

    var method: HTTPRequest.Method {
        switch self {
        case .messages: .post
        case .status: .get
        }
    }
}
