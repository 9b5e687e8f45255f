import ChatModel
import Testing

@testable import Providers

@Suite("What recordings of the Messages API have that no description says")
struct AnthropicShapeTests {
    private typealias Streams = AnthropicStreams

    private static func cited(_ index: Int, _ citation: String) -> String {
        Streams.delta(index, #"{"type":"citations_delta","citation":\#(citation)}"#)
    }

    private static let search = ModelStream(
        "a search of the service",
        [
            Streams.start(), Streams.block(0, #"{"type":"server_tool_use","id":"s","name":"web_search","input":{}}"#),
            Streams.delta(0, #"{"type":"input_json_delta","partial_json":"{\"query\": \"q\"}"}"#), Streams.stop(0),
            Streams.block(
                1,
                #"{"type":"web_search_tool_result","tool_use_id":"s","content":[{"title":"A","url":"https://a.example","#
                    + #""encrypted_content":"Erk"},{"title":"B","url":"https://b.example"}]}"#),
            Streams.block(2, Streams.emptyText), Streams.text(2, "So"), Streams.end("end_turn"),
        ], end: 7)

    private static let cited = ModelStream(
        "citations",
        [
            Streams.start(), Streams.block(0, #"{"type":"text","text":"","citations":[]}"#),
            cited(0, #"{"cited_text":"c","url":"https://b.example","title":"B"}"#),
            cited(0, #"{"cited_text":"d","url":"https://b.example","title":"B"}"#), Streams.text(0, "So it"),
            Streams.block(1, Streams.emptyText), Streams.text(1, " is."),
            cited(1, #"{"type":"char_location","document_title":"Notes","cited_text":"e"}"#), cited(1, "null"),
            Streams.end("end_turn"),
        ], end: 9)

    private static let results = ModelStream(
        "what tools of the service have said",
        [
            Streams.start(), Streams.block(0, #"{"type":"mcp_tool_use","id":"m1","name":"echo","input":{"a":1}}"#),
            Streams.stop(0),
            Streams.block(
                1,
                #"{"type":"mcp_tool_result","tool_use_id":"m1","is_error":false,"#
                    + #""content":[{"type":"text","text":"a 1"}]}"#),
            Streams.stop(1),
            Streams.block(2, #"{"type":"server_tool_use","id":"c1","name":"code_execution","input":{"code":"x"}}"#),
            Streams.stop(2),
            Streams.block(
                3,
                #"{"type":"code_execution_tool_result","tool_use_id":"c1","content":{"type":"code_execution_result","#
                    + #""stdout":"1\n","stderr":"","return_code":0,"content":[]}}"#),
            Streams.stop(3),
            Streams.block(4, #"{"type":"server_tool_use","id":"c2","name":"web_fetch","input":{}}"#),
            Streams.stop(4),
            Streams.block(
                5,
                #"{"type":"web_fetch_tool_result","tool_use_id":"c2","content":{"type":"web_fetch_tool_error","#
                    + #""error_code":"unavailable"}}"#),
            Streams.stop(5), Streams.block(6, #"{"type":"other_tool_result","tool_use_id":"none","content":5}"#),
            Streams.end("end_turn"), Streams.over,
        ], end: 14)

    private static let prepared = ModelStream(
        "a message that begins with all of its content, and twice",
        [
            #"data: {"type":"message_start","message":{"type":"message","role":"assistant","model":"m-1","content":"#
                + #"[{"type":"text","text":"Hi"},{"type":"tool_use","id":"t","name":"look","input":{"id":1}}],"#
                + #""stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":0}}}"#,
            Streams.start(#"{"input_tokens":25}"#).replacing(
                #""content":[]"#, with: #""content":[{"type":"text","text":"Hi"}]"#),
            Streams.over,
        ], end: 0)

    private static let fallback = ModelStream(
        "another model that goes on",
        [
            Streams.start(),
            Streams.block(0, #"{"type":"fallback","from":{"model":"claude-test-1"},"to":{"model":"claude-test-2"}}"#),
            Streams.stop(0), Streams.block(1, Streams.emptyText), Streams.text(1, "Hi"), Streams.stop(1),
            Streams.end("end_turn"), Streams.over,
        ], end: 6)

    private let cuts = ModelCuts(dialect: AnthropicDialect(prefix: ""))

    @Test("no answer depends on how it is cut", arguments: [fallback])
    func cut(_ stream: ModelStream) { #expect(cuts.deviations(stream) == []) }

    @Test("an answer is whole from its end on and not before", arguments: [cited, fallback])
    func broken(_ stream: ModelStream) { #expect(cuts.misjudged(stream) == []) }

    @Test("what a search has found stands with it, and the search is no call that nobody answers")
    func found() {
        let rig = cuts.whole(Self.search)
        #expect(rig.text == "So" && rig.end == .complete)
        #expect(
            rig.part(.toolCall)
                == ModelPart.usedTool(
                    1, name: "web_search", arguments: #"{"query": "q"}"#,
                    result: "1. [A](<https://a.example>)\n2. [B](<https://b.example>)"))
        #expect(rig.part(.sources) == nil && rig.part(.notice) == nil)
    }

    @Test("what is cited is a source, once, and blocks of text go on without a gap")
    func sources() {
        let rig = cuts.whole(Self.cited)
        #expect(rig.text == "So it is." && rig.end == .complete)
        #expect(rig.part(.sources)?.title == "2 sources")
        #expect(rig.part(.sources)?.text == "1. [B](<https://b.example>)\n2. Notes")
    }

    @Test("what a tool of the service said stands with its call; no call of these is taken for unanswered")
    func toolResults() {
        let rig = cuts.whole(Self.results)
        #expect(
            rig.parts.filter { $0.kind == .toolCall }.map(\.text) == [
                "{\"a\":1}\n\n```\na 1\n```", "{\"code\":\"x\"}\n\n```\n1\n\n```", "```\nunavailable\n```",
            ])
        #expect(rig.part(.notice) == ModelPart.noText)
    }

    @Test("content that comes with the beginning counts, once")
    func contentAtOnce() {
        let rig = cuts.whole(Self.prepared)
        #expect(rig.text == "Hi" && rig.end == .complete)
        #expect(rig.part(.toolCall) == ModelPart.toolCall(1, name: "look", arguments: #"{"id":1}"#))
    }

    @Test("the model that went on is the one that counts")
    func otherModel() { #expect(cuts.whole(Self.fallback).usage?.model == "claude-test-2") }
}
