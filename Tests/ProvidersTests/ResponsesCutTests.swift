import ChatModel
import Testing

@testable import Providers

/// Streams written after the public description of the Responses API.
@Suite("A run of the Responses API in pieces")
struct ResponsesCutTests {
    typealias Case = ChatCompletionsCutTests.Case

    static func event(_ type: String, _ members: String = "") -> String {
        "event: \(type)\n" + #"data: {"type":"\#(type)","sequence_number":1\#(members.isEmpty ? "" : ",")\#(members)}"#
    }

    static func response(_ type: String, _ status: String, _ members: String = "") -> String {
        event(type, #""response":{"id":"resp_1","model":"m-1","status":"\#(status)"\#(members)}"#)
    }

    private static func text(_ delta: String, item: String = "msg_1") -> String {
        event("response.output_text.delta", #""item_id":"\#(item)","content_index":0,"delta":"\#(delta)""#)
    }

    private static let usage =
        #","usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":12,"#
        + #""output_tokens_details":{"reasoning_tokens":7}}"#
    private static let used = "usage input 9\ncached 4\noutput 12\nreasoning 7\nmodel m-1"
    private static let created = response("response.created", "in_progress", #","error":null"#)

    private static let plain = Case(
        stream: ModelStream(
            "with text",
            [
                created, response("response.in_progress", "in_progress"),
                event("response.output_item.added", #""item":{"id":"msg_1","type":"message","content":[]}"#),
                text("Hé"), text("llo"),
                event("response.output_text.done", #""item_id":"msg_1","content_index":0,"text":"Héllo""#),
                response(
                    "response.completed", "completed",
                    #","output":[{"type":"message","content":[{"type":"output_text","text":"Héllo"}]}]"# + usage),
            ], end: 6),
        text: "Héllo", end: .complete, parts: [used])

    private static let thoughtful = Case(
        stream: ModelStream(
            "with reasoning and two messages",
            [
                created,
                event(
                    "response.reasoning_summary_text.delta", #""item_id":"rs_1","summary_index":0,"delta":"Think""#),
                event("response.reasoning_summary_text.delta", #""item_id":"rs_1","summary_index":1,"delta":"More""#),
                text("One"), text("Two", item: "msg_2"),
                event("response.something.new", #""delta":5"#), response("response.completed", "completed"),
            ], end: 6),
        text: "One\n\nTwo", end: .complete, parts: ["reasoning Think\n\nMore"])

    private static let toolCall = Case(
        stream: ModelStream(
            "with a call of a tool",
            [
                created,
                event(
                    "response.output_item.added", #""item":{"id":"fc_1","type":"function_call","name":"look"}"#),
                event("response.function_call_arguments.delta", #""item_id":"fc_1","delta":"{\"q\":""#),
                event("response.function_call_arguments.delta", #""item_id":"fc_1","delta":"1}""#),
                event("response.function_call_arguments.done", #""item_id":"fc_1","arguments":"{\"q\":1}""#),
                response("response.completed", "completed"),
            ], end: 5),
        text: "", end: .complete,
        parts: ["toolCall {\"q\":1}\n\nNot called: tools are not available here.", "notice "])

    private static let limit = Case(
        stream: ModelStream(
            "cut at its length limit",
            [
                created, text("Half"),
                response(
                    "response.incomplete", "incomplete",
                    #","incomplete_details":{"reason":"max_output_tokens"},"max_output_tokens":4096"#),
            ], end: 2),
        text: "Half",
        end: .interrupted(
            Failure(
                what: "The answer was cut at its length limit",
                why: "the model wrote the most it may, 4,096 tokens", remedy: "let it go on")))

    private static let refusal = Case(
        stream: ModelStream(
            "that refuses",
            [
                created,
                event("response.refusal.delta", #""item_id":"msg_1","content_index":0,"delta":"No.""#),
                response("response.completed", "completed"),
            ], end: 2),
        text: "No.", end: .failed(Failure(what: "The model refused to answer", remedy: "ask in another way")))

    private static func trouble(_ name: String, _ error: String) -> Case {
        Case(
            stream: ModelStream(
                name,
                [
                    created, text("Half"), error,
                    response("response.failed", "failed", #","error":{"code":"x","message":"Another word"}"#),
                ], end: 2),
            text: "Half",
            end: .failed(
                Failure(
                    what: "The service asks to slow down", why: "Too many tokens", remedy: "ask again")))
    }

    static let cases = [
        plain, thoughtful, toolCall, limit, refusal,
        trouble(
            "with an error, flat", event("error", #""code":"rate_limit","message":"Too many tokens","param":null"#)),
        trouble(
            "with an error, nested",
            event("error", #""error":{"type":"t","code":"rate_limit","message":"Too many tokens"}"#)),
    ]

    private let cuts = ModelCuts(dialect: ResponsesDialect())

    @Test("Says what its events say", arguments: cases)
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
