/// Hands out a text token by token at a steady pace.
///
/// Token n is due n intervals after the first, however late the ones before it were taken: a slow reader gets
/// everything that is due at once, and the text as a whole is never later than its pace.
actor PacedReply<Time: Clock> where Time.Duration == Duration {
    /// Unpaced text goes out in parts of this many tokens, so that a cancelled reader is noticed between them.
    static var unpacedBatch: Int { 64 }
    /// Slower than this is not a pace but a pause.
    private static var slowest: Double { 0.01 }
    /// Faster than this no clock could tell apart from unpaced.
    private static var fastest: Double { 100_000 }

    private let clock: Time
    /// Nil for text without a pace.
    private let interval: Duration?
    private let compose: @Sendable () async throws -> String
    private var tokens: [String]?
    private var taken = 0
    private var start: Time.Instant

    /// - Parameters:
    ///   - pace: tokens a second; zero, and what is no sensible number, is as fast as the reader takes them.
    ///   - compose: called once, when the first token is asked for.
    init(clock: Time, pace: Double, compose: @escaping @Sendable () async throws -> String) {
        self.clock = clock
        self.compose = compose
        interval = pace > 0 && pace < Self.fastest ? .seconds(1 / max(pace, Self.slowest)) : nil
        start = clock.now
    }

    /// The text that is due next, waiting for it if need be; nil after the last.
    func next() async throws -> String? {
        let tokens = try await composed()
        guard taken < tokens.count else { return nil }
        let end = try await endOfDue()
        try Task.checkCancellation()
        defer { taken = end }
        return tokens[taken..<min(end, tokens.count)].joined()
    }

    private func composed() async throws -> [String] {
        if let tokens { return tokens }
        let tokens = AnswerTokens.split(try await compose())
        self.tokens = tokens
        start = clock.now
        return tokens
    }

    private func endOfDue() async throws -> Int {
        guard let interval else {
            await Task.yield()
            return taken + Self.unpacedBatch
        }
        try await clock.sleep(until: start.advanced(by: interval * taken), tolerance: nil)
        let due = start.duration(to: clock.now) / interval
        return max(taken + 1, Int(min(due, Double(Int32.max))) + 1)
    }
}
