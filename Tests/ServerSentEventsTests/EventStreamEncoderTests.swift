import ServerSentEvents
import Testing

@Suite("EventStreamEncoder")
struct EventStreamEncoderTests {
    /// All strings of up to `length` of these pieces.
    private func texts(of pieces: [String], upTo length: Int) -> [String] {
        var all = [""]
        var longest = all
        for _ in 0..<length {
            longest = longest.flatMap { text in pieces.map { text + $0 } }
            all += longest
        }
        return all
    }

    private func withLineFeeds(_ text: String) -> String {
        var lines = ""
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar != "\n" || previous != "\r" { lines.unicodeScalars.append(scalar == "\r" ? "\n" : scalar) }
            previous = scalar
        }
        return lines
    }

    private func read(_ bytes: [UInt8]) -> [ServerSentEvent] { Outcome.decoding([bytes]).events }

    @Test("Is read back by the decoder as what was written")
    func inverse() {
        for data in texts(of: ["a", "\n", ":", " ", "\u{FEFF}", "é", "\u{0}"], upTo: 4) {
            #expect(read(EventStreamEncoder.encode(data: data)) == [ServerSentEvent(data: data)])
        }
        for word in texts(of: ["a", ":", " ", "\u{2028}"], upTo: 3) {
            let event = ServerSentEvent(type: word.isEmpty ? "message" : word, data: "x", lastEventID: word)
            #expect(read(EventStreamEncoder.encode(type: word, data: "x", id: word)) == [event])
        }
    }

    @Test("Writes every kind of line end so that it is read back as LF, and nothing can break out of its line")
    func lineEnds() {
        for data in texts(of: ["a", "\r", "\n", "data: x"], upTo: 4) {
            let expected = ServerSentEvent(data: withLineFeeds(data))
            #expect(read(EventStreamEncoder.encode(data: data)) == [expected])
        }
        let event = EventStreamEncoder.encode(type: "a\n\nb", data: "x", id: "1\r\n\r\n2")
        #expect(read(event) == [ServerSentEvent(type: "a  b", data: "x", lastEventID: "1    2")])
        #expect(read(EventStreamEncoder.encode(data: "x", id: "1\u{0}")) == [ServerSentEvent(data: "x")])
    }

    @Test("Writes the shortest common form")
    func form() {
        #expect(EventStreamEncoder.encode(data: "{}") == Array("data: {}\n\n".utf8))
        #expect(
            EventStreamEncoder.encode(type: "e", data: "a\nb", id: "7")
                == Array("event: e\nid: 7\ndata: a\ndata: b\n\n".utf8))
        #expect(EventStreamEncoder.comment("ping") == Array(": ping\n\n".utf8))
    }

    @Test("A comment is never an event")
    func comments() {
        for text in texts(of: ["a", "\n", "\r", "data: x"], upTo: 4) {
            #expect(read(EventStreamEncoder.comment(text) + EventStreamEncoder.encode(data: "y")).map(\.data) == ["y"])
        }
    }
}
