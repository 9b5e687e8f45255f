import ServerSentEvents

/// What the events of one answer mean, for APIs that stream server-sent events. Pure.
protocol EventMachine: Sendable {
    mutating func take(_ event: ServerSentEvent) -> [ModelEvent]

    /// A body that is one JSON object and no stream, from a service that ignores what it was asked for, or fails late.
    /// One that is cut says nothing.
    mutating func takeWhole(_ body: [UInt8]) -> [ModelEvent]

    /// The body is over: what was held back, as far as it counts without its end.
    mutating func close() -> [ModelEvent]
}

/// Reads an answer that should be an event stream, and may be one JSON object.
struct EventReading<Machine: EventMachine>: ModelReading {
    private enum Form {
        /// Nothing has come but white space.
        case blank
        case stream
        case object([UInt8])
        /// Nothing more is read.
        case given
    }

    private var machine: Machine
    private var decoder: EventStreamDecoder
    private var form = Form.blank
    private let mostBytes: Int

    init(_ machine: Machine, mostBytes: Int) {
        self.machine = machine
        self.mostBytes = mostBytes
        decoder = EventStreamDecoder(
            limits: EventStreamLimits(lineBytes: mostBytes, eventBytes: mostBytes),
            leniency: [.splitsJSONTexts, .deliversUnfinishedBlock])
    }

    mutating func read(_ bytes: [UInt8]) -> [ModelEvent] {
        if case .blank = form, let first = bytes.first(where: { !Self.blanks.contains($0) }) {
            switch first {
            case UInt8(ascii: "{"), UInt8(ascii: "["): form = .object([])
            case UInt8(ascii: "<"):
                form = .given
                return [
                    .finished(.failed(.unreadable("it is a web page, and not what the service should answer here")))
                ]
            default: form = .stream
            }
        }
        switch form {
        case .blank, .stream: return feed(bytes)
        case .given: return []
        case .object(var body):
            // The bytes must have one owner while they grow, else each piece copies the whole.
            form = .given
            body += body.isEmpty ? bytes.drop { Self.blanks.contains($0) } : bytes[...]
            guard body.count <= mostBytes else { return [.finished(.failed(.tooLarge(limit: mostBytes)))] }
            form = .object(body)
            return []
        }
    }

    mutating func close() -> [ModelEvent] {
        defer { form = .given }
        switch form {
        case .given: return []
        case .object(let body): return machine.takeWhole(body)
        case .blank, .stream:
            var events: [ServerSentEvent] = []
            try? decoder.finish(into: &events)
            // Its last record may be cut, which is no fault of its own.
            let rest = take(events).filter { if case .lost = $0 { false } else { true } }
            return rest + machine.close()
        }
    }

    /// One without data is a sign of life.
    private mutating func take(_ events: [ServerSentEvent]) -> [ModelEvent] {
        events.flatMap { event in event.data.allSatisfy(\.isWhitespace) ? [] : machine.take(event) }
    }

    private mutating func feed(_ bytes: [UInt8]) -> [ModelEvent] {
        var events: [ServerSentEvent] = []
        do throws(EventStreamError) {
            try decoder.feed(bytes, into: &events)
            return take(events)
        } catch {
            form = .given
            return take(events) + [.finished(.failed(.unreadable(error.description)))]
        }
    }

    /// White space, and the bytes of a byte order mark.
    private static var blanks: [UInt8] { Array(" \t\r\n".utf8) + [0xEF, 0xBB, 0xBF] }
}
