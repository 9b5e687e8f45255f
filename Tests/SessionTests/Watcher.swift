import ChatModel
import Session
import Synchronization

/// A front that only looks: it holds a replica and lets a test wait for what must come.
final class Watcher: Sendable {
    private struct Wish {
        let isMet: @Sendable (SessionState) -> Bool
        let resume: CheckedContinuation<SessionState, Never>
    }

    private struct State {
        var replica = SessionState()
        var events: [Event] = []
        var wishes: [Wish] = []
    }

    private let state = Mutex(State())

    /// Events may come before the state they follow is handed over; they are applied to it here.
    func begin(with session: SessionState) {
        state.withLock { state in
            state.replica = session
            for event in state.events { state.replica.apply(event) }
        }
    }

    func take(_ event: Event) {
        let (met, replica) = state.withLock { state in
            state.replica.apply(event)
            state.events.append(event)
            let replica = state.replica
            let met = state.wishes.filter { $0.isMet(replica) }
            state.wishes.removeAll { $0.isMet(replica) }
            return (met, replica)
        }
        for wish in met { wish.resume.resume(returning: replica) }
    }

    var replica: SessionState { state.withLock { $0.replica } }

    /// The events since the last call.
    func takeEvents() -> [Event] {
        state.withLock { state in
            defer { state.events = [] }
            return state.events
        }
    }

    /// The replica, as soon as it meets the condition.
    @discardableResult
    func until(_ isMet: @escaping @Sendable (SessionState) -> Bool) async -> SessionState {
        await withCheckedContinuation { continuation in
            let now: SessionState? = state.withLock { state in
                if isMet(state.replica) { return state.replica }
                state.wishes.append(Wish(isMet: isMet, resume: continuation))
                return nil
            }
            if let now { continuation.resume(returning: now) }
        }
    }
}
