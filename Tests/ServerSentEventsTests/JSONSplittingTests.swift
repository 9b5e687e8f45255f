import ServerSentEvents
import Testing

@Suite("Several JSON texts in one event")
struct JSONSplittingTests {
    private func data(of lines: String, leniency: EventStreamLeniency = .splitsJSONTexts) -> [String] {
        let stream = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "data: \($0)\n" }
        return Outcome.decoding([(stream.joined() + "\n").utf8], leniency: leniency).events.map(\.data)
    }

    @Test("Are split into events when that is asked for, and left alone when not")
    func records() {
        let lines = #"{"a":1}"# + "\n" + #"{"b":[2]}"# + "\n[DONE]"
        #expect(data(of: lines) == [#"{"a":1}"#, #"{"b":[2]}"#, "[DONE]"])
        #expect(data(of: lines, leniency: []) == [lines])
    }

    @Test(
        "Leave one JSON text over several lines whole",
        arguments: ["{\n\"a\": 1\n}", "[\n{},\n{}\n]", "{\"a\":\n\"}\\\"{\"\n}", "{\n}\n", "  {\n}"])
    func oneText(text: String) {
        #expect(data(of: text) == [text])
    }

    @Test("Split at a bad record, which harms only itself")
    func badRecord() {
        #expect(data(of: "{\"a\":\n{\"b\":2}\n\n{\"c\":\"x") == ["{\"a\":", "{\"b\":2}", "{\"c\":\"x"])
        #expect(data(of: "}\n{}") == ["}", "{}"])
        #expect(data(of: "[DONE]\n[DONE]") == ["[DONE]", "[DONE]"])
        #expect(data(of: "a\nb") == ["a", "b"])
    }

    @Test("Keep the type and id of the block they came in")
    func block() {
        let stream = "event: e\nid: 4\ndata: {}\ndata: []\n\n".utf8
        #expect(
            Outcome.decoding([stream], leniency: .splitsJSONTexts).events == [
                ServerSentEvent(type: "e", data: "{}", lastEventID: "4"),
                ServerSentEvent(type: "e", data: "[]", lastEventID: "4"),
            ])
    }
}
