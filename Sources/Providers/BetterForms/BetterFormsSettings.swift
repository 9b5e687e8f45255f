/// How the client of the BetterForms API behaves.
package struct BetterFormsSettings: Hashable, Sendable {
    /// The key of the provider behind the service, which travels in the request.
    package var providerKey: String?
    package var provider: String
    /// nil leaves it to the service.
    package var model: String?
    /// nil leaves it to the service.
    package var instructions: String?
    /// The name that the events of a reply carry.
    package var actionName: String
    /// Replies are heard while they are made; otherwise each comes whole.
    package var stream: Bool
    /// Where the channels are, under the address of the service.
    package var messagingPath: String
    /// `silence` holds for answers to requests, `idle` for the channel; `streamGrace` is how long to wait for the word
    /// that the channel was joined.
    package var timeouts: ServiceTimeouts
    /// The longest time without anything on the channel's connection. Zero allows any.
    package var idle: Duration
    /// The longest time without an event of the reply, though the connection is alive. Runs of the provider expire after
    /// ten minutes.
    package var quiet: Duration
    /// How long a wish to stop waits for the names of the run.
    package var stopNames: Duration
    /// How long a run that was asked to stop is listened to.
    package var stopEnd: Duration
    /// How long an error, or an end, waits for what belongs to it.
    package var aftermath: Duration
    package var retries: RetryPolicy
    /// The waits while the thread's last run is still ending, which it is for a moment after every stop.
    package var busyWaits: [Duration]
    /// The waits before each attempt to hear a channel again that was lost.
    package var rejoinWaits: [Duration]
    /// The most bytes of one reply.
    package var mostBytes: Int

    package init(
        providerKey: String? = nil, provider: String = "openai", model: String? = nil, instructions: String? = nil,
        actionName: String = "weftReply", stream: Bool = true, messagingPath: String = "/messaging",
        timeouts: ServiceTimeouts = ServiceTimeouts(), idle: Duration = .seconds(60),
        quiet: Duration = .seconds(600), stopNames: Duration = .seconds(10), stopEnd: Duration = .seconds(5),
        aftermath: Duration = .seconds(2), retries: RetryPolicy = RetryPolicy(),
        busyWaits: [Duration] = [
            .milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(3), .milliseconds(3250),
        ],
        rejoinWaits: [Duration] = [.zero, .milliseconds(500), .seconds(1), .seconds(2)], mostBytes: Int = 64 << 20
    ) {
        self.providerKey = providerKey
        self.provider = provider
        self.model = model
        self.instructions = instructions
        self.actionName = actionName
        self.stream = stream
        self.messagingPath = messagingPath
        self.timeouts = timeouts
        self.idle = idle
        self.quiet = quiet
        self.stopNames = stopNames
        self.stopEnd = stopEnd
        self.aftermath = aftermath
        self.retries = retries
        self.busyWaits = busyWaits
        self.rejoinWaits = rejoinWaits
        self.mostBytes = mostBytes
    }
}
