/// Turns the bytes of a `text/event-stream`, in any cut, into events as WHATWG HTML 9.2.6 says.
///
/// What comes out does not depend on the cut: not the events, not the error, and an event comes with the last byte of
/// its blank line. Bytes that are not UTF-8 become U+FFFD. Time is linear in the bytes.
package struct EventStreamDecoder: Sendable {
    private let limits: EventStreamLimits
    private let leniency: EventStreamLeniency
    private var block: EventBlock
    /// The beginning of a line whose end has not come.
    private var line: [UInt8] = []
    private var isFirstLine = true
    /// The last byte was a CR, which has ended its line already.
    private var followsCarriageReturn = false
    private var failure: EventStreamError?

    package init(limits: EventStreamLimits = EventStreamLimits(), leniency: EventStreamLeniency = []) {
        self.limits = limits
        self.leniency = leniency
        self.block = EventBlock(limits: limits, leniency: leniency)
    }

    /// What a reconnecting reader sends as `Last-Event-ID`, when not empty.
    package var lastEventID: String { block.lastEventID }

    /// How long the stream asks a reader to wait before it connects again.
    package var retry: Duration? { block.retry }

    /// Reads on, and appends the events that are whole now.
    ///
    /// When it throws, `events` holds all that came before the fault, and every later call throws the same.
    package mutating func feed(
        _ bytes: some Sequence<UInt8>, into events: inout [ServerSentEvent]
    ) throws(EventStreamError) {
        if bytes.withContiguousStorageIfAvailable({ consume($0, into: &events) }) == nil {
            Array(bytes).withUnsafeBufferPointer { consume($0, into: &events) }
        }
        if let failure { throw failure }
    }

    /// The stream has ended: appends its unfinished last block if that is forgiven, and drops it otherwise.
    package mutating func finish(into events: inout [ServerSentEvent]) throws(EventStreamError) {
        if let failure { throw failure }
        guard leniency.contains(.deliversUnfinishedBlock) else { return }
        do throws(EventStreamError) {
            if !line.isEmpty { try endLine(with: UnsafeBufferPointer(start: nil, count: 0), into: &events) }
            block.dispatch(into: &events)
        } catch {
            failure = error
            throw error
        }
    }
}

extension EventStreamDecoder {
    private mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into events: inout [ServerSentEvent]) {
        guard failure == nil else { return }
        do throws(EventStreamError) {
            try readLines(of: bytes, into: &events)
        } catch {
            failure = error
        }
    }

    private mutating func readLines(
        of bytes: UnsafeBufferPointer<UInt8>, into events: inout [ServerSentEvent]
    ) throws(EventStreamError) {
        var start = 0
        while start < bytes.count {
            if followsCarriageReturn {
                followsCarriageReturn = false
                if bytes[start] == .lineFeed {
                    start += 1
                    continue
                }
            }
            var end = start
            while end < bytes.count, bytes[end] != .lineFeed, bytes[end] != .carriageReturn { end += 1 }
            if line.count + (end - start) > limits.lineBytes { throw .lineTooLong(limit: limits.lineBytes) }
            let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
            guard end < bytes.count else { return line.append(contentsOf: part) }
            try endLine(with: part, into: &events)
            followsCarriageReturn = bytes[end] == .carriageReturn
            start = end + 1
        }
    }

    /// A line that came in one piece, which is nearly every one, is read where it lies.
    private mutating func endLine(
        with part: UnsafeBufferPointer<UInt8>, into events: inout [ServerSentEvent]
    ) throws(EventStreamError) {
        if line.isEmpty { return try read(part, into: &events) }
        var whole: [UInt8] = []
        swap(&whole, &line)
        whole.append(contentsOf: part)
        try whole.withUnsafeBufferPointer { (whole) throws(EventStreamError) in try read(whole, into: &events) }
        whole.removeAll(keepingCapacity: true)
        swap(&whole, &line)
    }

    private mutating func read(
        _ line: UnsafeBufferPointer<UInt8>, into events: inout [ServerSentEvent]
    ) throws(EventStreamError) {
        var line = line
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = UnsafeBufferPointer(rebasing: line.dropFirst(3)) }
        }
        if line.isEmpty {
            block.dispatch(into: &events)
        } else {
            try block.add(line)
            if block.isReady { block.dispatch(into: &events) }
        }
    }
}
