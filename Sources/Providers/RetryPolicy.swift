/// When a failed call is made once more. Only for calls of which nothing has come back.
package struct RetryPolicy: Hashable, Sendable {
    package var mostRetries: Int
    package var firstWait: Duration
    package var longestWait: Duration
    /// A service that asks to wait longer is shown, not waited for.
    package var longestAskedWait: Duration

    package init(
        mostRetries: Int = 2, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(8),
        longestAskedWait: Duration = .seconds(60)
    ) {
        self.mostRetries = mostRetries
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.longestAskedWait = longestAskedWait
    }

    /// How long to wait before the next attempt; nil when there is to be none.
    /// - Parameters:
    ///   - retries: How many there were.
    ///   - jitter: 0.75...1, so that many clients do not come back at once.
    func wait(after fault: ServiceFault, retries: Int, jitter: Double) -> Duration? {
        guard retries < mostRetries, Self.mayPass(fault) else { return nil }
        if case .refused(let refusal) = fault, let asked = refusal.retryAfter, asked > .zero {
            return asked <= longestAskedWait ? asked : nil
        }
        return min(firstWait * (1 << min(retries, 30)), longestWait) * jitter
    }

    private static func mayPass(_ fault: ServiceFault) -> Bool {
        switch fault {
        case .unreachable(.insecure): false
        case .unreachable, .closed(afterFirstByte: false): true
        case .refused(let refusal):
            [408, 409, 429, 500, 502, 503, 504, 529].contains(refusal.status) && !refusal.isAboutQuota
        default: false
        }
    }
}
