import ChatModel
import Testing

@testable import Providers

@Suite("What services that speak Chat Completions do otherwise")
struct ChatCompletionsOddityTests {
    private typealias Rig = ModelRig<ChatCompletionsDialect>

    private func rig(_ records: String...) -> Rig {
        var rig = Rig.reading(ChatCompletionsDialect(ChatCompletionsTable.others))
        rig.receive(records.map { $0 + "\n\n" }.joined())
        rig.close()
        return rig
    }

    private static func chunk(_ delta: String, _ finish: String = "null", more: String = "") -> String {
        ChatCompletionsCutTests.chunk(delta, finish, more: more)
    }

    @Test("[DONE] ends a reply without a finish_reason")
    func doneAlone() {
        let rig = rig(Self.chunk(#"{"content":"Hi"}"#), "data: [DONE]")
        #expect(rig.text == "Hi" && rig.end == .complete)
    }

    @Test(
        "Each word for an end has its meaning",
        arguments: [
            ("stop", "complete"), ("eos", "complete"), ("tool_calls", "complete"), ("STOP", "complete"),
            ("COMPLETE", "complete"), ("MAX_TOKENS", "interrupted"), ("RECITATION", "failed"),
            ("length", "interrupted"), ("model_length", "interrupted"), ("time_limit", "interrupted"),
            ("content_filter", "failed"), ("insufficient_system_resource", "failed"), ("error", "failed"),
        ])
    func ends(word: String, meaning: String) {
        let rig = rig(Self.chunk(#"{"content":"Hi"}"#), Self.chunk("{}", "\"\(word)\""), "data: [DONE]")
        #expect(rig.text == "Hi")
        #expect(rig.end.map { "\($0)".hasPrefix(meaning) } == true, "\(String(describing: rig.end))")
    }

    @Test("A word for an end that is not known is said, and the reply not taken for whole")
    func unknownEnd() {
        let rig = rig(Self.chunk(#"{"content":"Hi"}"#, #""time_limit""#))
        #expect(rig.end?.failure?.what == "Whether the answer is whole is not known")
        #expect(rig.end?.failure?.why.hasSuffix("time_limit") == true)
    }

    @Test("Errors come in many shapes, in the stream and as events of their own")
    func errors() {
        let shapes = [
            #"data: {"error":"out of memory"}"#, #"data: {"error":{"code":502,"message":"out of memory"}}"#,
            #"data: {"object":"error","message":"out of memory","type":"x","code":400}"#,
            "event: error\ndata: out of memory", "event: error\n" + #"data: {"message":"out of memory"}"#,
            #"data: {"id":"x","choices":[{"delta":{"content":""},"finish_reason":"error"}],"#
                + #""error":{"message":"out of memory","code":"server_error"}}"#,
            #"data: {"choices":[{"delta":{},"error":{"message":"out of memory"}}]}"#,
        ]
        for shape in shapes {
            let rig = rig(Self.chunk(#"{"content":"Hi"}"#), shape, "data: [DONE]")
            #expect(rig.text == "Hi")
            #expect(rig.end?.isFailed == true && rig.end?.failure?.why == "out of memory", "\(shape)")
        }
    }

    @Test("A router's error says what the service behind it said")
    func routed() {
        let error = #"{"message":"Provider returned error","code":429,"metadata":{"raw":"busy","provider_name":"P"}}"#
        #expect(rig("data: {\"error\":\(error)}").end?.failure?.why == "Provider returned error: busy")
    }

    @Test("A service that does not stream is read all the same")
    func whole() {
        let body = #"""
            {"id":"x","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":{"role":"assistant",
            "content":"Hello","reasoning_content":"Hm","tool_calls":[{"id":"a","type":"function","function":
            {"name":"f","arguments":"{}"}}]},"finish_reason":"length"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}
            """#
        let rig = rig(body)
        #expect(rig.text == "Hello" && rig.end?.isInterrupted == true)
        #expect(rig.parts.map(\.kind) == [.reasoning, .toolCall, .usage])
        #expect(rig.usage == TokenUsage(input: 3, output: 4, model: "m-1"))
    }

    @Test("An object that is an error, none of theirs, or cut is told apart; so is a web page")
    func otherBodies() {
        #expect(rig(#"{"error":{"message":"no such model"}}"#).end?.failure?.why == "no such model")
        #expect(rig(#"{"object":"error","message":"no such model","code":40}"#).end?.failure?.why == "no such model")
        #expect(rig(#"{"hello":1}"#).end?.failure?.what == "The answer could not be read")
        #expect(rig(#"{"choices":[{"message":{"content":"Hal"#).end?.isInterrupted == true)
        #expect(rig("<html>Please log in</html>").end?.failure?.why.contains("web page") == true)
    }

    @Test("Calls with one index for all, or with their name in each piece, are kept apart")
    func toolCalls() {
        let first = #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":"}}]}"#
        let more = #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"1}"}}]}"#
        let second = #"{"tool_calls":[{"index":0,"id":"b","function":{"name":"g","arguments":"{}"}}]}"#
        let old = #"{"function_call":{"name":"h","arguments":"{}"}}"#
        let parts = rig(Self.chunk(first), Self.chunk(more), Self.chunk(second), Self.chunk("{}", #""tool_calls""#))
            .parts
        #expect(parts.filter { $0.kind == .toolCall }.map(\.title) == ["f", "g"])
        #expect(parts.first?.text.hasPrefix("{\"x\":1}\n\nNot called") == true)
        #expect(rig(Self.chunk(old, #""function_call""#)).part(.toolCall)?.title == "h")
    }

    @Test("A call that is cut is shown as far as it came")
    func cutCall() {
        let rig = rig(Self.chunk(#"{"tool_calls":[{"index":0,"function":{"name":"f","arguments":"{\"a"}}]}"#))
        #expect(rig.part(.toolCall)?.text.hasPrefix("```\n{\"a\n```") == true)
        #expect(rig.end?.isInterrupted == true)
    }

    @Test("Use that is told with each chunk, or by Groq in its own place, counts as it was told last")
    func usage() {
        let running = [1, 2, 3].map {
            Self.chunk(#"{"content":"x"}"#, more: #","usage":{"prompt_tokens":5,"completion_tokens":\#($0)}"#) + "\n\n"
        }
        let last = Self.chunk("{}", #""stop""#)
        #expect(rig(running.joined() + last).usage == TokenUsage(input: 5, output: 3, model: "m"))
        let groq = Self.chunk(
            "{}", #""stop""#, more: #","x_groq":{"usage":{"prompt_tokens":5,"completion_tokens":8}}"#)
        #expect(rig(groq).usage == TokenUsage(input: 5, output: 8, model: "m"))
    }

    @Test("Members of another type than documented do not make a chunk unreadable")
    func types() {
        let odd =
            #"data: {"id":7,"model":null,"choices":[{"index":null,"delta":{"content":"a","tool_calls":null,"#
            + #""refusal":false},"finish_reason":null,"logprobs":3}],"usage":"none","error":null}"#
        let rig = rig(
            odd, #"data: {"choices":null}"#, "data: ", #"data: {"type":"ping"}"#, Self.chunk("{}", #""stop""#))
        #expect(rig.text == "a" && rig.end == .complete && rig.parts.isEmpty)
    }

    @Test("Of several choices the first is the reply")
    func choices() {
        let other = Self.chunk(#"{"content":"b"}"#).replacing(#""index":0"#, with: #""index":1"#)
        #expect(rig(Self.chunk(#"{"content":"a"}"#), other, Self.chunk("{}", #""stop""#)).text == "a")
    }

    @Test("Errors before the answer are read in each shape")
    func refusals() {
        let dialect = ChatCompletionsDialect(ChatCompletionsTable.others)
        let shapes = [
            #"{"error":{"message":"no","type":"t","param":"model","code":"c"}}"#, #"{"error":"no"}"#,
            #"{"object":"error","message":"no","type":"t"}"#, #"{"detail":"no"}"#, #"{"detail":[{"msg":"no"}]}"#,
        ]
        for shape in shapes {
            let refusal = dialect.refusal(in: ServiceAnswer(status: 400, body: Array(shape.utf8)))
            #expect(refusal.message == "no", "\(shape)")
        }
        let refusal = dialect.refusal(in: ServiceAnswer(status: 400, body: Array(shapes[0].utf8)))
        #expect(refusal.code == "c t" && refusal.parameter == "model")
        #expect(dialect.refusal(in: ServiceAnswer(status: 502, body: Array("<html>".utf8))).message.isEmpty)
    }
}
