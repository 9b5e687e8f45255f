import ChatModel
import Testing

@testable import Providers

@Suite("What recordings of the Responses API have that no description says")
struct ResponsesShapeTests {
    typealias Case = ChatCompletionsCutTests.Case

    private static func event(_ type: String, _ members: String = "") -> String {
        ResponsesCutTests.event(type, members)
    }

    private static let completed = ResponsesCutTests.response("response.completed", "completed")

    private static func stream(_ name: String, _ records: [String]) -> ModelStream {
        ModelStream(name, records + [completed], end: records.count)
    }

    private static func text(_ delta: String, _ members: String) -> String {
        event("response.output_text.delta", #""content_index":0,"delta":"\#(delta)",\#(members)"#)
    }

    private static func item(_ state: String, _ place: Int, _ item: String) -> String {
        event("response.output_item.\(state)", #""output_index":\#(place),"item":\#(item)"#)
    }

    /// Some gateways give each record another id.
    private static let changingIDs = Case(
        stream: stream(
            "with another id in each record",
            [
                item("added", 0, #"{"id":"r1","type":"reasoning","summary":[]}"#),
                event(
                    "response.reasoning_summary_text.delta",
                    #""item_id":"r2","output_index":0,"summary_index":0,"delta":"Thi""#),
                event(
                    "response.reasoning_summary_text.delta",
                    #""item_id":"r3","output_index":0,"summary_index":0,"delta":"nk""#),
                event(
                    "response.reasoning_summary_text.done",
                    #""item_id":"r4","output_index":0,"summary_index":0,"text":"Think""#),
                item("added", 1, #"{"id":"m1","type":"message","content":[]}"#),
                text("On", #""item_id":"m2","output_index":1"#), text("e", #""item_id":"m3","output_index":1"#),
                event(
                    "response.output_text.done",
                    #""item_id":"m4","output_index":1,"content_index":0,"text":"One""#),
                item("added", 2, #"{"id":"f1","type":"function_call","name":"look","arguments":""}"#),
                event(
                    "response.function_call_arguments.delta", #""item_id":"f2","output_index":2,"delta":"{}""#),
                item("done", 2, #"{"id":"f3","type":"function_call","name":"look","arguments":"{}"}"#),
            ]),
        text: "One", end: .complete,
        parts: ["reasoning Think", "toolCall {}\n\nNot called: tools are not available here."])

    private static let rotating = Case(
        stream: stream(
            "with another id in each piece",
            [
                text("On", #""item_id":"m2","output_index":1"#), text("e", #""item_id":"m3","output_index":1"#),
                event("response.output_text.done", #""item_id":"m4","output_index":1,"content_index":0,"text":"One""#),
            ]),
        text: "One", end: .complete)

    /// Some services give each item the same place.
    private static let samePlaces = Case(
        stream: stream(
            "with one place for all items",
            [
                item("added", 0, #"{"id":"m1","type":"message","content":null}"#),
                text("One", #""item_id":"m1","output_index":0"#),
                item("added", 0, #"{"id":"m2","type":"message","content":[]}"#),
                text("Two", #""item_id":"m2","output_index":0"#),
            ]),
        text: "One\n\nTwo", end: .complete)

    private static let cited = Case(
        stream: stream(
            "with citations and a search of the service",
            [
                item("added", 0, #"{"id":"w1","type":"web_search_call","status":"in_progress"}"#),
                event("response.web_search_call.searching", #""item_id":"w1","output_index":0"#),
                item(
                    "done", 0,
                    #"{"id":"w1","type":"web_search_call","action":{"type":"search","query":"q","#
                        + #""sources":[{"type":"url","url":"https://other.example"}]}}"#),
                text("A", #""item_id":"m1","output_index":1"#),
                event(
                    "response.output_text.annotation.added",
                    #""item_id":"m1","annotation":{"type":"url_citation","title":"A","url":"https://a.example"}"#),
                event(
                    "response.output_text.annotation.added",
                    #""item_id":"m1","annotation":{"type":"file_citation","file_id":"f","filename":"notes.txt"}"#),
                event(
                    "response.output_text.annotation.added",
                    #""item_id":"m1","annotation":{"type":"url_citation","title":"A","url":"https://a.example"}"#),
            ]),
        text: "A", end: .complete,
        parts: [
            #"toolCall {"query":"q","type":"search"}"#, "sources 1. [A](<https://a.example>)\n2. notes.txt",
        ])

    private static let usedTools = Case(
        stream: stream(
            "with tools that the service has called",
            [
                item("added", 0, #"{"id":"c1","type":"code_interpreter_call","code":"","outputs":null}"#),
                item(
                    "done", 0,
                    #"{"id":"c1","type":"code_interpreter_call","code":"1+1","#
                        + #""outputs":[{"type":"logs","logs":"2"}]}"#),
                item("added", 1, #"{"id":"x1","type":"mcp_call","name":"find","arguments":"","output":null}"#),
                event("response.mcp_call_arguments.done", #""item_id":"x1","arguments":"{\"a\":1}""#),
                item(
                    "done", 1,
                    #"{"id":"x1","type":"mcp_call","name":"find","arguments":"{\"a\":1}","output":"found","#
                        + #""error":null}"#),
                // A call that the service has answered after all.
                item("added", 2, #"{"id":"s1","type":"function_call","name":"search_web","arguments":"{}"}"#),
                item("done", 2, #"{"type":"search_results","results":[]}"#),
                item("done", 3, #"{"id":"l","type":"mcp_list_tools","tools":[{"name":"find"}]}"#),
                text("Two", #""item_id":"m1""#),
            ]),
        text: "Two", end: .complete,
        parts: ["toolCall ```\n1+1\n```\n\n```\n2\n```", "toolCall {\"a\":1}\n\n```\nfound\n```"])

    private static let approval = Case(
        stream: stream(
            "that wants to be allowed a call",
            [
                item(
                    "done", 0,
                    #"{"id":"a","type":"mcp_approval_request","name":"send","arguments":"{\"to\":2}"}"#)
            ]),
        text: "", end: .complete,
        parts: ["toolCall {\"to\":2}\n\nNot called: tools are not available here.", "notice "])

    static let cases = [changingIDs, rotating, samePlaces, cited, usedTools, approval]
    /// The others have no way of their own to be cut.
    private static let cutEverywhere = [samePlaces, approval, rotating]

    private let cuts = ModelCuts(dialect: ResponsesDialect())

    @Test("Says what its events say", arguments: cases)
    func whole(example: Case) {
        let rig = cuts.whole(example.stream)
        #expect(rig.text == example.text)
        #expect(rig.end == example.end)
        #expect(rig.parts.map { "\($0.kind.rawValue) \($0.text)" } == example.parts)
    }

    @Test("Is the same in pieces of any size and at every cut", arguments: cutEverywhere)
    func pieces(example: Case) { #expect(cuts.deviations(example.stream) == []) }

    @Test("Is never taken for whole before its end, at every byte, and keeps what had come", arguments: cutEverywhere)
    func brokenOff(example: Case) { #expect(cuts.misjudged(example.stream) == []) }

    @Test("An image that was made is said, with and without a stream")
    func image() {
        let image = #"{"id":"i","type":"image_generation_call","result":"UklGRg=="}"#
        let streamed = cuts.whole(Self.stream("", [Self.item("done", 0, image)]))
        let whole = cuts.whole(
            ModelStream("", [#"{"id":"r","status":"completed","output":[\#(image)]}"#], end: 0))
        for rig in [streamed, whole] {
            #expect(rig.text == "" && rig.end == .complete)
            #expect(rig.parts == [ModelPart.images(1)])
        }
    }

    @Test(
        "An error in the stream is said as one before it would be",
        arguments: [
            ("insufficient_quota", "The quota at the service is used up", "look at your account with the service"),
            ("rate_limit_exceeded", "The service asks to slow down", "ask again"),
            ("server_is_overloaded", "The service is overloaded", "ask again"),
            ("server_error", "The service failed while it answered", "ask again"),
        ])
    func errors(code: String, what: String, remedy: String) {
        let failed = ResponsesCutTests.response(
            "response.failed", "failed", #","error":{"code":"\#(code)","message":"So it is."}"#)
        let rig = cuts.whole(ModelStream("", [Self.text("Half", #""item_id":"m""#), failed], end: 1))
        #expect(rig.text == "Half")
        #expect(rig.end == .failed(Failure(what: what, why: "So it is", remedy: remedy)))
    }

    @Test("A run that is whole at once has its citations and tools too")
    func wholeRun() {
        let rig = cuts.whole(
            ModelStream(
                "",
                [
                    #"{"id":"r","status":"completed","output":[{"id":"w","type":"web_search_call","action":{"query":"q"}},"#
                        + #"{"id":"m","type":"message","content":[{"type":"output_text","text":"A","annotations":"#
                        + #"[{"type":"url_citation","title":"A","url":"https://a.example"}]}]}]}"#
                ], end: 0))
        #expect(rig.text == "A" && rig.parts.map(\.kind) == [.toolCall, .sources])
    }
}
