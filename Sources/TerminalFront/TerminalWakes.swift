@preconcurrency import Dispatch
import Synchronization

/// Why the loop woke up.
package enum Wake: Sendable, Hashable {
    /// The terminal has input, or is gone.
    case input
    /// The inbox is no longer empty.
    case ring
    case alarm
    case signal(Int32)
}

/// Rings when there is something to do; reads nothing itself. The one place that uses Dispatch.
///
/// Between two wakes the process does not run at all.
package final class TerminalWakes: Sendable {
    package let stream: AsyncStream<Wake>
    private let continuation: AsyncStream<Wake>.Continuation
    private let queue: DispatchQueue
    private let input: (any DispatchSourceRead)?
    private let alarm: any DispatchSourceTimer
    private let signals: [any DispatchSourceSignal]
    /// False from an `.input` until the loop has read.
    private let isListening = Atomic(true)

    /// - Parameters:
    ///   - input: the descriptor of the terminal, nil where there is none to listen to.
    ///   - signals: taken over from their default action until the process ends.
    package init(input descriptor: Int32?, signals numbers: [Int32]) {
        (stream, continuation) = AsyncStream.makeStream()
        queue = DispatchQueue(label: "weft.wakes")
        let queue = queue
        input = descriptor.map { DispatchSource.makeReadSource(fileDescriptor: $0, queue: queue) }
        alarm = DispatchSource.makeTimerSource(queue: queue)
        signals = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
        start(numbers)
    }

    private func start(_ numbers: [Int32]) {
        let continuation = continuation
        let input = input
        // Until the loop has read, the descriptor stays readable and would ring without end.
        input?.setEventHandler { [weak self] in
            self?.isListening.store(false, ordering: .sequentiallyConsistent)
            input?.suspend()
            continuation.yield(.input)
        }
        alarm.setEventHandler { continuation.yield(.alarm) }
        for (source, number) in zip(signals, numbers) {
            source.setEventHandler { continuation.yield(.signal(number)) }
            source.resume()
        }
        alarm.schedule(deadline: .distantFuture)
        alarm.resume()
        input?.resume()
    }

    package func ring() { continuation.yield(.ring) }

    /// To be called once after each `.input`, when the terminal has been read.
    package func listenAgain() {
        let wasListening = isListening.exchange(true, ordering: .sequentiallyConsistent)
        if !wasListening { input?.resume() }
    }

    /// Rings no more for the terminal, which may be closed some time after.
    package func cancel() {
        input?.cancel()
        alarm.cancel()
        listenAgain()
    }

    /// Wakes with `.alarm` once after `delay`; nil takes an alarm back.
    package func setAlarm(after delay: Duration?) {
        guard let delay else { return alarm.schedule(deadline: .distantFuture) }
        let (seconds, attoseconds) = max(delay, .zero).components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        alarm.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(1))
    }
}
