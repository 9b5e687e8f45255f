import ChatModel

@testable import Providers

/// An exchange with a model, and all that it has asked for.
struct ModelRig<Dialect: ModelDialect> {
    private(set) var exchange: ModelExchange<Dialect>
    private(set) var events: [ReplyEvent] = []
    private(set) var posts: [ServiceCall] = []
    private(set) var questions: [ServiceCall] = []
    private(set) var alarms: [ModelAlarm: Duration] = [:]
    private(set) var cancelledPosts = 0

    init(
        _ dialect: Dialect, request: ReplyRequest = .sample("Hello?", assistant: "model-1"),
        settings: ModelSettings = ModelSettings(), key: String? = nil
    ) {
        exchange = ModelExchange(
            dialect, request: request, settings: settings, service: "127.0.0.1:1", jitter: 1, mask: KeyMask(key))
        feed(.started)
    }

    /// A rig whose post was taken.
    static func reading(
        _ dialect: Dialect, settings: ModelSettings = ModelSettings(), key: String? = nil
    ) -> ModelRig {
        var rig = ModelRig(dialect, settings: settings, key: key)
        rig.begin()
        return rig
    }

    mutating func feed(_ input: ModelInput) {
        for action in exchange.handle(input) {
            switch action {
            case .emit(let event): events.append(event)
            case .post(_, let call): posts.append(call)
            case .cancelPost: cancelledPosts += 1
            case .ask(_, let call): questions.append(call)
            case .setAlarm(let alarm, let duration): alarms[alarm] = duration
            case .clearAlarm(let alarm): alarms[alarm] = nil
            }
        }
    }

    mutating func ring(_ alarm: ModelAlarm) {
        guard alarms.removeValue(forKey: alarm) != nil else { return }
        feed(.rang(alarm))
    }

    mutating func begin(rateLimit: RateLimit? = nil) {
        feed(.began(call: exchange.call, ServiceAnswer(status: 200, rateLimit: rateLimit, body: [])))
    }

    mutating func receive(_ text: String) { receive(Array(text.utf8)) }

    mutating func receive(_ bytes: [UInt8]) { feed(.bytes(call: exchange.call, bytes)) }

    /// The body is over.
    mutating func close() { feed(.closed(call: exchange.call, .success(nil))) }

    mutating func fail(_ fault: ServiceFault) { feed(.closed(call: exchange.call, .failure(fault))) }

    mutating func refuse(_ status: Int, _ body: String = "", retryAfter: Duration? = nil) {
        let answer = ServiceAnswer(status: status, retryAfter: retryAfter, body: Array(body.utf8))
        feed(.closed(call: exchange.call, .success(answer)))
    }

    mutating func answer(_ body: String, status: Int = 200) {
        let answer = ServiceAnswer(status: status, body: Array(body.utf8))
        feed(.answered(question: exchange.question, .success(answer)))
    }

    var text: String { events.text }

    /// As they stand now.
    var parts: [MessagePart] {
        var message = Message.sample("r", "", role: .assistant)
        for event in events {
            switch event {
            case .part(let part): message.set(part)
            case .partGrew(let id, let piece): message.grow(part: id, by: piece)
            default: break
            }
        }
        return message.parts
    }

    func part(_ kind: MessagePart.Kind) -> MessagePart? { parts.first { $0.kind == kind } }

    var usage: TokenUsage? { part(.usage).flatMap(TokenUsage.init(part:)) }

    var end: ReplyEnd? {
        if case .ended(let end) = events.last { end } else { nil }
    }
}

/// An answer as it comes over the wire, record by record.
struct ModelStream: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]
    /// How many bytes must have come for the end of the reply to be known.
    let end: Int

    init(_ name: String, bytes: [UInt8], end: Int) {
        description = name
        self.bytes = bytes
        self.end = end
    }

    /// - Parameters:
    ///   - records: Each without the line endings behind it; several lines of one apart by line feeds.
    ///   - end: The record that ends the reply.
    ///   - separator: What stands behind each record.
    init(_ name: String, _ records: [String], end: Int, newline: String = "\n", separator: String? = nil) {
        description = name
        var bytes: [UInt8] = []
        var ends = 0
        for (index, record) in records.enumerated() {
            bytes += Array(record.replacing("\n", with: newline).utf8)
            if index == end { ends = bytes.count }
            bytes += Array((separator ?? newline + newline).utf8)
        }
        self.bytes = bytes
        self.end = ends
    }
}

/// What must be true of an answer in any cut.
struct ModelCuts<Dialect: ModelDialect> {
    let dialect: Dialect
    var settings = ModelSettings()

    func whole(_ stream: ModelStream) -> ModelRig<Dialect> { rig(in: [stream.bytes]) }

    /// Every cut in two, and pieces of 1, 2, 3, 5 and 7 bytes, that do not come to the same.
    func deviations(_ stream: ModelStream) -> [String] {
        let whole = whole(stream)
        var found: [String] = []
        for size in [1, 2, 3, 5, 7] {
            let starts = stride(from: 0, to: stream.bytes.count, by: size)
            let pieces = starts.map { Array(stream.bytes[$0..<min($0 + size, stream.bytes.count)]) }
            if !same(rig(in: pieces), whole) { found.append("in pieces of \(size)") }
        }
        var running = ModelRig.reading(dialect, settings: settings)
        for cut in 0...stream.bytes.count {
            if cut > 0 { running.receive([stream.bytes[cut - 1]]) }
            var rig = running
            rig.receive(Array(stream.bytes[cut...]))
            rig.close()
            if !same(rig, whole) { found.append("cut at \(cut)") }
        }
        return found
    }

    /// Every place where the connection may break off, where the reply is taken for whole too early, or for cut although
    /// its end had come, or where other text stands than had come.
    func misjudged(_ stream: ModelStream) -> [String] {
        let whole = whole(stream)
        var found: [String] = []
        var running = ModelRig.reading(dialect, settings: settings)
        for cut in 0...stream.bytes.count {
            if cut > 0 { running.receive([stream.bytes[cut - 1]]) }
            for isOrderly in [true, false] {
                var rig = running
                if isOrderly { rig.close() } else { rig.fail(.closed(afterFirstByte: true)) }
                if rig.events.ends.count != 1 { found.append("\(cut): \(rig.events.ends.count) ends") }
                if cut < stream.end, rig.end?.isInterrupted != true { found.append("\(cut): early end") }
                if cut >= stream.end, rig.end != whole.end { found.append("\(cut): \(String(describing: rig.end))") }
                if !whole.text.utf8.starts(with: rig.text.utf8) { found.append("\(cut): other text") }
                if rig.part(.notice)?.id == "notice-records", whole.part(.notice) == nil {
                    found.append("\(cut): a cut record is no bad one")
                }
            }
        }
        return found
    }

    private func rig(in pieces: [[UInt8]]) -> ModelRig<Dialect> {
        var rig = ModelRig.reading(dialect, settings: settings)
        for piece in pieces { rig.receive(piece) }
        rig.close()
        return rig
    }

    private func same(_ rig: ModelRig<Dialect>, _ other: ModelRig<Dialect>) -> Bool {
        rig.text.utf8.elementsEqual(other.text.utf8) && rig.parts == other.parts && rig.end == other.end
    }
}
