import Testing
import WireFormats

@Suite("What is heard on a BetterForms channel")
struct BetterFormsChannelTests {
    private func messages(_ text: String) -> [BetterForms.ChannelMessage] {
        BetterForms.channelMessages(in: Array(text.utf8), channel: "c", actionName: "a")
    }

    private func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encode(value), as: UTF8.self)
    }

    private static let hi = #"{"type":"delta","content":"Hi"}"#
    private static let heard = [BetterForms.ChannelMessage.event(.init(.delta("Hi")))]

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func named(_ name: String, channel: String = "c") -> String {
        #"{"channel":"\#(channel)","message":{"actions":[{"action":"namedAction","name":"\#(name)","options":\#(hi)}],"#
            + #""model":{},"app":{}}}"#
    }

    private static let envelopes = [
        hi, #"{"actionName":"a","type":"delta","content":"Hi"}"#, #"{"actionName":"a","data":\#(hi)}"#, named("a"),
        #"{"message":{"actions":[{"action":"namedAction","name":"a","options":\#(hi)}]}}"#,
        #"{"actions":[{"action":"namedAction","name":"a","options":\#(hi)}]}"#,
        #"{"action":"namedAction","name":"a","options":\#(hi)}"#, #"{"name":"a","options":\#(hi)}"#,
        #"{"actions":[{"action":"showAlert","options":{}},{"action":"namedAction","name":"a","options":\#(hi)}]}"#,
        #"{"type":"message","data":\#(hi)}"#,
    ]

    @Test("every form around an event is taken off, also twice", arguments: envelopes)
    func unwrapping(text: String) {
        #expect(messages(text) == Self.heard)
        #expect(messages("[\(text)]") == Self.heard)
        #expect(messages(#"["messaging created",\#(text)]"#) == Self.heard)
        #expect(messages(Self.quoted(text)) == Self.heard)
        #expect(messages(Self.quoted(Self.quoted(text))) == Self.heard)
        #expect(messages(#"["stream/create message",\#(Self.quoted(text))]"#) == Self.heard)
        #expect(messages("[\(text),\(text)]") == Self.heard + Self.heard)
        for other in Self.envelopes {
            let both = #"{"data":\#(text),"message":\#(other)}"#
            #expect(messages(both) == Self.heard + Self.heard)
        }
    }

    @Test(
        "what is for another action or another channel is not taken, at any level",
        arguments: [
            named("other"), named("a", channel: "other"), #"{"actionName":"other","type":"delta","content":"Hi"}"#,
            #"{"actionName":"other","data":\#(named("a"))}"#, #"{"actionName":"a","data":\#(named("other"))}"#,
            #"[{"channel":"other","data":\#(named("a"))}]"#, #"{"action":"showAlert","options":\#(hi)}"#,
            #"{"joined":"other"}"#,
        ])
    func foreign(text: String) {
        #expect(messages(text).isEmpty)
    }

    @Test("of several, those of this action are taken in order")
    func mixed() {
        let end = #"{"actionName":"a","type":"end"}"#
        let ended = BetterForms.ChannelMessage.event(.init(.end(finishReason: nil, usage: nil)))
        #expect(messages("[\(Self.named("other")),\(Self.hi),\(end)]") == Self.heard + [ended])
    }

    @Test(
        "what cannot be understood is passed over",
        arguments: [
            "", "{", "[", "null", "true", "7", #""text""#, #""{""#, "{}", "[]", #"["messaging created"]"#,
            #"{"type":"news","content":"x"}"#, #"{"type":"delta"}"#, #"{"type":"delta","content":null}"#,
            #"{"type":"delta","content":7}"#, #"{"type":"threadInfo"}"#, #"{"type":7,"content":"x"}"#,
            #"{"joined":7}"#, #"{"data":"text"}"#,
        ])
    func nothing(text: String) {
        #expect(messages(text).isEmpty)
    }

    @Test("what is nested without end is passed over")
    func nesting() {
        let texts = [
            String(repeating: "[", count: 100_000),
            String(repeating: "[", count: 400) + String(repeating: "]", count: 400),
            String(repeating: #"{"data":"#, count: 40) + Self.hi + String(repeating: "}", count: 40),
        ]
        for text in texts {
            let isSilent = messages(text).isEmpty
            #expect(isSilent)
        }
    }

    @Test(
        "each event is read for what it says",
        arguments: [
            (#"{"type":"delta","content":{"text":" a"}}"#, BetterForms.Event.delta(" a")),
            (#"{"type":"delta","content":{"value":" a"}}"#, .delta(" a")),
            (#"{"type":"delta","content":{"text":{"value":" a"}}}"#, .delta(" a")),
            (#"{"type":"delta","content":""}"#, .delta("")),
            (
                #"{"type":"threadInfo","content":{"assistantThreadId":"t","runId":"r"}}"#,
                .threadInfo(threadID: "t", runID: "r")
            ),
            (#"{"type":"threadInfo","content":{"assistantThreadId":"t"}}"#, .threadInfo(threadID: "t", runID: nil)),
            (
                #"{"type":"threadInfo","content":{"threadId":"t","streamId":"s"}}"#,
                .threadInfo(threadID: "t", runID: nil)
            ),
            (
                #"{"type":"function_call","content":{"functions":[{"name":"f","userMessage":null},{"userMessage":"x"},"#
                    + #"{"name":"g","userMessage":"Looking","toolCallId":"call_1","arguments":{"n":1}}]}}"#,
                .functionCall([
                    .init(name: "f"),
                    .init(
                        name: "g", userMessage: "Looking", toolCallID: "call_1",
                        arguments: .object(["n": .integer(1)])),
                ])
            ),
            (#"{"type":"function_call","content":[{"name":"f"}]}"#, .functionCall([.init(name: "f")])),
            (#"{"type":"function_call","content":{"name":"f"}}"#, .functionCall([.init(name: "f")])),
            (#"{"type":"end"}"#, .end(finishReason: nil, usage: nil)),
            (
                #"{"type":"end","finish_reason":"stop","usage":{"total_tokens":3}}"#,
                .end(finishReason: "stop", usage: .object(["total_tokens": .integer(3)]))
            ),
            (#"{"type":"end","finish_reason":null}"#, .end(finishReason: nil, usage: nil)),
            (
                #"{"type":"error","error":{"message":"No","details":"x"}}"#,
                .error(.init(message: "No", details: .string("x")))
            ),
            (#"{"type":"error","content":{"message":"No","code":429}}"#, .error(.init(message: "No", code: "429"))),
            (#"{"type":"error","content":"No"}"#, .error(.init(message: "No"))),
            (#"{"type":"error","message":"No","name":"BadRequest"}"#, .error(.init(message: "No"))),
            (#"{"type":"error"}"#, .error(.init(message: ""))),
            (#"{"success":false,"actionName":"a","error":{"message":"No"}}"#, .error(.init(message: "No"))),
        ])
    func event(text: String, expected: BetterForms.Event) {
        #expect(messages(text) == [.event(.init(expected))])
    }

    @Test("the run id beside an event is read")
    func runID() {
        #expect(messages(#"{"type":"delta","content":"x","runId":"r"}"#) == [.event(.init(.delta("x"), runID: "r"))])
    }

    private static let all: [BetterForms.Event] = [
        .threadInfo(threadID: "t", runID: "r"), .delta(" a\n\"😀\" \u{1}"),
        .functionCall([.init(name: "f"), .init(name: "g", userMessage: "m", toolCallID: "c", arguments: .array([]))]),
        .end(finishReason: "cancelled", usage: .object([:])), .end(finishReason: nil, usage: nil),
        .error(.init(message: "No", code: "500", details: .bool(true))), .error(.init(message: "No", code: "bad")),
    ]

    @Test("our events are read back equal, bare and in an envelope", arguments: all)
    func roundTrip(event: BetterForms.Event) throws {
        for runID in [nil, "run_1"] {
            let channelEvent = BetterForms.ChannelEvent(event, runID: runID)
            #expect(messages(try encoded(channelEvent)) == [.event(channelEvent)])
            let envelope = BetterForms.Envelope(channel: "c", actionName: "a", event: channelEvent)
            #expect(messages(try encoded(envelope)) == [.event(channelEvent)])
        }
    }

    @Test("our own bytes")
    func bytes() throws {
        let event = BetterForms.ChannelEvent(.functionCall([.init(name: "f")]), runID: "r")
        #expect(
            try encoded(BetterForms.Envelope(channel: "c", actionName: "a", event: event)) == """
                {"channel":"c","message":{"actions":[{"action":"namedAction","name":"a","options":\
                {"content":{"functions":[{"name":"f","userMessage":null}]},"runId":"r","type":"function_call"}}],\
                "app":{},"model":{}}}
                """)
        #expect(
            try encoded(BetterForms.ChannelRequest.join("c"))
                == #"{"action":"channelJoinAnon","options":{"channel":"c"}}"#)
        #expect(
            try encoded(BetterForms.ChannelRequest.leave("c"))
                == #"{"action":"channelLeaveAnon","options":{"channel":"c"}}"#)
        #expect(try encoded(BetterForms.ChannelReply.joined("c")) == #"{"joined":"c"}"#)
        #expect(try encoded(BetterForms.ChannelReply.left("c")) == #"{"left":"c"}"#)
    }

    @Test("joining and leaving are read back equal")
    func joining() throws {
        for request in [BetterForms.ChannelRequest.join("c"), .leave("c")] {
            #expect(try WireJSON.decode(BetterForms.ChannelRequest.self, from: WireJSON.encode(request)) == request)
        }
        #expect(messages(#"{"joined":"c"}"#) == [.reply(.joined("c"))])
        #expect(messages(#"["x",{"left":"c"}]"#) == [.reply(.left("c"))])
        for text in ["{}", #"{"action":"channelJoinAnon"}"#, #"{"action":"sing","options":{"channel":"c"}}"#] {
            #expect(throws: DecodingError.self) {
                try WireJSON.decode(BetterForms.ChannelRequest.self, from: Array(text.utf8))
            }
        }
    }
}
