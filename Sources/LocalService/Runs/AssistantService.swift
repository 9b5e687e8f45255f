import Logging

/// Owns the runs: starts them, tells what happens in them to whoever listens, saves their text, and ends each exactly
/// once. It knows no API: those turn requests into runs and events into their wire.
actor AssistantService {
    nonisolated let store: ServiceStore
    nonisolated let limits: ServiceLimits
    nonisolated let engine: any Engine
    nonisolated let webhooks: ToolWebhooks
    nonisolated let logger: Logger
    /// Runs that have not ended, by id. The database holds that a thread has at most one.
    var live: [String: LiveRun] = [:]
    var listeners: [Int: Listener] = [:]
    /// Ends that could not be written; tried again before their thread is used.
    var unwritten: [String: EndedRun] = [:]
    private var lastNumber = 0
    private var door: Door
    private(set) var isShuttingDown = false

    init(
        store: ServiceStore, engine: any Engine, limits: ServiceLimits, webhooks: ToolWebhooks = .none, logger: Logger
    ) {
        self.store = store
        self.engine = engine
        self.limits = limits
        self.webhooks = webhooks
        self.logger = logger
        door = Door(limits)
    }

    /// A number that no other waiter or listener has.
    func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// Counts a request that has the key, or has not.
    func admit(hasKey: Bool, peer: String) -> Admission { door.admit(hasKey: hasKey, peer: peer, at: .now) }

    /// Stops every run, tells every listener the end, and returns when all that is written.
    func shutDown() async {
        isShuttingDown = true
        for id in live.keys { live[id]?.stop(because: "the service shuts down") }
        while let closing = live.values.lazy.compactMap(\.closing).first { await closing.value }
        for id in listeners.keys { sayFarewell(to: id) }
    }
}
