/// Counts who comes in: requests with the key, and wrong keys of each peer.
struct Door: Sendable {
    private let wrongKeyLimit: Int
    private var requests: RateLimiter
    private var wrongKeys: [String: RateLimiter] = [:]

    init(_ limits: ServiceLimits) {
        wrongKeyLimit = limits.wrongKeysPerMinute
        requests = RateLimiter(limit: limits.requestsPerMinute)
    }

    /// Counts the request. Wrong keys never cost those who have the right one.
    mutating func admit(hasKey: Bool, peer: String, at now: ContinuousClock.Instant) -> Admission {
        if hasKey {
            let verdict = requests.take(at: now)
            return verdict.isAllowed ? .allowed(verdict) : .overLimit(verdict)
        }
        if wrongKeys.count > 256 { wrongKeys = wrongKeys.filter { !$0.value.hasPassed(at: now) } }
        var limiter = wrongKeys[peer] ?? RateLimiter(limit: wrongKeyLimit)
        let verdict = limiter.take(at: now)
        wrongKeys[peer] = limiter
        return verdict.isAllowed ? .wrongKey : .tooManyWrongKeys(verdict)
    }
}

/// Whether a request may be looked at, with the numbers its reply carries.
enum Admission: Sendable, Equatable {
    case allowed(RateLimiter.Verdict)
    case overLimit(RateLimiter.Verdict)
    case wrongKey
    case tooManyWrongKeys(RateLimiter.Verdict)
}
