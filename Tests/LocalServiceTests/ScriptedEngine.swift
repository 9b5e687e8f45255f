import LocalService
import Synchronization

/// An engine that says what the test hands it, when the test hands it.
final class ScriptedEngine: Engine {
    /// One run, to be fed by the test.
    struct Run: Sendable {
        let request: EngineRequest
        private let events: AsyncThrowingStream<EngineEvent, any Error>.Continuation

        init(_ request: EngineRequest, _ events: AsyncThrowingStream<EngineEvent, any Error>.Continuation) {
            self.request = request
            self.events = events
        }

        func say(_ text: String) { events.yield(.text(text)) }
        func tell(_ event: EngineEvent) { events.yield(event) }
        func finish() { events.finish() }
        func fail() { events.finish(throwing: Failure()) }
    }

    struct Failure: Error {}

    private let script: [String]?
    private let runs = Signal<Run>()
    private let cancellations = Signal<Void>()
    private let count = Mutex(0)

    /// - Parameter script: What every run says, at once; nil leaves each run to the test.
    init(script: [String]? = nil) { self.script = script }

    func run(_ request: EngineRequest) -> AsyncThrowingStream<EngineEvent, any Error> {
        count.withLock { $0 += 1 }
        let (stream, continuation) = AsyncThrowingStream<EngineEvent, any Error>.makeStream()
        continuation.onTermination = { [cancellations] end in
            if case .cancelled = end { cancellations.send(()) }
        }
        let run = Run(request, continuation)
        for piece in script ?? [] { run.say(piece) }
        if script != nil { run.finish() }
        runs.send(run)
        return stream
    }

    /// The next run that was started, as soon as it is.
    func nextRun() async -> Run? { await runs.next() }

    /// Returns when a run has been ended from outside, once for each.
    func nextCancellation() async { _ = await cancellations.next() }

    var runCount: Int { count.withLock { $0 } }
}

/// Hands values from where they happen to where a test waits for them, in order, none lost.
final class Signal<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func send(_ value: Value) { continuation.yield(value) }

    func finish() { continuation.finish() }

    func next() async -> Value? {
        for await value in stream { return value }
        return nil
    }
}
