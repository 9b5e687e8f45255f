/// How the client of Amity BOTs+ behaves.
package struct AmitySettings: Hashable, Sendable {
    package var keyHeader: KeyHeader
    package var template: AmityTemplate
    /// The answer is shown while it is made; otherwise it comes at once.
    package var streams: Bool
    package var timeouts: ServiceTimeouts
    package var retries: RetryPolicy
    /// The waits while the session's last reply is still ending, which it is for a moment after every stop.
    package var busyWaits: [Duration]
    /// The most bytes of one record of a stream, and of a whole answer.
    package var mostBytes: Int

    package init(
        keyHeader: KeyHeader = .bearer, template: AmityTemplate = .standard, streams: Bool = true,
        timeouts: ServiceTimeouts = ServiceTimeouts(), retries: RetryPolicy = RetryPolicy(),
        busyWaits: [Duration] = [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4)],
        mostBytes: Int = 8 << 20
    ) {
        self.keyHeader = keyHeader
        self.template = template
        self.streams = streams
        self.timeouts = timeouts
        self.retries = retries
        self.busyWaits = busyWaits
        self.mostBytes = mostBytes
    }
}
