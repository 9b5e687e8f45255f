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
        var response: Response
        do {
            response = try await answer(request, context)
        } catch let refusal as Refusal {
            response = refusal.response
        }
        response.headers[.date] = HTTPDate.text(of: Date())
        return response
    }

    private func answer(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try HostRule.check(request.head, port: context.port)
        guard let path = request.head.path, path.hasPrefix("/") else { throw Refusal.invalid("The path is missing") }
        guard path.utf8.count <= service.limits.targetBytes else {
            throw Refusal.tooLarge(.uriTooLong, "The address is longer than \(service.limits.targetBytes) bytes")
        }
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        if parts[0] == "/healthz" { return try await health(request.method) }
        let verdict = try await admit(request, context)
        var response: Response
        do {
            response = try await route(request, context, path: parts[0], query: parts.dropFirst().first)
        } catch let refusal as Refusal {
            response = refusal.response
        } catch let error where !(error is BrokenConnection || error is CancellationError) {
            logger.error("request failed", metadata: ["error": "\(error)"])
            response = Refusal.broken("The service failed to do this").response
        }
        verdict.write(to: &response.headers)
        return response
    }

    private func health(_ method: HTTPRequest.Method) async throws -> Response {
        guard method == .get else { throw Refusal.methodNotAllowed([.get]) }
        guard await !service.isShuttingDown else { throw Refusal.shuttingDown }
        return try .json(["status": "ok"])
    }

    private func admit(_ request: Request, _ context: ServiceContext) async throws -> RateLimiter.Verdict {
        let hasKey = key.isIn(request.headers[.authorization])
        switch await service.admit(hasKey: hasKey, peer: context.peer) {
        case .allowed(let verdict): return verdict
        case .wrongKey: throw Refusal.noKey
        case .tooManyWrongKeys(let verdict):
            throw Refusal.tooMany(after: verdict.reset, "Too many requests with a wrong key")
        case .overLimit(let verdict):
            var refusal = Refusal.tooMany(after: verdict.reset, "Too many requests")
            verdict.write(to: &refusal.headers)
            throw refusal
        }
    }

    private func route(
        _ request: Request, _ context: ServiceContext, path: Substring, query: Substring?
    ) async throws -> Response {
        guard await !service.isShuttingDown else { throw Refusal.shuttingDown }
        guard let route = AssistersRoute(path: path) else { throw Refusal.notFound("There is nothing at \(path)") }
        guard route.methods.contains(request.method) else { throw Refusal.methodNotAllowed(route.methods) }
        return try await AssistersHandlers(service: service).respond(
            to: request, at: route, query: query, context: context)
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

extension Refusal {
    var response: Response {
        let body = (try? WireJSON.encode(Assisters.ErrorBody(detail))) ?? Data()
        var response = Response.json(body, status: status)
        response.headers.append(contentsOf: headers)
        return response
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
