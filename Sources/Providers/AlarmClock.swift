/// Alarms that are set anew far more often than they ring: setting one again does not cost a task.
struct AlarmClock<Name: Hashable & Sendable>: Sendable {
    private struct Sleeper {
        let wakes: ContinuousClock.Instant
        let task: Task<Void, Never>
    }

    private let ring: @Sendable (Name) -> Void
    private var due: [Name: ContinuousClock.Instant] = [:]
    private var sleepers: [Name: Sleeper] = [:]

    /// - Parameter ring: Called when an alarm may be due; whoever hears it asks `isDue`.
    init(ring: @escaping @Sendable (Name) -> Void) { self.ring = ring }

    mutating func set(_ name: Name, in duration: Duration) {
        let moment = ContinuousClock.now + duration
        due[name] = moment
        if let sleeper = sleepers[name], sleeper.wakes <= moment { return }
        sleep(name, until: moment)
    }

    mutating func clear(_ name: Name) { due[name] = nil }

    /// Whether the alarm that rings is due, after which it is not set any more. One that was set anew meanwhile rings
    /// again later.
    mutating func isDue(_ name: Name) -> Bool {
        sleepers.removeValue(forKey: name)?.task.cancel()
        guard let moment = due[name] else { return false }
        if moment > ContinuousClock.now {
            sleep(name, until: moment)
            return false
        }
        due[name] = nil
        return true
    }

    mutating func clearAll() {
        for sleeper in sleepers.values { sleeper.task.cancel() }
        sleepers = [:]
        due = [:]
    }

    private mutating func sleep(_ name: Name, until moment: ContinuousClock.Instant) {
        sleepers[name]?.task.cancel()
        let task = Task { [ring] in
            guard (try? await Task.sleep(until: moment, clock: .continuous)) != nil else { return }
            ring(name)
        }
        sleepers[name] = Sleeper(wakes: moment, task: task)
    }
}
