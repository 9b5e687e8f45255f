/// How the client of the Assisters API behaves.
package struct AssistersSettings: Hashable, Sendable {
    /// Who answers where the thread names nobody; nil takes the first assistant that the service lists, and keeps to it while it is there.
    package var assistant: String?
    package var timeouts: ServiceTimeouts
    package var retries: RetryPolicy
    /// The waits while the thread's last run is still ending, which it is for a moment after every stop.
    package var busyWaits: [Duration]
    /// The most bytes of one reply, over both of its connections.
    package var mostBytes: Int
    package var join: DeltaJoin

    package init(
        assistant: String? = nil, timeouts: ServiceTimeouts = ServiceTimeouts(),
        retries: RetryPolicy = RetryPolicy(),
        busyWaits: [Duration] = [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4)],
        mostBytes: Int = 64 << 20, join: DeltaJoin = .verbatim
    ) {
        self.assistant = assistant
        self.timeouts = timeouts
        self.retries = retries
        self.busyWaits = busyWaits
        self.mostBytes = mostBytes
        self.join = join
    }
}
