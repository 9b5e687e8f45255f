/// How one API tells a listener what happens in runs. One value belongs to one listener and may remember what it told.
protocol RunWire: Sendable {
    /// What is sent for the event; empty when the listener is not told of it.
    mutating func messages(for event: RunEvent, of run: RunNames) -> [[UInt8]]

    /// What is sent to one who begins to listen while the run has got so far; empty when the listener is not told of it.
    mutating func messages(forTextSoFar text: String, of run: RunNames) -> [[UInt8]]

    /// Whether the stream is over once this event was told.
    func isOver(after event: RunEvent, of run: RunNames) -> Bool

    /// Sent from time to time so that the connection lives; nil where something else sees to that.
    var ping: [UInt8]? { get }

    /// Sent last when the service shuts down.
    var farewell: [[UInt8]] { get }
}
