import HTTPTypes
import Hummingbird
import WireFormats

/// A request that is not fulfilled, as its sender is told.
struct Refusal: Error, Equatable {
    var status: HTTPResponse.Status
    var detail: Assisters.ErrorDetail
    var headers: HTTPFields = [:]
    /// The same request may be sent again when the run that is active in the thread has ended.
    var waitsForRun = false
}

extension Refusal {
    static func invalid(_ message: String, param: String? = nil) -> Refusal {
        Refusal(
            status: .badRequest,
            detail: .init(code: "invalid_request_error", message: message, param: param, type: "validation_error"))
    }

    static func notFound(_ message: String, param: String? = nil) -> Refusal {
        Refusal(
            status: .notFound,
            detail: .init(code: "not_found", message: message, param: param, type: "invalid_request_error"))
    }

    static let noKey = Refusal(
        status: .unauthorized,
        detail: .init(
            code: "invalid_api_key", message: "The key is missing or wrong: send Authorization: Bearer KEY",
            type: "authentication_error"),
        headers: [.wwwAuthenticate: "Bearer"])

    static func forbidden(_ message: String) -> Refusal {
        Refusal(
            status: .forbidden, detail: .init(code: "forbidden", message: message, type: "permission_error"))
    }

    static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Refusal {
        Refusal(
            status: .methodNotAllowed,
            detail: .init(
                code: "method_not_allowed", message: "This address does not take that method",
                type: "invalid_request_error"),
            headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
    }

    static func tooMany(after seconds: Int, _ message: String) -> Refusal {
        Refusal(
            status: .tooManyRequests,
            detail: .init(code: "rate_limit_exceeded", message: message, type: "rate_limit_error"),
            headers: [.retryAfter: String(seconds)])
    }

    /// The rest of the request is not read, so the connection cannot be used again.
    static func tooLarge(_ status: HTTPResponse.Status, _ message: String) -> Refusal {
        Refusal(
            status: status,
            detail: .init(code: "request_too_large", message: message, type: "invalid_request_error"),
            headers: [.connection: "close"])
    }

    static let notJSON = Refusal(
        status: .unsupportedMediaType,
        detail: .init(
            code: "unsupported_media_type", message: "Send the body with Content-Type: application/json",
            type: "invalid_request_error"))

    static let tooSlow = Refusal(
        status: .requestTimeout,
        detail: .init(
            code: "request_timeout", message: "The body did not arrive in time", type: "invalid_request_error"),
        headers: [.connection: "close"])

    static let shuttingDown = Refusal(
        status: .serviceUnavailable,
        detail: .init(code: "shutting_down", message: "The service is shutting down", type: "server_error"),
        headers: [.retryAfter: "1"])

    static func broken(_ message: String) -> Refusal {
        Refusal(
            status: .internalServerError,
            detail: .init(code: "server_error", message: message, type: "server_error"))
    }
}

extension Refusal {
    /// What a body that cannot be read as the wanted value is told, from the decoder's own finding.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let name = Self.name(context.codingPath + [key])
            self = .invalid("\(name) is required", param: name)
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            self = .invalid("The body must be a JSON object")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let name = Self.name(context.codingPath)
            self = .invalid("\(name) has the wrong type", param: name)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let name = Self.name(context.codingPath)
            self = .invalid("\(name) has a value that is not allowed", param: name)
        default:
            self = .invalid("The body is not valid JSON")
        }
    }

    private static func name(_ path: [any CodingKey]) -> String {
        path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
