package import ChatModel
package import Screen
import Synchronization

/// Where the session leaves its events for the loop, and errands their results. The one place of this program with a lock.
///
/// Growth of one reply merges here, so a flood of deltas costs a slow terminal one event a frame; nothing is dropped.
package final class Inbox: Sendable {
    private let events = Mutex<[Event]>([])
    private let results = Mutex<[ErrandResult]>([])
    private let ring: @Sendable () -> Void

    /// - Parameter ring: called when the inbox stops being empty; must not call back.
    package init(ring: @escaping @Sendable () -> Void) { self.ring = ring }

    package func put(_ event: Event) {
        let wasEmpty = events.withLock { events in
            let wasEmpty = events.isEmpty
            events.appendMerging(event)
            return wasEmpty
        }
        if wasEmpty { ring() }
    }

    /// All events since the last call, in order.
    package func take() -> [Event] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }

    package func put(_ result: ErrandResult) {
        results.withLock { $0.append(result) }
        ring()
    }

    /// What came of errands since the last call, in order.
    package func takeResults() -> [ErrandResult] {
        results.withLock { results in
            defer { results = [] }
            return results
        }
    }
}
