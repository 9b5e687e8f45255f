import Logging

/// A place from which to hear of runs.
struct Subscription: Sendable {
    let id: Int
    /// Rings when `take` has something; ends when the stream has.
    let bell: AsyncStream<Void>
}

extension AssistantService {
    /// Listens from here on, and to what is being said in running replies from their beginning, as far as the wire
    /// tells of them.
    ///
    /// - Parameter cut: Called when the listener is too slow and is given up.
    func subscribe(_ wire: any RunWire, cut: @escaping @Sendable () -> Void) -> Subscription {
        let (bell, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = nextNumber()
        listeners[id] = Listener(wire: wire, bell: continuation, cut: cut)
        for run in live.values where !run.text.isEmpty {
            let messages = listeners[id]?.wire.messages(forTextSoFar: run.text, of: run.names) ?? []
            push(messages, to: id)
        }
        if isShuttingDown { sayFarewell(to: id) }
        return Subscription(id: id, bell: bell)
    }

    /// What waits for the listener; nothing follows the last.
    func take(_ id: Int) -> Listener.Taken {
        guard let taken = listeners[id]?.take() else { return Listener.Taken(messages: [], isLast: true) }
        if taken.isLast { listeners[id] = nil }
        return taken
    }

    func unsubscribe(_ id: Int) { listeners[id] = nil }

    /// Keeps the connection of a listener alive.
    func ping(_ id: Int) {
        if let ping = listeners[id]?.wire.ping { push([ping], to: id) }
    }

    /// Changes what a listener listens to; what `change` returns is sent to it before anything that is said later.
    ///
    /// Does nothing when the listener is gone or has another kind of wire.
    func adjust<Wire: RunWire>(_ id: Int, _ type: Wire.Type, _ change: @Sendable (inout Wire) -> [[UInt8]]) {
        guard var wire = listeners[id]?.wire as? Wire else { return }
        let messages = change(&wire)
        listeners[id]?.wire = wire
        push(messages, to: id)
    }

    func publish(_ event: RunEvent, of run: RunNames) {
        for id in listeners.keys {
            guard let messages = listeners[id]?.wire.messages(for: event, of: run) else { continue }
            let isLast = listeners[id]?.wire.isOver(after: event, of: run) ?? true
            push(messages, to: id, isLast: isLast)
        }
    }

    func sayFarewell(to id: Int) { push(listeners[id]?.wire.farewell ?? [], to: id, isLast: true) }

    private func push(_ messages: [[UInt8]], to id: Int, isLast: Bool = false) {
        guard !messages.isEmpty || isLast, var listener = listeners[id], !listener.isEnding else { return }
        listeners[id] = nil
        for message in messages where !listener.add(message, limit: limits.listenerBytes) {
            logger.notice("listener cut off: it reads too slowly")
            listener.bell.finish()
            return listener.cut()
        }
        if isLast { listener.end() }
        if case .terminated = listener.bell.yield() { return }
        listeners[id] = listener
    }
}
