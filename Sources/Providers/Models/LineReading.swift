/// What the lines of one answer mean, for APIs that stream JSON in lines. Pure.
protocol LineMachine: Sendable {
    /// One line without its end; never a blank one.
    mutating func take(_ line: [UInt8]) -> [ModelEvent]
}

/// Reads an answer of lines.
struct LineReading<Machine: LineMachine>: ModelReading {
    private var machine: Machine
    /// The line that goes on.
    private var open: [UInt8] = []
    /// Nothing has come but white space.
    private var isBlank = true
    /// Nothing more is read.
    private var hasFailed = false
    private let mostBytes: Int

    init(_ machine: Machine, mostBytes: Int) {
        self.machine = machine
        self.mostBytes = mostBytes
    }

    mutating func read(_ bytes: [UInt8]) -> [ModelEvent] {
        guard !hasFailed else { return [] }
        if isBlank, let first = bytes.first(where: { !Self.isWhite($0) }) {
            isBlank = false
            if first == UInt8(ascii: "<") {
                return fail(.unreadable("it is a web page, and not what the service should answer here"))
            }
        }
        var events: [ModelEvent] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            guard append(rest[..<end]) else { return events + fail(.tooLarge(limit: mostBytes)) }
            events += takeLine()
            rest = rest[(end + 1)...]
        }
        return append(rest) ? events : events + fail(.tooLarge(limit: mostBytes))
    }

    mutating func close() -> [ModelEvent] {
        guard !hasFailed else { return [] }
        // The last line may be cut, which is no fault of its own.
        return takeLine().filter { if case .lost = $0 { false } else { true } }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool {
        open += bytes
        return open.count <= mostBytes
    }

    private mutating func takeLine() -> [ModelEvent] {
        let line = open
        open = []
        let record = Array(line.drop(while: Self.isWhite))
        return record.isEmpty ? [] : machine.take(record)
    }

    private mutating func fail(_ fault: ServiceFault) -> [ModelEvent] {
        hasFailed = true
        open = []
        return [.finished(.failed(fault))]
    }

    /// Also the bytes of a byte order mark.
    private static func isWhite(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF: true
        default: false
        }
    }
}
