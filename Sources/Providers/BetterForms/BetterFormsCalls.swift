import ChatModel
import WireFormats

/// The calls of the BetterForms API, and what their answers say.
enum BetterFormsCalls {
    private static let createPath = "stream/create/assistants"
    private static let stopPath = "stream/create/assistants/stop"

    static func create(_ request: BetterForms.CreateRequest, idempotencyKey: String) -> ServiceCall {
        var call = post(createPath, request)
        call.idempotencyKey = idempotencyKey
        return call
    }

    static func stop(_ ids: BetterForms.RunIDs, key: String?) -> ServiceCall {
        post(stopPath, BetterForms.StopRequest(ids, apiKey: key))
    }

    /// Stops nothing: a service that is there says that the names are missing.
    static func probe(key: String?) -> ServiceCall {
        post(stopPath, key.map { ["apiKey": $0] } ?? [:])
    }

    static func text(_ value: some Encodable) -> [UInt8] {
        // Values of our own types always encode; were one ever not to, the service refuses the empty body in words.
        (try? WireJSON.encode(value)).map(Array.init) ?? []
    }

    static func refusal(in answer: ServiceAnswer, secrets: BetterFormsSecrets) -> Refusal {
        let detail = try? WireJSON.decode(BetterForms.ErrorBody.self, from: answer.body).error
        return Refusal(
            status: answer.status, code: detail?.code, message: secrets.removed(from: detail?.message ?? ""),
            retryAfter: answer.retryAfter, location: answer.location)
    }

    private static func post(_ path: String, _ value: some Encodable) -> ServiceCall {
        ServiceCall(method: .post, path: path, body: text(value))
    }
}

extension BetterForms.Message {
    init(_ message: Message) {
        self.init(role: message.role == .user ? .user : .assistant, content: message.told(withImages: false))
    }
}

/// What became of a request to stop.
enum BetterFormsVerdict: Hashable, Sendable {
    /// The service took it; how the run stands, where it says so in a word that is known.
    case taken(BetterForms.StopStatus?)
    case failed(ServiceFault)

    /// A refusal whose words say that the run is over already is as good as an answer.
    init(_ result: Result<ServiceAnswer, ServiceFault>, secrets: BetterFormsSecrets) {
        switch result {
        case .failure(let fault): self = .failed(fault)
        case .success(let answer) where answer.isSuccess:
            let reply = try? WireJSON.decode(BetterForms.StopReply.self, from: answer.body)
            if reply?.success == false, reply?.known == nil {
                self = Self(refusal: BetterFormsCalls.refusal(in: answer, secrets: secrets))
            } else {
                self = .taken(reply?.known)
            }
        case .success(let answer):
            self = Self(refusal: BetterFormsCalls.refusal(in: answer, secrets: secrets))
        }
    }

    private init(refusal: Refusal) {
        guard [200, 201, 400, 404, 409].contains(refusal.status),
            let status = Self.status(in: refusal.message.lowercased())
        else {
            self = .failed(.refused(refusal))
            return
        }
        self = .taken(status)
    }

    /// "Cannot cancel run with status 'completed'." is the model of such words: the word that says how the run stands
    /// comes last.
    private static func status(in words: String) -> BetterForms.StopStatus? {
        let signs: [(String, BetterForms.StopStatus)] = [
            ("completed", .completed), ("finished", .completed), ("expired", .expired), ("incomplete", .incomplete),
            ("failed", .failed), ("cancelled", .cancelled), ("canceled", .cancelled), ("stopped", .cancelled),
            ("cancelling", .cancelling), ("not found", .notFound), ("no such run", .notFound),
            ("no run found", .notFound), ("not active", .notFound), ("already", .notFound),
        ]
        return signs.first { words.contains($0.0) }?.1
    }
}
