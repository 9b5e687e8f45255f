import Foundation
import HTTPTypes
import Hummingbird
import WireFormats

/// The Assisters API: everything under `/v1/`. It also answers for addresses where there is nothing.
struct AssistersAPI: ServiceAPI {
    let gate: Gate

    func admit(_ request: inout Request, _ context: ServiceContext) async throws -> RateLimiter.Verdict? {
        try await gate.admit(hasKey: gate.key.isIn(request.headers[.authorization]), context)
    }

    func respond(
        to request: Request, at target: RequestTarget, _ context: ServiceContext
    ) async throws -> Response {
        guard let route = AssistersRoute(path: target.path) else {
            throw Refusal.notFound("There is nothing at \(target.path)")
        }
        guard route.methods.contains(request.method) else { throw Refusal.methodNotAllowed(route.methods) }
        return try await AssistersHandlers(service: gate.service).respond(
            to: request, at: route, query: target.query, context: context)
    }

    func response(to refusal: Refusal) -> Response {
        let body = (try? WireJSON.encode(Assisters.ErrorBody(refusal.detail))) ?? Data()
        var response = Response.json(body, status: refusal.status)
        response.headers.append(contentsOf: refusal.headers)
        return response
    }
}
