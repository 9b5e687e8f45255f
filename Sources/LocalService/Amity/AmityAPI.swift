import HTTPTypes
import Hummingbird
import WireFormats

/// The Amity API: one address for messages, one for what became of them.
struct AmityAPI: ServiceAPI {
    let gate: Gate

    /// The key comes as `Authorization: Bearer KEY`, or alone in one of two other headers.
    func admit(_ request: inout Request, _ context: ServiceContext) async throws -> RateLimiter.Verdict? {
        let headers = request.headers
        let hasKey =
            gate.key.isIn(headers[.authorization])
            || ["x-api-key", "x-secret-key"].compactMap { HTTPField.Name($0) }.contains { name in
                gate.key.matches(headers[name])
            }
        return try await gate.admit(hasKey: hasKey, context, otherwise: Self.noKey)
    }

    func respond(
        to request: Request, at target: RequestTarget, _ context: ServiceContext
    ) async throws -> Response {
        guard let route = AmityRoute(rawValue: String(target.path)) else {
            throw Refusal.notFound("There is nothing at \(target.path)")
        }
        guard route.method == request.method else { throw Refusal.methodNotAllowed([route.method]) }
        let handlers = AmityHandlers(service: gate.service)
        switch route {
        case .messages: return try await handlers.answer(request)
        case .status: return try await handlers.status(target.query)
        }
    }

    func response(to refusal: Refusal) -> Response {
        var response = Response.json(AmityWire.json(refusal.amityError), status: refusal.amityStatus)
        response.headers.append(contentsOf: refusal.headers)
        return response
    }

    private static let noKey = Refusal(
        status: .unauthorized,
        detail: .init(
            code: "invalid_api_key",
            message: "The key is missing or wrong: send Authorization: Bearer KEY, or x-api-key, or x-secret-key",
            type: "authentication_error"),
        headers: [.wwwAuthenticate: "Bearer"])
}
