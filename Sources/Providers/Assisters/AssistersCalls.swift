import Foundation
import WireFormats

/// The calls of the Assisters API, and what their answers say.
enum AssistersCalls {
    static func firstAssistant() -> ServiceCall {
        ServiceCall(method: .get, path: "assisters?limit=1&offset=0")
    }

    /// The page that begins after so many assistants.
    static func assistants(after count: Int) -> ServiceCall {
        ServiceCall(method: .get, path: "assisters?limit=20&offset=\(max(0, count))")
    }

    static func make(_ assistant: Assisters.AssistantDraft, idempotencyKey: String) -> ServiceCall {
        post("assisters", assistant, key: idempotencyKey)
    }

    /// Changes what the draft names and nothing else.
    static func change(
        _ assistant: String, by draft: Assisters.AssistantDraft, idempotencyKey: String
    ) -> ServiceCall {
        post("assisters/\(ServiceAddress.escaped(assistant))", draft, key: idempotencyKey)
    }

    static func delete(_ assistant: String) -> ServiceCall {
        ServiceCall(method: .delete, path: "assisters/\(ServiceAddress.escaped(assistant))")
    }

    static func makeThread(idempotencyKey: String) -> ServiceCall {
        post("threads", Assisters.ThreadDraft(), key: idempotencyKey)
    }

    static func add(_ message: Assisters.MessageDraft, to thread: String, idempotencyKey: String) -> ServiceCall {
        post("threads/\(ServiceAddress.escaped(thread))/messages", message, key: idempotencyKey)
    }

    static func stream(of thread: String) -> ServiceCall {
        ServiceCall(method: .get, path: "threads/\(ServiceAddress.escaped(thread))/messages/stream")
    }

    static func value<Value: Decodable>(
        _ type: Value.Type, in answer: ServiceAnswer
    ) throws(ServiceFault) -> Value {
        do {
            return try WireJSON.decode(type, from: answer.body)
        } catch {
            throw .unreadable("it is not what the service should answer here")
        }
    }

    static func refusal(in answer: ServiceAnswer) -> Refusal {
        let detail = try? WireJSON.decode(Assisters.ErrorBody.self, from: answer.body).error
        return Refusal(
            status: answer.status, code: detail?.code, message: detail?.message ?? "", parameter: detail?.param,
            retryAfter: answer.retryAfter, location: answer.location)
    }

    private static func post(_ path: String, _ value: some Encodable, key: String) -> ServiceCall {
        // Values of our own types always encode; were one ever not to, the service refuses the empty body in words.
        let body = (try? WireJSON.encode(value)).map(Array.init) ?? []
        return ServiceCall(method: .post, path: path, body: body, idempotencyKey: key)
    }
}
