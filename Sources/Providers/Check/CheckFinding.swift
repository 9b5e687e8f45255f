package import ChatModel

/// What one step of a check has found.
package struct CheckFinding: Hashable, Sendable {
    /// In the order they are taken.
    package enum Step: String, Hashable, Sendable, CaseIterable {
        /// The name of the host stands for an address.
        case name
        /// Something listens there.
        case connection
        /// It proves to be that host.
        case encryption
        /// There is a key, and the service takes it.
        case key
        /// It answers, piece by piece, and comes to an end.
        case reply
        /// It stops when it is asked to.
        case stop
    }

    package enum Verdict: Hashable, Sendable {
        /// With what was seen, in a few words.
        case passed(String)
        /// It does not apply here, with why.
        case skipped(String)
        case failed(Failure)
    }

    package let step: Step
    package let verdict: Verdict
    package let elapsed: Duration

    package init(step: Step, verdict: Verdict, elapsed: Duration) {
        self.step = step
        self.verdict = verdict
        self.elapsed = elapsed
    }

    package var hasFailed: Bool { if case .failed = verdict { true } else { false } }
}

/// How long a check waits.
package struct CheckLimits: Hashable, Sendable {
    package var connect: Duration
    /// For a whole reply; then it is asked to stop.
    package var reply: Duration
    /// For the stop, after which the connection is dropped.
    package var stop: Duration

    package init(
        connect: Duration = .seconds(10), reply: Duration = .seconds(20), stop: Duration = .seconds(5)
    ) {
        self.connect = connect
        self.reply = reply
        self.stop = stop
    }
}
