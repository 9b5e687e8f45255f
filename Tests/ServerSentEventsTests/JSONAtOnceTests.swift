import ServerSentEvents
import Testing

@Suite("JSON texts without blank lines between them")
struct JSONAtOnceTests {
    private static let leniency: EventStreamLeniency = [
        .splitsJSONTexts, .deliversUnfinishedBlock, .deliversJSONTextsAtOnce,
    ]

    /// What has come with each line of the stream, before its end.
    private func arrivals(_ lines: [String]) throws -> [[String]] {
        var decoder = EventStreamDecoder(leniency: Self.leniency)
        return try lines.map { line in
            var events: [ServerSentEvent] = []
            try decoder.feed((line + "\n").utf8, into: &events)
            return events.map(\.data)
        }
    }

    @Test("Are delivered with the end of their line")
    func atOnce() throws {
        let lines = [#"data: {"a":1}"#, "data: [2]", "", #"data: {"b":"\"}{"}"#, "", "", ": ping", "data: {}"]
        #expect(try arrivals(lines) == [[#"{"a":1}"#], ["[2]"], [], [#"{"b":"\"}{"}"#], [], [], [], ["{}"]])
    }

    @Test("A text over several lines is delivered with its last")
    func severalLines() throws {
        let lines = ["data: {", #"data: "a": {}"#, "data: }", "data: []"]
        #expect(try arrivals(lines) == [[], [], ["{\n\"a\": {}\n}"], ["[]"]])
    }

    @Test("What cannot become one is delivered at once, and harms only itself")
    func broken() throws {
        let lines = ["data: text", #"data: {"a":"cut"#, "data: {}", "data: }", "data: 7", "data: {} {}", "data: {}"]
        #expect(
            try arrivals(lines) == [["text"], [#"{"a":"cut"#], ["{}"], ["}"], ["7"], ["{} {}"], ["{}"]])
    }

    @Test("A text whose brackets stay open holds back what follows until the blank line, and nothing is lost")
    func openBracket() throws {
        let lines = [#"data: {"a":"#, "data: {}", "", "data: []"]
        #expect(try arrivals(lines) == [[], [], [#"{"a":"#, "{}"], ["[]"]])
    }

    @Test("Keep the type that stands before them, and the next block has its own")
    func types() {
        let stream = "event: e\nid: 4\ndata: {}\ndata: []\n\ndata: {}\n".utf8
        #expect(
            Outcome.decoding([stream], leniency: Self.leniency).events == [
                ServerSentEvent(type: "e", data: "{}", lastEventID: "4"),
                ServerSentEvent(data: "[]", lastEventID: "4"), ServerSentEvent(data: "{}", lastEventID: "4"),
            ])
    }

    @Test("What comes out does not depend on the cut, in any line ending")
    func cuts() {
        for ending in ["\n", "\r\n", "\r"] {
            let lines = [
                #"data: {"a":"ก็"}"#, "data: [1,", "data: 2]", "data: bad", "", "data: {", "data: \"", "data: {}",
            ]
            let stream = Array(lines.map { $0 + ending }.joined().utf8)
            let whole = Outcome.decoding([stream], leniency: Self.leniency)
            #expect(whole.events.map(\.data) == [#"{"a":"ก็"}"#, "[1,\n2]", "bad", "{", "\"", "{}"])
            for size in 1...7 {
                let pieces = stride(from: 0, to: stream.count, by: size).map {
                    stream[$0..<min($0 + size, stream.count)]
                }
                #expect(Outcome.decoding(pieces, leniency: Self.leniency).events == whole.events)
            }
            for cut in 0...stream.count {
                let halves = [stream[..<cut], stream[cut...]]
                #expect(Outcome.decoding(halves, leniency: Self.leniency).events == whole.events)
            }
        }
    }
}
