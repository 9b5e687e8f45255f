import ServerSentEvents
import Testing

@Suite("EventStreamDecoder")
struct EventStreamDecoderTests {
    @Test("Reads every vector as the standard says, at every cut")
    func vectors() throws {
        let vectors = try Vector.all()
        #expect(vectors.count == 65)
        for vector in vectors {
            let bytes = vector.bytes
            for cut in 0...bytes.count {
                #expect(
                    Outcome.decoding([bytes[..<cut], bytes[cut...]]) == vector.outcome, "\(vector), cut at \(cut)")
            }
            for size in 1...7 {
                #expect(
                    Outcome.decoding(bytes.chunks(of: size)) == vector.outcome, "\(vector), in chunks of \(size)")
            }
        }
    }

    @Test("Reads bytes that do not lie in one piece of memory")
    func scatteredBytes() {
        let bytes = sequence(state: Array("data: a\r\n\r\n".utf8).makeIterator()) { $0.next() }
        #expect(Outcome.decoding([bytes]).events == [ServerSentEvent(data: "a")])
    }

    @Test("Delivers an event with the last byte of its blank line, also when that is a bare CR")
    func promptness() throws {
        for end in ["\n", "\r", "\r\n"] {
            var decoder = EventStreamDecoder()
            var events: [ServerSentEvent] = []
            try decoder.feed("data: a\(end)".utf8, into: &events)
            #expect(events.isEmpty)
            try decoder.feed(end.utf8.prefix(1), into: &events)
            #expect(events == [ServerSentEvent(data: "a")])
        }
    }

    @Test("Ignores a retry that no Int64 can hold")
    func hugeRetry() {
        let outcome = Outcome.decoding(["retry: 7\nretry: 99999999999999999999\n\n".utf8])
        #expect(outcome.retry == .milliseconds(7))
    }

    @Test("Delivers an unfinished last block only when that is forgiven")
    func unfinishedBlock() {
        for tail in ["data: b", "data: b\n", "data: b\r"] {
            let bytes = Array("data: a\n\nid: 2\n\(tail)".utf8)
            let strict = [ServerSentEvent(data: "a")]
            for size in 1...bytes.count {
                let chunks = bytes.chunks(of: size)
                #expect(Outcome.decoding(chunks).events == strict)
                let lenient = Outcome.decoding(chunks, leniency: .deliversUnfinishedBlock)
                #expect(lenient.events == strict + [ServerSentEvent(data: "b", lastEventID: "2")])
            }
        }
        #expect(Outcome.decoding(["event: x\n".utf8], leniency: .deliversUnfinishedBlock).events.isEmpty)
    }
}
