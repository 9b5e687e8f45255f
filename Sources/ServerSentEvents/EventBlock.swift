/// The lines since the last blank line, and what stays from block to block.
struct EventBlock: Sendable {
    private let limits: EventStreamLimits
    private let leniency: EventStreamLeniency
    /// Every `data` value with an LF after it.
    private var data: [UInt8] = []
    private var type = ""
    private var id = ""
    private var lines = 0
    /// Of the data; followed only where blocks are delivered at once.
    private var outline = JSONOutline()
    private(set) var lastEventID = ""
    private(set) var retry: Duration?

    init(limits: EventStreamLimits, leniency: EventStreamLeniency) {
        self.limits = limits
        self.leniency = leniency
    }

    /// The block is to be dispatched although its blank line has not come.
    var isReady: Bool { outline.isWhole || outline.isBroken }

    /// Takes a line that is not empty.
    mutating func add(_ line: UnsafeBufferPointer<UInt8>) throws(EventStreamError) {
        let isComment = line.first == .colon
        if isComment && lines == 0 { return }
        lines += 1
        if lines > limits.fieldsPerEvent { throw .tooManyFields(limit: limits.fieldsPerEvent) }
        if isComment { return }
        var nameCount = 0
        while nameCount < line.count, line[nameCount] != .colon { nameCount += 1 }
        var valueStart = min(nameCount + 1, line.count)
        if valueStart < line.count, line[valueStart] == .space { valueStart += 1 }
        try set(
            UnsafeBufferPointer(rebasing: line[..<nameCount]), to: UnsafeBufferPointer(rebasing: line[valueStart...]))
    }

    /// The blank line: makes the block an event, or several, unless it has no data.
    mutating func dispatch(into events: inout [ServerSentEvent]) {
        lastEventID = id
        lines = 0
        defer {
            data.removeAll(keepingCapacity: true)
            outline = JSONOutline()
            type = ""
        }
        guard data.popLast() != nil else { return }
        let type = type.isEmpty ? "message" : type
        guard leniency.contains(.splitsJSONTexts), data.contains(.lineFeed), !JSONText.isOne(data) else {
            let data = String(decoding: data, as: UTF8.self)
            return events.append(ServerSentEvent(type: type, data: data, lastEventID: lastEventID))
        }
        for text in data.split(separator: .lineFeed) {
            let data = String(decoding: text, as: UTF8.self)
            events.append(ServerSentEvent(type: type, data: data, lastEventID: lastEventID))
        }
    }

    private mutating func set(
        _ name: UnsafeBufferPointer<UInt8>, to value: UnsafeBufferPointer<UInt8>
    ) throws(EventStreamError) {
        if name.elementsEqual(FieldName.data) {
            if leniency.contains(.deliversJSONTextsAtOnce) {
                outline.read(value)
                outline.read(CollectionOfOne(.lineFeed))
            }
            data.append(contentsOf: value)
            data.append(.lineFeed)
        } else if name.elementsEqual(FieldName.event) {
            type = String(decoding: value, as: UTF8.self)
        } else if name.elementsEqual(FieldName.id) {
            if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
        } else if name.elementsEqual(FieldName.retry) {
            retry = Self.milliseconds(value) ?? retry
        }
        if data.count + type.utf8.count + id.utf8.count > limits.eventBytes {
            throw .eventTooLarge(limit: limits.eventBytes)
        }
    }

    /// ASCII digits only, at least one; nil also for more milliseconds than an `Int64` holds.
    private static func milliseconds(_ value: UnsafeBufferPointer<UInt8>) -> Duration? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard value.allSatisfy(digits.contains) else { return nil }
        return Int64(String(decoding: value, as: UTF8.self)).map { .milliseconds($0) }
    }
}

private enum FieldName {
    static let data = "data".utf8
    static let event = "event".utf8
    static let id = "id".utf8
    static let retry = "retry".utf8
}

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let colon = UInt8(ascii: ":")
    static let space = UInt8(ascii: " ")
}
