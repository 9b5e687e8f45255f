import Foundation
import HTTPTypes
import Hummingbird
import WireFormats

/// Does what a request at an address of the BetterForms assistants API asks for.
struct BetterFormsHandlers: Sendable {
    let service: AssistantService

    /// Starts a run, and a thread for it if none is named.
    ///
    /// Streamed, the run belongs to the service: the answer comes as soon as it exists, and closing the connection does
    /// not stop it. Not streamed, the request owns it: the answer is the whole reply, and closing the connection stops
    /// the run, since nobody else can hear it.
    func create(_ request: Request) async throws -> Response {
        var request = request
        let body = try await request.collectJSON(service.limits)
        let asked = try body.decoded(BetterForms.CreateRequest.self)
        let new = try await service.store.newRun(asked, once: try OnceKey(request, body: body))
        if asked.payload.stream {
            let run = try await service.begin(new)
            let ids = BetterForms.RunIDs(thread: try await service.thread(of: run), run: run)
            return try .json(BetterForms.CreateReply.created(ids), status: .created)
        }
        let ended = try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await service.end(of: try await service.begin(new))
        }
        var response = try Response.json(try BetterForms.CreateReply(ended), status: .created)
        // Having been watched, the connection takes no further request.
        response.headers[.connection] = "close"
        return response
    }

    /// Stops a run. Whatever has become of it, the answer says so and is no error.
    func stop(_ request: Request) async throws -> Response {
        var request = request
        let asked = try await request.collectJSON(service.limits).decoded(BetterForms.StopRequest.self)
        guard let ids = asked.ids else { throw Refusal.invalid("threadId and runId are required") }
        return try .json(BetterForms.StopReply(status: try await stop(ids), ids))
    }

    private func stop(_ ids: BetterForms.RunIDs) async throws -> BetterForms.StopStatus {
        guard ResourceID.isValid(ids.thread), ResourceID.isValid(ids.run) else { return .notFound }
        let state = try await service.stop(
            ids.run, in: ids.thread, of: .betterForms, because: "a client asked for it")
        switch state {
        case .queued, .inProgress: return .cancelling
        case .stopped: return .cancelled
        case .completed: return .completed
        case .failed: return .failed
        case nil: return .notFound
        }
    }

    /// The channels as an event stream, which ends with the service only.
    func stream(_ query: Substring?, _ request: Request, _ context: ServiceContext) async throws -> Response {
        let names = try ChannelNames(query: query)
        return await service.stream(
            ChannelWire(channels: Set(names.all), isEventStream: true), over: request, context)
    }
}

extension BetterForms.CreateReply {
    /// The whole reply. Throws the refusal when the run failed; one that was stopped keeps its text.
    init(_ ended: EndedRun) throws(Refusal) {
        if let failure = ended.failure { throw .broken(failure.message) }
        self = .done(ended.text, BetterForms.RunIDs(thread: ended.thread, run: ended.id))
        if ended.status == .stopped { status = BetterForms.StopStatus.cancelled.rawValue }
    }
}
