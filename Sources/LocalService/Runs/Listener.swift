/// One reader of a thread's stream and what waits for it.
///
/// The bytes wait here, not in the socket, so that a slow reader holds up neither the run nor other readers.
struct Listener {
    let thread: String
    /// Rung when there is something to take.
    let bell: AsyncStream<Void>.Continuation
    /// Called once when more waits than is allowed.
    let cut: @Sendable () -> Void
    private var waiting: [UInt8] = []
    private(set) var isEnding = false

    init(thread: String, bell: AsyncStream<Void>.Continuation, cut: @escaping @Sendable () -> Void) {
        self.thread = thread
        self.bell = bell
        self.cut = cut
    }

    /// Returns whether the bytes had room; what comes first always has.
    mutating func add(_ bytes: [UInt8], limit: Int) -> Bool {
        guard waiting.isEmpty || waiting.count + bytes.count <= limit else { return false }
        waiting += bytes
        return true
    }

    mutating func end() { isEnding = true }

    mutating func take() -> (bytes: [UInt8], isLast: Bool) {
        defer { waiting = [] }
        return (waiting, isEnding)
    }
}
