import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import WireFormats

/// Does what a request at an address of the Assisters API asks for.
struct AssistersHandlers: Sendable {
    let service: AssistantService

    private var store: ServiceStore { service.store }

    /// The method is one that the route has.
    func respond(
        to request: Request, at route: AssistersRoute, query: Substring?, context: ServiceContext
    ) async throws -> Response {
        var request = request
        switch (route, request.method) {
        case (.assistants, .post):
            let (draft, once) = try await read(Assisters.AssistantDraft.self, from: &request)
            try draft.validateTools()
            return Response(try await store.createAssistant(draft, once: once))
        case (.assistants, _):
            return try .json(try await store.assistants(try Paging(query: query, limit: 20)))
        case (.assistant(let id), .post):
            let (draft, once) = try await read(Assisters.AssistantDraft.self, from: &request)
            try draft.validateTools()
            return Response(try await store.updateAssistant(id, by: draft, once: once))
        case (.assistant(let id), .delete): return try .json(try await store.deleteAssistant(id))
        case (.assistant(let id), _): return try .json(try await store.assistant(id))
        case (.threads, _):
            let (draft, once) = try await read(Assisters.ThreadDraft.self, from: &request, emptyMeans: "{}")
            return Response(try await store.createThread(draft, once: once))
        case (.thread(let id), _): return try .json(try await store.thread(id))
        case (.messages(let thread), .post): return try await addMessage(to: thread, &request)
        case (.messages(let thread), _):
            return try .json(try await store.messages(of: thread, try Paging(query: query, limit: nil)))
        case (.stream(let thread), _): return try await stream(thread, request, context)
        }
    }

    private func addMessage(to thread: String, _ request: inout Request) async throws -> Response {
        let (draft, once) = try await read(Assisters.MessageDraft.self, from: &request)
        try draft.validate()
        guard let assistant = draft.assistantID else {
            return Response(try await store.addMessage(draft, to: thread, once: once))
        }
        let new = NewRun(thread: thread, assistant: assistant, prompt: draft, once: once, startedAt: store.now())
        // The request owns the run: the connection is watched, and when it closes this is cancelled.
        let ended = try await request.body.consumeWithCancellationOnInboundClose { _ in
            try await service.end(of: try await service.begin(new))
        }
        var response = try Response.json(try Assisters.Message(ended))
        // Having been watched, the connection takes no further request.
        response.headers[.connection] = "close"
        return response
    }

    private func read<Value: Decodable>(
        _ type: Value.Type, from request: inout Request, emptyMeans empty: String = ""
    ) async throws -> (Value, OnceKey?) {
        let body = try await request.collectJSON(service.limits)
        let value = try (body.isEmpty ? Data(empty.utf8) : body).decoded(type)
        return (value, try OnceKey(request, body: body))
    }
}

extension OnceKey {
    /// nil when the sender did not ask for it.
    init?(_ request: Request, body: Data) throws(Refusal) {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name] else { return nil }
        guard (1...255).contains(key.utf8.count) else {
            throw .invalid("An Idempotency-Key has 1 to 255 characters", param: "Idempotency-Key")
        }
        let address = "\(request.method) \(request.head.path ?? "")\n"
        self.init(key: key, fingerprint: SHA256.hash(data: Array(address.utf8) + body).hexadecimal)
    }
}

extension Assisters.MessageDraft {
    /// Throws the refusal that names the first value that cannot be.
    func validate() throws(Refusal) {
        guard !content.isEmpty || attachments?.isEmpty == false else {
            throw .invalid("Message content is required", param: "content")
        }
        let areObjects = attachments?.allSatisfy { if case .object = $0 { true } else { false } } ?? true
        guard areObjects else { throw .invalid("Each attachment must be an object", param: "attachments") }
        guard let assistantID else { return }
        guard ResourceID.isValid(assistantID) else {
            throw .notFound("There is no assistant of that id", param: "assistant_id")
        }
        guard role == .user else {
            throw .invalid("Only a message of the user can be answered", param: "role")
        }
    }
}
