@testable import Providers

/// Answers of the Messages API, written after its public description.
enum AnthropicStreams {
    static func record(_ type: String, _ members: String = "", padding: Int = 0) -> String {
        let blanks = String(repeating: " ", count: padding)
        return "event: \(type)\ndata: {\"type\":\"\(type)\"\(members.isEmpty ? "" : "," + members)\(blanks)}"
    }

    static func start(_ usage: String = #"{"input_tokens":25,"output_tokens":1}"#) -> String {
        record(
            "message_start",
            #""message":{"id":"msg_01","type":"message","role":"assistant","content":[],"model":"claude-test-1","#
                + #""stop_reason":null,"stop_sequence":null,"usage":\#(usage)}"#)
    }

    static func block(_ index: Int, _ block: String) -> String {
        record("content_block_start", #""index":\#(index),"content_block":\#(block)"#, padding: 3)
    }

    static func delta(_ index: Int, _ delta: String) -> String {
        record("content_block_delta", #""index":\#(index),"delta":\#(delta)"#, padding: 1)
    }

    static func text(_ index: Int, _ text: String) -> String {
        delta(index, #"{"type":"text_delta","text":"\#(text)"}"#)
    }

    static func stop(_ index: Int) -> String { record("content_block_stop", #""index":\#(index)"#, padding: 2) }

    static func end(_ reason: String, usage: String = #"{"output_tokens":15}"#, more: String = "") -> String {
        record("message_delta", #""delta":{"stop_reason":"\#(reason)","stop_sequence":null\#(more)},"usage":\#(usage)"#)
    }

    static let over = record("message_stop")
    static let ping = record("ping")
    static let emptyText = #"{"type":"text","text":""}"#
    static let emptyThought = #"{"type":"thinking","thinking":"","signature":""}"#

    static let plain = ModelStream(
        "text",
        [
            start(), block(0, emptyText), ping, text(0, "Hel"), text(0, "lo, e\\u0301 👩‍👧"),
            text(0, "\\n日本 \\ud83d\\ude00!"),
            stop(0), end("end_turn"), over,
        ], end: 7)

    static let crlf = ModelStream(
        "text with CRLF", [start(), block(0, emptyText), text(0, "Hello"), stop(0), end("end_turn"), over], end: 4,
        newline: "\r\n")

    static let thinking = ModelStream(
        "reasoning, hidden reasoning, text",
        [
            start(
                #"{"input_tokens":4,"cache_creation_input_tokens":100,"cache_read_input_tokens":1000,"output_tokens":1}"#
            ),
            block(0, emptyThought), delta(0, #"{"type":"thinking_delta","thinking":"Let me "}"#), ping,
            delta(0, #"{"type":"thinking_delta","thinking":"see."}"#),
            delta(0, #"{"type":"signature_delta","signature":"EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pk="}"#),
            stop(0), block(1, emptyThought), delta(1, #"{"type":"thinking_delta","thinking":"So."}"#), stop(1),
            block(2, #"{"type":"redacted_thinking","data":"EmwKAhgBEgy3va3pzix"}"#), stop(2), block(3, emptyText),
            text(3, "27 * 453 = 12,231"), stop(3), end("end_turn", usage: #"{"output_tokens":120}"#), over,
        ], end: 15)

    static let tool = ModelStream(
        "text, a call of a tool, and another that is empty",
        [
            start(), block(0, emptyText), text(0, "I look."), stop(0),
            block(1, #"{"type":"tool_use","id":"toolu_01","name":"get_weather","input":{}}"#),
            delta(1, #"{"type":"input_json_delta","partial_json":""}"#),
            delta(1, #"{"type":"input_json_delta","partial_json":"{\"location\": \"San"}"#),
            delta(1, #"{"type":"input_json_delta","partial_json":" Francisco\"}"}"#), stop(1),
            block(2, #"{"type":"tool_use","id":"toolu_02","name":"clock","input":{}}"#), stop(2), end("tool_use"), over,
        ], end: 11)

    static let toolAlone = ModelStream(
        "a call of a tool alone",
        [
            start(), block(0, #"{"type":"tool_use","id":"toolu_01","name":"f","input":{"a":1}}"#), stop(0),
            end("tool_use"), over,
        ], end: 3)

    static let cutTool = ModelStream(
        "a call of a tool that is cut at the limit",
        [
            start(), block(0, #"{"type":"tool_use","id":"toolu_01","name":"f","input":{}}"#),
            delta(0, #"{"type":"input_json_delta","partial_json":"{\"a\": [1, 2"}"#), end("max_tokens"), over,
        ], end: 3)

    static let length = ModelStream(
        "the length limit", [start(), block(0, emptyText), text(0, "Half"), stop(0), end("max_tokens"), over], end: 4)
    static let context = ModelStream(
        "a full context",
        [start(), block(0, emptyText), text(0, "Half"), stop(0), end("model_context_window_exceeded"), over], end: 4)
    static let pause = ModelStream(
        "a pause", [start(), block(0, emptyText), text(0, "Half"), stop(0), end("pause_turn"), over], end: 4)
    static let refusal = ModelStream(
        "a refusal",
        [
            start(), block(0, emptyText), text(0, "I"), stop(0),
            end(
                "refusal",
                more: #","stop_details":{"type":"refusal","category":"cyber","explanation":"It is not allowed."}"#),
            over,
        ], end: 4)
    static let error = ModelStream(
        "an error within",
        [
            start(), block(0, emptyText), text(0, "Half"),
            record(
                "error",
                #""error":{"details":null,"type":"overloaded_error","message":"Overloaded"},"request_id":"r"#
                    + "\""),
        ], end: 3)
    static let noStopReason = ModelStream(
        "no stop_reason", [start(), block(0, emptyText), text(0, "Hi"), stop(0), over], end: 4)
    static let gateway = ModelStream(
        "a word of another API behind the end",
        [start(), block(0, emptyText), text(0, "Hi"), stop(0), end("end_turn"), over, "data: [DONE]"], end: 4)
    static let unknown = ModelStream(
        "unknown events, blocks and deltas",
        [
            start(), record("content_filter_result", #""verdict":[{}]"#), block(0, emptyText), text(0, "I "),
            delta(0, #"{"type":"citations_delta","citation":{"type":"char_location","cited_text":"x"}}"#),
            text(0, "see."),
            stop(0), block(1, #"{"type":"container_upload","file_id":"f"}"#), stop(1), block(2, emptyText),
            text(2, "More."), stop(2), end("end_turn"), over,
        ], end: 12)
    static let bad = ModelStream(
        "records that cannot be read",
        [
            start(), "event: content_block_delta\ndata: {\"type\":", block(0, emptyText), text(0, "a\\ud800b\u{1}c"),
            stop(0),
            end("end_turn"), over,
        ], end: 5)

    static let all = [
        plain, crlf, thinking, tool, toolAlone, cutTool, length, context, pause, refusal, error, noStopReason, unknown,
        bad,
    ]

    /// What a service that does not stream answers.
    static let whole = """
        {"id":"msg_01","type":"message","role":"assistant","model":"claude-test-1","content":[
          {"type":"thinking","thinking":"Hm.","signature":"x"},{"type":"text","text":"Hello"},
          {"type":"tool_use","id":"t","name":"f","input":{"a":1}}],
         "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":4}}
        """
}
