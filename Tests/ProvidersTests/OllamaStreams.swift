@testable import Providers

/// Answers of Ollama's `/api/chat`, written after its public description.
enum OllamaStreams {
    static func line(_ message: String, done: Bool = false, more: String = "") -> String {
        #"{"model":"llama3.2","created_at":"2026-11-21T20:00:00.123456789Z","message":{"role":"assistant",\#(message)},"#
            + #""done":\#(done)\#(more)}"#
    }

    static func text(_ text: String) -> String { line(#""content":"\#(text)""#) }

    static func end(_ reason: String = "stop", evaluated: Int = 298) -> String {
        line(
            #""content":"""#, done: true,
            more: #","done_reason":"\#(reason)","total_duration":4883583458,"load_duration":1334875000,"#
                + #""prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":\#(evaluated),"#
                + #""eval_duration":4535599000"#)
    }

    private static func stream(_ name: String, _ lines: [String], end: Int? = nil, newline: String = "\n")
        -> ModelStream
    {
        ModelStream(name, lines, end: end ?? lines.count - 1, newline: newline, separator: newline)
    }

    static let plain = stream(
        "text", [text("Hel"), text("lo, e\\u0301 👩‍👧"), text("\\n日本 \\ud83d\\ude00!"), end()])
    static let crlf = stream(
        "text with CRLF and blank lines", [text("Hel"), "", text("lo"), "  ", end()], newline: "\r\n")
    static let thinking = stream(
        "reasoning, text",
        [
            line(#""content":"","thinking":"Let ""#), line(#""content":"","thinking":"me see.""#), text("Yes"),
            text("."),
            end(),
        ])
    static let inlineThinking = stream(
        "reasoning in the text",
        [text("<think>"), text("\\n\\n"), text("Hm</th"), text("ink>"), text("\\n\\nYes"), text("."), end()])
    static let tools = stream(
        "calls of tools",
        [
            line(
                #""content":"","tool_calls":[{"function":{"name":"get_weather","arguments":{"city":"Tokyo","days":2}}},"#
                    + #"{"id":"c2","function":{"index":1,"name":"clock","arguments":{}}}]"#),
            end(),
        ])
    static let length = stream("a limit", [text("Half"), end("length", evaluated: 1_000)])
    static let context = stream("a full context", [text("Half"), end("length", evaluated: 900)])
    static let error = stream(
        "an error within", [text("Half"), #"{"error":"an error was encountered while running the model"}"#])
    static let bareEnd = stream(
        "an end without a message",
        [text("Hi"), #"{"model":"llama3.2","created_at":"2026-11-21T20:00:00Z","done":true,"eval_count":2}"#])
    static let unload = stream("an end that is none", [text("Half"), end("unload")])
    static let bad = stream(
        "lines that cannot be read", [text("a"), #"{"message":"#, "{}", text("b\\ud800\u{1}c"), end()])
    static let noNewline = ModelStream("no last line end", [text("Hi"), end()], end: 1, separator: "\n").withoutLastByte

    static let all = [
        plain, crlf, thinking, inlineThinking, tools, length, context, error, bareEnd, unload, bad, noNewline,
    ]
}

extension ModelStream {
    fileprivate var withoutLastByte: ModelStream { ModelStream(description, bytes: bytes.dropLast(), end: end) }
}
