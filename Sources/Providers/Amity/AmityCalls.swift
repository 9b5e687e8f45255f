import ServerSentEvents
import WireFormats

/// The calls to Amity BOTs+, and what their answers say.
enum AmityCalls {
    static func message(_ body: [UInt8], idempotencyKey: String) -> ServiceCall {
        ServiceCall(method: .post, path: "", body: body, idempotencyKey: idempotencyKey)
    }

    /// Asks what became of a reply. Our own service answers it with `Amity.RunStatus`; to others it is an unknown path.
    static func status(ofSession session: String, request: String) -> ServiceCall {
        let session = ServiceAddress.escaped(session)
        return ServiceCall(
            method: .get, path: "status?sessionId=\(session)&request=\(ServiceAddress.escaped(request))")
    }

    static func refusal(in answer: ServiceAnswer) -> Refusal {
        let error = error(in: answer.body) ?? Amity.ErrorObject(message: "")
        var refusal = refusal(by: error, status: answer.status)
        refusal.retryAfter = answer.retryAfter
        refusal.location = answer.location
        return refusal
    }

    /// - Parameter status: What the answer had, which holds more than what its body says.
    static func refusal(by error: Amity.ErrorObject, status: Int) -> Refusal {
        let code = [error.name, error.code.map { "\($0)" }].compactMap(\.self).joined(separator: " ")
        return Refusal(status: status, code: code.isEmpty ? nil : code, message: error.message)
    }

    /// An error object, or the record of one where a service refuses with a stream.
    private static func error(in body: [UInt8]) -> Amity.ErrorObject? {
        if let error = try? WireJSON.decodeRepairing(Amity.ErrorObject.self, from: body) { return error }
        var decoder = EventStreamDecoder(leniency: .records)
        var events: [ServerSentEvent] = []
        try? decoder.feed(body, into: &events)
        try? decoder.finish(into: &events)
        return events.lazy.compactMap { event in
            if case .failure(let error)? = Amity.StreamRecord(data: event.data) { error } else { nil }
        }.first
    }
}

extension EventStreamLeniency {
    /// As the documentation prints its records: without blank lines between them.
    static let records: Self = [.splitsJSONTexts, .deliversJSONTextsAtOnce, .deliversUnfinishedBlock]
}
