/// How much a stream may ask of the reader's memory.
package struct EventStreamLimits: Hashable, Sendable {
    /// The longest line, in bytes without its end.
    package var lineBytes: Int
    /// The most bytes that the data lines with their ends, the type and the id of one event may take together.
    package var eventBytes: Int
    /// The most lines of one block. Comments count from the first field on, so keep-alives between events are free.
    package var fieldsPerEvent: Int

    package init(lineBytes: Int = 8 << 20, eventBytes: Int = 8 << 20, fieldsPerEvent: Int = 10_000) {
        self.lineBytes = lineBytes
        self.eventBytes = eventBytes
        self.fieldsPerEvent = fieldsPerEvent
    }
}

/// The stream asks for more memory than the limits give. Nothing more can be read from it.
package enum EventStreamError: Error, Hashable, Sendable {
    /// Limits in bytes, bytes and lines.
    case lineTooLong(limit: Int)
    case eventTooLarge(limit: Int)
    case tooManyFields(limit: Int)
}

extension EventStreamError: CustomStringConvertible {
    /// A sentence without its full stop.
    package var description: String {
        switch self {
        case .lineTooLong(let limit): "a line of the event stream is longer than \(limit) bytes"
        case .eventTooLarge(let limit): "an event of the stream is larger than \(limit) bytes"
        case .tooManyFields(let limit): "an event of the stream has more than \(limit) lines"
        }
    }
}
