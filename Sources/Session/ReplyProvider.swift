package import ChatModel

/// An assistant service, as the session needs it.
package protocol ReplyProvider: Sendable {
    /// Starts a reply. Returns at once; connecting, waiting and retrying happen behind it.
    func reply(to request: ReplyRequest) -> ReplyHandle

    /// Asks the service whether it is there; answers within 5 s.
    func reachability() async -> Reachability
}

/// The assistants of a service, as the session needs them.
package protocol AssistantDirectory: Sendable {
    /// What was fetched in an earlier session, without asking the service; nil if nothing is kept.
    func remembered() async -> AssistantList?

    /// The page that begins after so many assistants, in the service's order.
    func assistants(after count: Int) async throws(Failure) -> AssistantPage

    /// Makes an assistant, or changes the one of this id; returns it as the service has it now. A profile that the
    /// service would not take is refused in words, and nothing is sent.
    func save(_ profile: AssistantProfile, as id: AssistantID?) async throws(Failure) -> Assistant

    /// Returns when it is gone, also if it was not there.
    func delete(_ id: AssistantID) async throws(Failure)
}

extension AssistantDirectory {
    package func remembered() async -> AssistantList? { nil }
}

/// A service of the configuration with all that speaks to it.
package struct ConnectedService: Sendable {
    package let service: Service
    package let provider: any ReplyProvider
    /// nil where assistants cannot be managed.
    package let directory: (any AssistantDirectory)?

    package init(_ service: Service, provider: any ReplyProvider, directory: (any AssistantDirectory)? = nil) {
        self.service = service
        self.provider = provider
        self.directory = directory
    }
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
