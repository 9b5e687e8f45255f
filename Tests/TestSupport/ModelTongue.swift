/// How the APIs of models say what a model says; for scripts of `ScriptedHTTPServer`. Texts stand in JSON as they are.
package enum ModelTongue: String, CaseIterable, Sendable {
    case openai
    case openaiResponses = "openai-responses"
    case anthropic
    case ollama

    /// The API that a reply is asked for in at this target; nil where none is.
    package init?(target: String) {
        switch target {
        case "/v1/chat/completions": self = .openai
        case "/v1/responses": self = .openaiResponses
        case "/v1/messages": self = .anthropic
        case "/api/chat": self = .ollama
        default: return nil
        }
    }

    /// What the address of a service ends in.
    package var path: String { self == .ollama ? "" : "/v1" }

    package var contentType: String { self == .ollama ? "application/x-ndjson" : "text/event-stream" }

    /// What comes before the first word.
    package var opening: String {
        switch self {
        case .openai: chunk(#"{"role":"assistant","content":""}"#)
        case .openaiResponses: response("response.created", "in_progress")
        case .anthropic:
            record(
                "message_start",
                #""message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"model-1","#
                    + #""stop_reason":null,"usage":{"input_tokens":1204,"output_tokens":1}}"#)
                + record("ping")
        case .ollama: ""
        }
    }

    /// A whole thought.
    package func thought(_ text: String) -> String {
        switch self {
        case .openai: chunk(#"{"reasoning_content":"\#(text)"}"#)
        case .openaiResponses:
            record(
                "response.reasoning_summary_text.delta", #""item_id":"rs_1","summary_index":0,"delta":"\#(text)""#)
        case .anthropic:
            record("content_block_start", #""index":0,"content_block":{"type":"thinking","thinking":""}"#)
                + record("content_block_delta", #""index":0,"delta":{"type":"thinking_delta","thinking":"\#(text)"}"#)
                + record("content_block_stop", #""index":0"#)
        case .ollama: line(#""content":"","thinking":"\#(text)""#)
        }
    }

    /// The next words.
    package func text(_ text: String) -> String {
        switch self {
        case .openai: chunk(#"{"content":"\#(text)"}"#)
        case .openaiResponses:
            record("response.output_text.delta", #""item_id":"msg_1","content_index":0,"delta":"\#(text)""#)
        case .anthropic:
            record("content_block_delta", #""index":1,"delta":{"type":"text_delta","text":"\#(text)"}"#)
        case .ollama: line(#""content":"\#(text)""#)
        }
    }

    /// The end of a whole reply, that has read 1,204 tokens and written 56.
    package var ending: String {
        switch self {
        case .openai:
            chunk("{}", finish: #""stop""#)
                + #"data: {"model":"model-1","choices":[],"usage":{"prompt_tokens":1204,"completion_tokens":56}}"#
                + "\n\n"
                + "data: [DONE]\n\n"
        case .openaiResponses:
            response(
                "response.completed", "completed", #","usage":{"input_tokens":1204,"output_tokens":56}"#)
        case .anthropic:
            record(
                "message_delta",
                #""delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":56}"#)
                + record("message_stop")
        case .ollama:
            line(
                #""content":"""#, done: true,
                more: #","done_reason":"stop","prompt_eval_count":1204,"eval_count":56,"eval_duration":1000000000"#)
        }
    }

    /// An error while the reply comes.
    package func trouble(_ words: String) -> String {
        switch self {
        case .openai: #"data: {"error":{"message":"\#(words)","type":"server_error"}}"# + "\n\n"
        case .openaiResponses: record("error", #""code":"server_error","message":"\#(words)","param":null"#)
        case .anthropic: record("error", #""error":{"type":"overloaded_error","message":"\#(words)"}"#)
        case .ollama: #"{"error":"\#(words)"}"# + "\n"
        }
    }

    /// The body of an answer that is no success.
    package func refusal(_ words: String) -> String {
        switch self {
        case .openai, .openaiResponses: #"{"error":{"message":"\#(words)","type":"requests","code":null}}"#
        case .anthropic: #"{"type":"error","error":{"type":"rate_limit_error","message":"\#(words)"}}"#
        case .ollama: #"{"error":"\#(words)"}"#
        }
    }

    /// The models of the service: two.
    package var models: String {
        let names = ["model-1", "model-2"]
        if self == .ollama { return #"{"models":[\#(names.map { #"{"model":"\#($0)"}"# }.joined(separator: ","))]}"# }
        return #"{"data":[\#(names.map { #"{"id":"\#($0)"}"# }.joined(separator: ","))]}"#
    }
}

extension ModelTongue {
    private func chunk(_ delta: String, finish: String = "null") -> String {
        #"data: {"id":"c","object":"chat.completion.chunk","model":"model-1","choices":[{"index":0,"delta":\#(delta),"#
            + #""finish_reason":\#(finish)}]}"# + "\n\n"
    }

    private func record(_ type: String, _ members: String = "") -> String {
        "event: \(type)\n" + #"data: {"type":"\#(type)"\#(members.isEmpty ? "" : ",")\#(members)}"# + "\n\n"
    }

    private func response(_ type: String, _ status: String, _ members: String = "") -> String {
        record(type, #""response":{"id":"resp_1","model":"model-1","status":"\#(status)"\#(members)}"#)
    }

    private func line(_ message: String, done: Bool = false, more: String = "") -> String {
        #"{"model":"model-1","message":{"role":"assistant",\#(message)},"done":\#(done)\#(more)}"# + "\n"
    }
}
