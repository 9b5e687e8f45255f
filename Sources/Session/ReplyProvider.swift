package import ChatModel

/// An assistant service, as the session needs it.
package protocol ReplyProvider: Sendable {
    /// Starts a reply. Returns at once; connecting, waiting and retrying happen behind it.
    func reply(to request: ReplyRequest) -> ReplyHandle

    /// Asks the service whether it is there; answers within 5 s.
    func reachability() async -> Reachability
}

/// A reply that is being made.
package struct ReplyHandle: Sendable {
    /// What comes, in order: exactly one `ended`, always last, then the end of the stream.
    package let events: AsyncStream<ReplyEvent>
    /// Asks to stop the run in the way the service has; returns at once. What came of it is the `ended` event.
    package let stop: @Sendable () -> Void
    /// Closes the connection at once, without waiting for a word of the service.
    package let drop: @Sendable () -> Void

    package init(
        events: AsyncStream<ReplyEvent>, stop: @escaping @Sendable () -> Void, drop: @escaping @Sendable () -> Void
    ) {
        self.events = events
        self.stop = stop
        self.drop = drop
    }
}
