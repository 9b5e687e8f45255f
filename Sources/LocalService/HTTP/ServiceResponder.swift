import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import WireFormats

/// Answers every request: lets in who may come in, finds the handler, and turns what goes wrong into a reply.
struct ServiceResponder: HTTPResponder {
    typealias Context = ServiceContext

    let service: AssistantService
    let key: BearerKey
    let logger: Logger

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let target = RequestTarget(request.head.path ?? "")
        let api = api(at: target.path)
        var response: Response
        do {
            response = try await answer(request, at: target, api, context)
        } catch let refusal as Refusal {
            response = api.response(to: refusal)
        }
        response.headers[.date] = HTTPDate.text(of: Date())
        return response
    }

    private func api(at path: Substring) -> any ServiceAPI {
        let gate = Gate(service: service, key: key)
        if BetterFormsRoute.isNear(path) { return BetterFormsAPI(gate: gate) }
        if AmityRoute.isNear(path) { return AmityAPI(gate: gate) }
        return AssistersAPI(gate: gate)
    }

    private func answer(
        _ request: Request, at target: RequestTarget, _ api: some ServiceAPI, _ context: ServiceContext
    ) async throws -> Response {
        try HostRule.check(request.head, port: context.port)
        guard let path = request.head.path, path.hasPrefix("/") else { throw Refusal.invalid("The path is missing") }
        guard path.utf8.count <= service.limits.targetBytes else {
            throw Refusal.tooLarge(.uriTooLong, "The address is longer than \(service.limits.targetBytes) bytes")
        }
        if target.path == "/healthz" { return try await health(request.method) }
        var request = request
        let verdict = try await api.admit(&request, context)
        var response: Response
        do {
            guard await !service.isShuttingDown else { throw Refusal.shuttingDown }
            response = try await api.respond(to: request, at: target, context)
        } catch let refusal as Refusal {
            response = api.response(to: refusal)
        } catch let error where !(error is BrokenConnection || error is CancellationError) {
            logger.error("request failed", metadata: ["error": "\(error)"])
            response = api.response(to: Refusal.broken("The service failed to do this"))
        }
        verdict?.write(to: &response.headers)
        return response
    }

    private func health(_ method: HTTPRequest.Method) async throws -> Response {
        guard method == .get else { throw Refusal.methodNotAllowed([.get]) }
        guard await !service.isShuttingDown else { throw Refusal.shuttingDown }
        return try .json(["status": "ok"])
    }
}

extension RateLimiter.Verdict {
    func write(to headers: inout HTTPFields) {
        for (name, value) in [
            ("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset", reset),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = String(value) }
        }
    }
}

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        json(try WireJSON.encode(value), status: status)
    }

    static func json(_ body: Data, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    init(_ stored: StoredReply) {
        self = .json(stored.body, status: HTTPResponse.Status(code: stored.status))
    }
}
