import Foundation
import HTTPTypes
import Hummingbird
import WireFormats

/// The BetterForms assistants API: runs over HTTP, their events on channels.
struct BetterFormsAPI: ServiceAPI {
    let gate: Gate

    /// The key is `apiKey` in the body. A stop needs none: who knows the two ids was told them, and both are random. Nor
    /// do channels: their random name is the secret.
    func admit(_ request: inout Request, _ context: ServiceContext) async throws -> RateLimiter.Verdict? {
        guard let route = BetterFormsRoute(path: RequestTarget(request.head.path ?? "").path) else {
            throw Refusal.notFound("There is nothing at this address")
        }
        guard route.methods.contains(request.method) else { throw Refusal.methodNotAllowed(route.methods) }
        guard route == .create || route == .stop else { return nil }
        let key = try await request.collectJSON(gate.service.limits).decoded(Key.self)
        if route == .stop, key.apiKey == nil { return nil }
        return try await gate.admit(hasKey: gate.key.matches(key.apiKey), context, otherwise: Self.noKey)
    }

    func respond(
        to request: Request, at target: RequestTarget, _ context: ServiceContext
    ) async throws -> Response {
        let handlers = BetterFormsHandlers(service: gate.service)
        switch BetterFormsRoute(path: target.path) {
        case .create: return try await handlers.create(request)
        case .stop: return try await handlers.stop(request)
        case .stream: return try await handlers.stream(target.query, request, context)
        case .messaging: throw MessagingHandshake.notAskedFor
        case nil: throw Refusal.notFound("There is nothing at this address")
        }
    }

    func response(to refusal: Refusal) -> Response { refusal.betterFormsResponse }

    private struct Key: Decodable { let apiKey: String? }

    private static let noKey = Refusal(
        status: .unauthorized,
        detail: .init(
            code: "invalid_api_key", message: "The key is missing or wrong: send it as apiKey in the body",
            type: "authentication_error"))
}

extension Refusal {
    /// Both families of errors that clients of this API know, in one body.
    var betterFormsBody: Data {
        let body = BetterForms.ErrorBody(status: status.code, message: detail.message)
        return (try? WireJSON.encode(body)) ?? Data()
    }

    fileprivate var betterFormsResponse: Response {
        var response = Response.json(betterFormsBody, status: status)
        response.headers.append(contentsOf: headers)
        return response
    }
}
