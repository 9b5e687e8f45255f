/// One reader of what happens in runs, and what waits for it.
///
/// The messages wait here, not in the socket, so that a slow reader holds up neither the run nor other readers.
struct Listener {
    var wire: any RunWire
    /// Rung when there is something to take.
    let bell: AsyncStream<Void>.Continuation
    /// Called once when more waits than is allowed.
    let cut: @Sendable () -> Void
    private var waiting: [[UInt8]] = []
    private var waitingBytes = 0
    private(set) var isEnding = false

    init(wire: any RunWire, bell: AsyncStream<Void>.Continuation, cut: @escaping @Sendable () -> Void) {
        self.wire = wire
        self.bell = bell
        self.cut = cut
    }

    /// Returns whether the message had room; what comes first always has.
    mutating func add(_ message: [UInt8], limit: Int) -> Bool {
        guard waiting.isEmpty || waitingBytes + message.count <= limit else { return false }
        waiting.append(message)
        waitingBytes += message.count
        return true
    }

    mutating func end() { isEnding = true }

    mutating func take() -> Taken {
        defer {
            waiting = []
            waitingBytes = 0
        }
        return Taken(messages: waiting, isLast: isEnding)
    }

    struct Taken: Sendable, Equatable {
        let messages: [[UInt8]]
        /// Nothing follows.
        let isLast: Bool

        /// All messages in one piece, for a wire that does not need their borders.
        var bytes: [UInt8] { Array(messages.joined()) }
    }
}
