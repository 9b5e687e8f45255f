import ChatModel
import Testing

@testable import Providers

/// Streams written after the public descriptions of the services that speak Chat Completions.
@Suite("A chat completion in pieces")
struct ChatCompletionsCutTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let stream: ModelStream
        let text: String
        let end: ReplyEnd?
        /// Kind and text of each part.
        var parts: [String] = []
        var testDescription: String { stream.description }
    }

    static func chunk(_ delta: String, _ finish: String = "null", more: String = "") -> String {
        #"data: {"id":"c1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":\#(delta),"#
            + #""finish_reason":\#(finish)}]\#(more)}"#
    }

    private static let done = "data: [DONE]"
    private static let usage =
        #"data: {"model":"m-1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,"#
        + #""prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":7}}}"#

    private static let openAI = Case(
        stream: ModelStream(
            "of OpenAI",
            [
                chunk(#"{"role":"assistant","content":"","refusal":null}"#, more: #","usage":null,"obfuscation":"x""#),
                chunk(#"{"content":"Hé"}"#), chunk(#"{"content":"llo 👩‍🚀\n"}"#), chunk("{}", #""stop""#), usage, done,
            ], end: 3),
        text: "Héllo 👩‍🚀\n", end: .complete,
        parts: ["usage input 9\ncached 4\noutput 12\nreasoning 7\nmodel m-1"])

    private static let local = Case(
        stream: ModelStream(
            "of a local server: CRLF, comments, no index, no [DONE]",
            [
                ": keep-alive", #"data: {"choices":[{"delta":{"role":"assistant","content":null}}]}"#,
                ": OPENROUTER PROCESSING", #"data: {"choices":[{"delta":{"content":"One"}}]}"#,
                #"data: {"choices":[{"delta":{"content":" two"},"finish_reason":"stop"}],"#
                    + #""usage":{"prompt_tokens":1,"completion_tokens":2}}"#,
            ], end: 4, newline: "\r\n"),
        text: "One two", end: .complete, parts: ["usage input 1\noutput 2\nmodel model-1"])

    private static let reasoning = Case(
        stream: ModelStream(
            "with reasoning under three names",
            [
                chunk(#"{"reasoning_content":"First, ","reasoning":"First, "}"#), chunk(#"{"reasoning":"think."}"#),
                chunk(#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":" More."}]}]}"#),
                chunk(#"{"content":[{"type":"text","text":"Then"}]}"#), chunk(#"{"content":" say."}"#, #""stop""#),
                done,
            ], end: 4),
        text: "Then say.", end: .complete, parts: ["reasoning First, think. More."])

    private static let toolCalls = Case(
        stream: ModelStream(
            "with calls of tools",
            [
                chunk(
                    #"{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"look","arguments":""}}]}"#
                ),
                chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"{\"q\":"}}]}"#),
                chunk(#"{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}"#),
                chunk(#"{"tool_calls":[{"id":"b","function":{"name":"see","arguments":{"x":2}}}]}"#),
                chunk("{}", #""tool_calls""#), done,
            ], end: 4),
        text: "", end: .complete,
        parts: [
            "toolCall {\"q\":1}\n\nNot called: tools are not available here.",
            "toolCall {\"x\":2}\n\nNot called: tools are not available here.", "notice ",
        ])

    private static let length = Case(
        stream: ModelStream(
            "cut at its length limit, with CR alone",
            [chunk(#"{"content":"Half a"}"#), chunk("{}", #""length""#), usage, done], end: 1, newline: "\r"),
        text: "Half a",
        end: .interrupted(
            Failure(
                what: "The answer was cut at its length limit", why: "the model wrote the most it may",
                remedy: "let it go on")),
        parts: openAI.parts)

    private static let refusal = Case(
        stream: ModelStream(
            "that refuses",
            [chunk(#"{"refusal":"I can't "}"#), chunk(#"{"refusal":"do that."}"#), chunk("{}", #""stop""#), done],
            end: 2),
        text: "I can't do that.",
        end: .failed(Failure(what: "The model refused to answer", remedy: "ask in another way")))

    private static let trouble = Case(
        stream: ModelStream(
            "with an error in it",
            [
                chunk(#"{"content":"Half"}"#),
                #"data: {"error":{"message":"The server had an error.","type":"server_error","param":null,"code":null}}"#,
                done,
            ], end: 1),
        text: "Half",
        end: .failed(
            Failure(
                what: "The service failed while it answered", why: "The server had an error", remedy: "ask again")))

    private static let blank = Case(
        stream: ModelStream(
            "without blank lines",
            [chunk(#"{"content":"a"}"#), chunk(#"{"content":"b"}"#), chunk("{}", #""stop""#), done], end: 2,
            separator: "\n"),
        text: "ab", end: .complete)

    static let cases = [openAI, local, reasoning, toolCalls, length, refusal, trouble, blank]

    private let cuts = ModelCuts(dialect: ChatCompletionsDialect(ChatCompletionsTable.others))

    @Test("Says what its records say", arguments: cases)
    func whole(example: Case) {
        let rig = cuts.whole(example.stream)
        #expect(rig.text == example.text)
        #expect(rig.end == example.end)
        #expect(rig.parts.map { "\($0.kind.rawValue) \($0.text)" } == example.parts)
    }

    @Test("Is the same in pieces of any size and at every cut", arguments: cases)
    func pieces(example: Case) { #expect(cuts.deviations(example.stream) == []) }

    @Test("Is never taken for whole before its end, at every byte, and keeps what had come", arguments: cases)
    func brokenOff(example: Case) { #expect(cuts.misjudged(example.stream) == []) }
}
