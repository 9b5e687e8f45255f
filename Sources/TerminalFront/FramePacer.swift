/// When to draw: what the person does is shown at once, what the service sends at most once each `interval`.
package struct FramePacer {
    /// About sixty frames a second: more is not seen, and costs the terminal and the network behind it.
    package static let interval: Duration = .milliseconds(16)

    private var lastFrame: ContinuousClock.Instant?
    private var isDue = false

    package init() {}

    /// Something to show has come from the session.
    package mutating func wish() { isDue = true }

    /// Whether a frame was drawn so short ago that another has to wait unless it is urgent.
    package func isWaiting(at now: ContinuousClock.Instant) -> Bool {
        lastFrame.map { now < $0 + Self.interval } ?? false
    }

    /// - Parameter isUrgent: a key was typed, or the terminal changed.
    /// - Returns: whether to draw now; the draw is then taken as done.
    package mutating func takeFrame(at now: ContinuousClock.Instant, isUrgent: Bool) -> Bool {
        guard isUrgent || (isDue && now >= earliest) else { return false }
        lastFrame = now
        isDue = false
        return true
    }

    /// When to look again, nil if nothing waits to be shown.
    package var deadline: ContinuousClock.Instant? { isDue ? earliest : nil }

    private var earliest: ContinuousClock.Instant {
        // A moment in the past when nothing was ever drawn.
        lastFrame.map { $0 + Self.interval } ?? ContinuousClock.Instant.now
    }
}
