package import ChatModel

/// The name of one subscriber.
package struct SubscriptionID: Hashable, Sendable {
    fileprivate let number: Int
}

/// The shared session: the one writer of its state, which runs replies, stops them and keeps everything in the store.
///
/// Every change is an `Event`: applied to the state, given to all subscribers, then recorded. State changes never wait
/// for the store or a service; only a prompt waits, until it is durable, before the service is asked.
package actor SessionHub {
    let store: any ThreadStore
    let providers: [ServiceID: any ReplyProvider]
    let directories: [ServiceID: any AssistantDirectory]
    let now: @Sendable () -> Timestamp
    let newName: @Sendable () -> String
    /// The time since the hub was made, on the clock that `sleep` waits on.
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void

    var state: SessionState
    /// The thread that the person looked at last.
    var opened: ThreadID?
    /// Commands that wait for the messages of their thread to be loaded, in order.
    var waiting: [ThreadID: [Command]] = [:]
    var loads: [ThreadID: Task<Void, Never>] = [:]
    var live: [RunID: LiveRun] = [:]
    /// How the next prompt of a thread is sent, as the person has chosen.
    var allowed: [ThreadID: PromptReach] = [:]
    /// Prompts that are sent even if the model cannot hold all of what is before them.
    var anyway: Set<MessageID> = []
    /// What is being written beside threads.
    var summaries: [ThreadID: LiveSummary] = [:]
    var checks: [ServiceID: Task<Void, Never>] = [:]
    /// What is being asked of the directory of each service; one thing after the other.
    var directoryWork: [ServiceID: Task<Void, Never>] = [:]

    var window = ListWindow()
    var search = SearchWish()
    var rearranging = ThreadWork()
    var titles = TitleWork()
    /// Looks at what another process writes, where this one only reads.
    var follower: Task<Void, Never>?
    /// How long a thread stays in the trash.
    let trashKeep: Duration
    var journal = Journal()
    var writer: Task<Void, Never>?
    var alarm: Alarm?
    /// Why the store does not take what is written, while it does not.
    var storeTrouble: Failure?
    /// Why the last wish was not fulfilled; the trouble with the store is shown before it.
    var wishTrouble: Failure?
    /// What was wrong before the session began; shown after both, until the first prompt.
    var startTrouble: Failure?

    var isClosing = false
    /// What `shutdown` waits for.
    var milestone: Milestone?

    private var sinks: [(id: SubscriptionID, call: @Sendable (Event) -> Void)] = []
    private var subscriptions = 0
    private nonisolated let commands: AsyncStream<Command>
    private nonisolated let entry: AsyncStream<Command>.Continuation
    private var consumer: Task<Void, Never>?

    /// A session over a store and services.
    ///
    /// `choice` answers in new threads, the first service if it is nil. `trouble` is shown from the start until the
    /// first prompt, behind any other. Threads are erased when they were in the trash for longer than `trashKeep`.
    ///
    /// `clock` is what the session waits on, `now` the wall clock, `newName` gives a name that was never given before.
    package init(
        store: any ThreadStore, services: [ConnectedService], choice: ServiceChoice? = nil,
        trouble: Failure? = nil, trashKeep: Duration = .seconds(30 * 86_400), clock: some Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp,
        newName: @escaping @Sendable () -> String
    ) {
        self.store = store
        providers = Dictionary(services.map { ($0.service.id, $0.provider) }) { first, _ in first }
        directories = Dictionary(services.compactMap { entry in entry.directory.map { (entry.service.id, $0) } }) {
            first, _ in first
        }
        self.now = now
        self.newName = newName
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) }
        state = SessionState(services: services.map(\.service), choice: choice, readOnly: store.readOnly)
        startTrouble = trouble
        self.trashKeep = trashKeep
        (commands, entry) = AsyncStream.makeStream()
    }

    /// Reads the head of the list and the presets, asks the services that need no key whether they are there, and
    /// begins to perform commands.
    package func start() async throws(Failure) {
        show(try await store.list(window.query, around: window.place, limit: Self.firstRows))
        showTrouble()
        await readPresets()
        // A key is fetched when its service is asked for something: that may mean a question to the person.
        for service in state.services where service.keySource.isEmpty { check(service.id) }
        for service in state.services { remember(service.id) }
        consumer = Task { for await command in commands { take(command) } }
        if state.list.count > Self.firstRows { refreshList() }
        if store.readOnly == nil { eraseOldTrash() } else { follow() }
    }

    /// The state now, and every event after it to `sink`, in one step.
    ///
    /// The sink is called in the order of events and on the session's time: it must return at once.
    package func subscribe(
        _ sink: @escaping @Sendable (Event) -> Void
    ) -> (state: SessionState, subscription: SubscriptionID) {
        subscriptions += 1
        let id = SubscriptionID(number: subscriptions)
        sinks.append((id, sink))
        return (state, id)
    }

    /// No event comes to this subscriber any more once this returns.
    package func unsubscribe(_ id: SubscriptionID) { sinks.removeAll { $0.id == id } }

    /// Hands a command over and returns at once. Commands of one caller are performed in the order of the calls.
    ///
    /// Commands given before `start` are performed by it, those given after `shutdown` never.
    package nonisolated func perform(_ command: Command) { entry.yield(command) }

    /// Performs the commands given so far, then takes no more.
    func finishCommands() async {
        entry.finish()
        await consumer?.value
    }

    /// Applies an event to the state and gives it to all subscribers, where the store has it from elsewhere.
    func announce(_ event: Event) {
        state.apply(event)
        for sink in sinks { sink.call(event) }
    }

    /// Applies an event to the state, gives it to all subscribers, then records it.
    func publish(_ event: Event) {
        announce(event)
        guard state.readOnly == nil else { return }
        journal.append(event, at: elapsed())
        noteChange(event)
        arrangeWriting()
    }
}
