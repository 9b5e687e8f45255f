import Foundation
import HTTPTypes
import Hummingbird
import WireFormats

/// Does what a request at an address of the Amity API asks for.
struct AmityHandlers: Sendable {
    let service: AssistantService

    private var store: ServiceStore { service.store }

    /// Has the message answered: at once when it is whole, or as a stream. The request owns the run: when its connection
    /// closes, the run stops.
    func answer(_ request: Request) async throws -> Response {
        var request = request
        let body = try await request.collectJSON(service.limits)
        let asked = try body.decoded(Amity.Request.self)
        let new = try await newRun(asked, once: try OnceKey(request, body: body))
        let store = store
        let madeSession: @Sendable (EndedRun) async throws -> String? = { ended in
            asked.sessionID == nil ? try await store.session(ofThread: ended.thread) : nil
        }
        if asked.stream {
            let run = OwnedRun(try await service.begin(new), of: service)
            return stream(AmityStream(service: service, run: run, madeSession: madeSession), over: request)
        }
        let ended = try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await service.end(of: try await service.begin(new))
        }
        let reply = AmityReply(
            answer: try Amity.Answer(ended), madeSession: try await madeSession(ended), isRecord: false)
        var response = try Response.json(reply)
        // Having been watched, the connection takes no further request.
        response.headers[.connection] = "close"
        return response
    }

    private func stream(_ stream: AmityStream, over request: Request) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await stream.send(to: &writer)
                }
                try await writer.finish(nil)
            })
    }

    /// The run that the request asks for, in the thread of its session. Throws the refusal that names the first value
    /// that cannot be.
    private func newRun(_ asked: Amity.Request, once: OnceKey?) async throws -> NewRun {
        guard asked.message.contains(where: { !$0.isWhitespace }) else {
            throw Refusal.invalid("message is required", param: "message")
        }
        if let assistant = asked.assistantID, !ResourceID.isValid(assistant) {
            throw Refusal.notFound("There is no assistant of that id", param: "assistantId")
        }
        let session = try asked.sessionID.map(SessionName.init) ?? .random()
        let assistant: String
        if let id = asked.assistantID { assistant = id } else { assistant = try await store.defaultAssistant() }
        var new = NewRun(
            thread: try await store.thread(of: session), assistant: assistant,
            prompt: Assisters.MessageDraft(content: asked.message), once: once, startedAt: store.now())
        new.api = .amity
        return new
    }
}

extension AmityHandlers {
    /// What became of the message that had this idempotency key in this session: `?sessionId=S&request=K`.
    func status(_ query: Substring?) async throws -> Response {
        let session = try SessionName(try Self.value("sessionId", in: query))
        let request = try Self.value("request", in: query)
        return try .json(try await service.status(of: request, in: session))
    }

    private static func value(_ name: String, in query: Substring?) throws(Refusal) -> String {
        for pair in query?.split(separator: "&") ?? [] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == name, let text = String(parts[1]).removingPercentEncoding, !text.isEmpty {
                return text
            }
        }
        throw .invalid("\(name) is required", param: name)
    }
}

extension AssistantService {
    func status(of request: String, in session: SessionName) async throws -> Amity.RunStatus {
        guard let run = try await store.run(of: request, in: session) else {
            return Amity.RunStatus(sessionID: session.text, status: .none)
        }
        guard live[run] == nil else { return Amity.RunStatus(sessionID: session.text, status: .active) }
        let ended: EndedRun
        if let unwritten = unwritten[run] { ended = unwritten } else { ended = try await store.ended(run) }
        return switch ended.status {
        case .queued, .inProgress: Amity.RunStatus(sessionID: session.text, status: .active)
        case .completed: Amity.RunStatus(sessionID: session.text, status: .finished, answer: ended.text)
        case .stopped: Amity.RunStatus(sessionID: session.text, status: .stopped, answer: ended.text)
        case .failed: Amity.RunStatus(sessionID: session.text, status: .failed, answer: ended.text)
        }
    }
}
