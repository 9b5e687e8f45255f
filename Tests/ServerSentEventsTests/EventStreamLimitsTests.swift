import ServerSentEvents
import Testing

@Suite("Limits of an event stream")
struct EventStreamLimitsTests {
    private let limits = EventStreamLimits(lineBytes: 12, eventBytes: 16, fieldsPerEvent: 4)

    /// The same at every cut.
    private func outcome(of stream: String) -> Outcome {
        let bytes = Array(stream.utf8)
        let whole = Outcome.decoding([bytes], limits: limits)
        for size in 1...bytes.count {
            #expect(Outcome.decoding(bytes.chunks(of: size), limits: limits) == whole)
        }
        return whole
    }

    @Test("A line may be as long as the limit and not one byte longer, whatever it is")
    func lines() {
        #expect(outcome(of: "data: 123456\n\n").error == nil)
        for line in ["data: 1234567", ": 12345678901", "unknown: 1234", "data:\r: 12345678901\n"] {
            #expect(outcome(of: line).error == .lineTooLong(limit: 12))
        }
    }

    @Test("Data, type and id of an event are counted together")
    func events() {
        #expect(outcome(of: "data: 123456\ndata: 12345678\n\n").error == .lineTooLong(limit: 12))
        #expect(outcome(of: "data: 123456\ndata: 123456\n\n").error == nil)
        #expect(outcome(of: "data: 123456\ndata: 12345\nid: 1234\n\n").error == .eventTooLarge(limit: 16))
        #expect(outcome(of: "id: 12345\nevent: 12345\ndata: 123456\n\n").error == .eventTooLarge(limit: 16))
    }

    @Test("Every line of a block counts, empty data and comments too, but not the comments between events")
    func fields() {
        #expect(outcome(of: "data\ndata\ndata\ndata\n\n").error == nil)
        for line in ["data\n", ": c\n", "x\n", "retry: 1\n"] {
            #expect(outcome(of: "data\ndata\ndata\ndata\n\(line)\n").error == .tooManyFields(limit: 4))
        }
        #expect(outcome(of: ": 1\n: 2\n: 3\n: 4\n: 5\ndata: a\n\n").events == [ServerSentEvent(data: "a")])
    }

    @Test("What came before the fault is delivered, and nothing after it")
    func fault() throws {
        let outcome = outcome(of: "data: a\n\ndata: 1234567890\n\ndata: b\n\n")
        #expect(outcome.events == [ServerSentEvent(data: "a")])
        #expect(outcome.error == .lineTooLong(limit: 12))
        var decoder = EventStreamDecoder(limits: limits)
        var events: [ServerSentEvent] = []
        #expect(throws: EventStreamError.lineTooLong(limit: 12)) {
            try decoder.feed("data: 1234567890".utf8, into: &events)
        }
        #expect(throws: EventStreamError.lineTooLong(limit: 12)) {
            try decoder.feed("\n\ndata: b\n\n".utf8, into: &events)
        }
        #expect(throws: EventStreamError.lineTooLong(limit: 12)) { try decoder.finish(into: &events) }
        #expect(events.isEmpty)
    }

    @Test("Holds for the block that the end of the stream completes")
    func unfinishedBlock() {
        let outcome = Outcome.decoding(
            ["data: 123456\ndata: 12345\nid: 1234".utf8], limits: limits, leniency: .deliversUnfinishedBlock)
        #expect(outcome.error == .eventTooLarge(limit: 16))
        #expect(outcome.events.isEmpty)
    }

    @Test("A million empty data lines are refused")
    func dataFlood() {
        let chunk = Array(repeatElement("data\n", count: 10_000).joined().utf8)
        let outcome = Outcome.decoding(Array(repeating: chunk, count: 100))
        #expect(outcome.error == .tooManyFields(limit: 10_000))
        #expect(outcome.events.isEmpty)
    }

    @Test("A million comments are refused inside an event and cost nothing between two")
    func commentFlood() {
        let chunk = Array(repeatElement(":\n", count: 10_000).joined().utf8)
        let flood = Array(repeating: chunk, count: 100)
        #expect(Outcome.decoding([Array("data: a\n".utf8)] + flood).error == .tooManyFields(limit: 10_000))
        let between = Outcome.decoding(flood + [Array("data: a\n\n".utf8)])
        #expect(between.events == [ServerSentEvent(data: "a")])
    }

    @Test("Nine megabytes without a line end are refused")
    func endlessLine() {
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        #expect(Outcome.decoding(Array(repeating: chunk, count: 9)).error == .lineTooLong(limit: 8 << 20))
    }
}
