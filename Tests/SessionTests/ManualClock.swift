import Synchronization

/// A clock that moves only when a test moves it.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Self { Self(offset: offset + duration) }
        func duration(to other: Self) -> Duration { other.offset - offset }
        static func < (left: Self, right: Self) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let until: Duration
        let resume: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Duration.zero
        var names = 0
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var watchers: [(until: Duration, resume: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var now: Instant { Instant(offset: state.withLock { $0.now }) }
    var minimumResolution: Duration { .zero }
    /// How many wait for this clock.
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let name = state.withLock { state in
            state.names += 1
            return state.names
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(Sleeper(until: deadline.offset, resume: $0), as: name) }
        } onCancel: {
            cancel(name)
        }
    }

    func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for name in due.keys { state.sleepers[name] = nil }
            return due.values.sorted { $0.until < $1.until }
        }
        for sleeper in woken { sleeper.resume.resume() }
    }

    /// Returns when somebody sleeps who is due `duration` from now.
    func sleeper(dueIn duration: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let until = state.now + duration
                if state.sleepers.values.contains(where: { $0.until == until }) { return true }
                state.watchers.append((until, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private func add(_ sleeper: Sleeper, as name: Int) {
        let watchers: [CheckedContinuation<Void, Never>]? = state.withLock { state in
            if state.cancelled.contains(name) { return nil }
            state.sleepers[name] = sleeper
            let met = state.watchers.filter { $0.until == sleeper.until }
            state.watchers.removeAll { $0.until == sleeper.until }
            return met.map(\.resume)
        }
        guard let watchers else { return sleeper.resume.resume(throwing: CancellationError()) }
        for watcher in watchers { watcher.resume() }
    }

    private func cancel(_ name: Int) {
        let sleeper = state.withLock { state in
            state.cancelled.insert(name)
            return state.sleepers.removeValue(forKey: name)
        }
        sleeper?.resume.resume(throwing: CancellationError())
    }
}
