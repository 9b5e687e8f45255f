/// Why a call to a service has no good answer.
enum ServiceFault: Error, Hashable, Sendable {
    /// No connection came about, so the service has seen nothing of the call.
    case unreachable(Unreachability)
    /// The connection ended before the answer did.
    case closed(afterFirstByte: Bool)
    /// Nothing came for this long.
    case silent(Duration)
    /// More bytes than one answer may have.
    case tooLarge(limit: Int)
    /// A sentence without its full stop: what about the answer cannot be understood.
    case unreadable(String)
    /// The service says no.
    case refused(Refusal)
    /// The service reports trouble while it answers.
    case troubled(message: String)
}

enum Unreachability: Hashable, Sendable {
    case unknownName
    case refused
    case timedOut
    /// What is wrong with the encryption, in words.
    case insecure(String)
    case other(String)
}

/// An answer that is an error.
struct Refusal: Hashable, Sendable {
    let status: Int
    var code: String?
    /// The words of the service; empty when it has none.
    var message: String
    /// The member of the request that is wrong.
    var parameter: String?
    var retryAfter: Duration?
    var location: String?

    /// Whoever pays for the service has to act; waiting does not help.
    var isAboutQuota: Bool {
        let code = code?.lowercased() ?? ""
        return ["quota", "billing", "payment", "spend", "credit"].contains { code.contains($0) }
    }

    /// What was said in the thread is more than the model can hold. Services have no one word for it.
    var isAboutLength: Bool {
        let words = "\(code ?? "") \(message)".lowercased()
        return [
            "context_length", "exceed_context", "context length", "context window", "context size",
            "prompt is too long", "input is too long",
        ].contains { words.contains($0) }
    }
}
