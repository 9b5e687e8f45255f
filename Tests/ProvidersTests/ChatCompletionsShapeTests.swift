import ChatModel
import Testing

@testable import Providers

@Suite("What recordings of chat completions have that no description says")
struct ChatCompletionsShapeTests {
    typealias Case = ChatCompletionsCutTests.Case

    private static func chunk(_ delta: String, _ finish: String = "null", more: String = "") -> String {
        ChatCompletionsCutTests.chunk(delta, finish, more: more)
    }

    private static func stream(_ name: String, _ records: [String], end: Int) -> ModelStream {
        ModelStream(name, records + ["data: [DONE]"], end: end)
    }

    private static let inline = Case(
        stream: stream(
            "a thought in the text",
            [
                chunk(#"{"content":"<th"}"#), chunk(#"{"content":"ink>\nSo"}"#), chunk(#"{"content":" be it.</"}"#),
                chunk(#"{"content":"think>\n\n"}"#), chunk(#"{"content":"Yes, <think> is a tag."}"#),
                chunk("{}", #""stop""#),
            ], end: 5),
        text: "Yes, <think> is a tag.", end: .complete, parts: ["reasoning So be it."])

    private static let details = Case(
        stream: stream(
            "reasoning under names that are empty or nested",
            [
                chunk(#"{"reasoning_content":"","reasoning":"First"}"#), chunk(#"{"reasoning_text":", "}"#),
                chunk(#"{"reasoning_details":[{"type":"reasoning.summary","summary":"then"}]}"#),
                chunk(#"{"reasoning":".","reasoning_details":[{"type":"reasoning.text","text":"."}]}"#),
                chunk(#"{"reasoning_details":[{"type":"reasoning.encrypted","data":"gAAA"}]}"#),
                chunk(#"{"content":"Hi"}"#, #""stop""#),
            ], end: 5),
        text: "Hi", end: .complete, parts: ["reasoning First, then."])

    private static let citations = Case(
        stream: stream(
            "citations, first as addresses, then with titles",
            [
                chunk(#"{"content":"A"}"#, more: #","citations":["https://a.example/x","https://b.example"]"#),
                chunk(
                    #"{"content":"[1][2]"}"#, #""stop""#,
                    more: #","citations":["https://a.example/x"],"search_results":[{"title":"Page [A]","#
                        + #""url":"https://a.example/x","date":null,"snippet":"long"}]"#),
            ], end: 1),
        text: "A[1][2]", end: .complete,
        parts: ["sources 1. [Page \\[A\\]](<https://a.example/x>)\n2. [https://b.example](<https://b.example>)"])

    private static let annotations = Case(
        stream: stream(
            "annotations, one of them twice, one of them broken",
            [
                chunk(#"{"content":"A"}"#),
                chunk(
                    #"{"content":"","annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example","#
                        + #""title":"A","content":"much","start_index":0,"end_index":3}},{"type":"none"},7]}"#),
                chunk(
                    #"{"annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example"}}]}"#,
                    #""stop""#),
            ], end: 2),
        text: "A", end: .complete, parts: ["sources 1. [A](<https://a.example>)"])

    private static let calls = Case(
        stream: stream(
            "calls without an index, told apart by their places",
            [
                chunk(
                    #"{"tool_calls":[{"id":"a","function":{"name":"f","arguments":""}},"#
                        + #"{"id":"b","function":{"name":"g","arguments":""}}]}"#),
                chunk(#"{"tool_calls":[{"function":{"arguments":"{\"x\":1}"}},{"function":{"arguments":"{}"}}]}"#),
                chunk("{}", #""tool_calls""#),
            ], end: 2),
        text: "", end: .complete,
        parts: [
            "toolCall {\"x\":1}\n\nNot called: tools are not available here.",
            "toolCall {}\n\nNot called: tools are not available here.", "notice ",
        ])

    private static let sameIndex = Case(
        stream: stream(
            "whole calls of one index without ids",
            [
                chunk(#"{"tool_calls":[{"index":0,"id":"","function":{"name":"f","arguments":"{\"x\":1}"}}]}"#),
                chunk(#"{"tool_calls":[{"index":0,"id":"","function":{"name":"f","arguments":"{\"x\":2}"}}]}"#),
                chunk("{}", #""stop""#),
            ], end: 2),
        text: "", end: .complete,
        parts: [
            "toolCall {\"x\":1}\n\nNot called: tools are not available here.",
            "toolCall {\"x\":2}\n\nNot called: tools are not available here.", "notice ",
        ])

    static let cases = [inline, details, citations, annotations, calls, sameIndex]
    /// The others have no way of their own to be cut.
    private static let cutEverywhere = [inline, citations]

    private let cuts = ModelCuts(dialect: ChatCompletionsDialect(ChatCompletionsTable.others))

    @Test("Says what its records say", arguments: cases)
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

    private func rig(_ records: String...) -> ModelRig<ChatCompletionsDialect> {
        cuts.whole(ModelStream("", records, end: 0))
    }

    @Test("Use is read within a choice, and what was thought counts as written wherever it is counted")
    func usage() {
        let inChoice =
            #"data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop","#
            + #""usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}]}"#
        #expect(rig(inChoice).usage == TokenUsage(input: 3, output: 4, model: "model-1"))
        func usage(_ members: String) -> TokenUsage? {
            rig(Self.chunk("{}", #""stop""#, more: #","usage":{"prompt_tokens":10,"completion_tokens":5,\#(members)}"#))
                .usage
        }
        let thought = #""completion_tokens_details":{"reasoning_tokens":20}"#
        #expect(usage(#""total_tokens":35,\#(thought)"#)?.output == 25)
        #expect(usage(#""total_tokens":35"#)?.output == 25)
        #expect(usage(#""total_tokens":15,\#(thought)"#)?.output == 5)
        #expect(usage(#""total_tokens":99,\#(thought)"#)?.output == 5)
        #expect(usage(#""total_tokens":99,"prompt_tokens_details":{"cached_tokens":84}"#)?.output == 5)
        #expect(usage(#""total_tokens":15,"cost":{"total_cost":0.25}"#)?.dollars == 0.25)
    }

    @Test("A model without a name is the one that was asked")
    func namelessModel() {
        let nameless = #"data: {"model":"","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}"#
        #expect(rig(Self.chunk(#"{"content":"a"}"#, #""stop""#), nameless).usage?.model == "model-1")
    }

    @Test("A reply without a word says so, unless something else says why")
    func noText() {
        #expect(rig(Self.chunk("{}", #""stop""#)).parts == [ModelPart.noText])
        #expect(rig(Self.chunk(#"{"content":"\n"}"#, #""stop""#)).parts == [ModelPart.noText])
        #expect(rig(Self.chunk("{}", #""length""#)).parts == [])
        let image = #"{"images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}"#
        #expect(rig(Self.chunk(image), Self.chunk("{}", #""stop""#)).parts == [ModelPart.images(1)])
        let thought = rig(Self.chunk(#"{"content":"<think>Hm"}"#), Self.chunk("{}", #""stop""#))
        #expect(thought.parts == [.reasoning(1, text: "Hm"), ModelPart.noText])
    }

    @Test("What looks like the beginning of a tag is text when nothing follows it, and an error does not swallow it")
    func heldBack() {
        #expect(rig(Self.chunk(#"{"content":"<th"}"#, #""stop""#)).text == "<th")
        #expect(rig(Self.chunk(#"{"content":"<th"}"#), "data: [DONE]").text == "<th")
        #expect(rig(Self.chunk(#"{"content":"<th"}"#), #"data: {"error":"x"}"#).text == "<th")
        #expect(rig(Self.chunk(#"{"content":"<th"}"#), "event: error\ndata: x").text == "<th")
        #expect(rig(#"{"choices":[{"message":{"content":"<think>a</think>b"}}]}"#).text == "b")
    }
}
