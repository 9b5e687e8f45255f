/// Counts requests in windows of fixed length; the first request after a window has passed opens the next.
struct RateLimiter: Sendable {
    let limit: Int
    let window: Duration
    private var opened: ContinuousClock.Instant?
    private var used = 0

    init(limit: Int, window: Duration = .seconds(60)) {
        self.limit = limit
        self.window = window
    }

    struct Verdict: Equatable {
        let isAllowed: Bool
        let limit: Int
        let remaining: Int
        /// Whole seconds until the window has passed, at least 1: a request after them is allowed.
        let reset: Int
    }

    /// Counts one request. One that is refused costs nothing.
    mutating func take(at now: ContinuousClock.Instant) -> Verdict {
        let start = opened ?? now
        if opened == nil || now - start >= window {
            opened = now
            used = 0
        }
        let isAllowed = used < limit
        if isAllowed { used += 1 }
        return Verdict(isAllowed: isAllowed, limit: limit, remaining: limit - used, reset: reset(at: now))
    }

    func hasPassed(at now: ContinuousClock.Instant) -> Bool {
        opened.map { now - $0 >= window } ?? true
    }

    private func reset(at now: ContinuousClock.Instant) -> Int {
        let left = window - (now - (opened ?? now))
        let (seconds, attoseconds) = left.components
        return max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0))
    }
}
