import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("The course of a BetterForms reply")
struct BetterFormsExchangeTests {
    @Test("Opens the socket, joins, posts once it has joined, shows what it hears, and ends with the end")
    func course() {
        var rig = BetterFormsRig()
        #expect(rig.openings == 1 && rig.calls.isEmpty)
        rig.open()
        #expect(rig.sent == [#"{"action":"channelJoinAnon","options":{"channel":"c"}}"#])
        #expect(rig.calls.isEmpty)
        rig.hear(#"{"joined":"c"}"#)
        #expect(rig.calls.map(\.path) == ["stream/create/assistants"])
        #expect(rig.calls.first?.idempotencyKey == "once")
        rig.ack()
        rig.hear(.delta("Hel"))
        rig.hear(.delta("lo"))
        rig.end("stop")
        #expect(
            rig.events == [.threadNamed("thread_1"), .text("Hel"), .text("lo"), .ended(.complete)])
    }

    @Test("Does not wait for the word that it has joined longer than a grace")
    func grace() {
        var rig = BetterFormsRig()
        rig.open()
        rig.ring(.socket)
        #expect(rig.calls.count == 1)
        rig.hear(#"{"joined":"c"}"#)
        #expect(rig.calls.count == 1)
    }

    @Test("Sends what the settings say")
    func request() {
        let settings = BetterFormsSettings(
            providerKey: "sk-1", provider: "other", model: "m", instructions: "i", actionName: "weftReply")
        let rig = BetterFormsRig.posting(
            remoteThread: "thread_0", history: [.sample("h", "before")], settings: settings)
        #expect(
            rig.posted
                == BetterForms.CreateRequest(
                    apiKey: "BFAPI_secret-0123", channels: ["c"], actionName: "weftReply",
                    payload: .init(
                        provider: "other", apiKey: "sk-1", stream: true, messages: [.init(content: "Hello?")],
                        threadID: "thread_0", model: "m", instructions: "i")))
    }

    @Test("The instructions of a thread are sent before those of the settings")
    func ownInstructions() {
        let settings = BetterFormsSettings(instructions: "usual")
        for (own, sent) in [(nil, "usual"), ("own", "own"), ("", "")] as [(String?, String)] {
            let rig = BetterFormsRig.posting(settings: settings, own: ReplySettings(system: own))
            #expect(rig.posted?.payload.instructions == sent)
        }
    }

    @Test("Tells a new thread what was said before")
    func history() {
        let history: [Message] = [
            .sample("1", "one"), .sample("2", "two", role: .assistant, state: .complete),
            .sample("3", "", role: .assistant, state: .complete),
            .sample("4", "now", role: .assistant, state: .running),
        ]
        let rig = BetterFormsRig.posting(history: history)
        #expect(
            rig.posted?.payload.messages
                == [.init(content: "one"), .init(role: .assistant, content: "two"), .init(content: "Hello?")])
        #expect(rig.posted?.payload.threadID == nil)
    }

    @Test("Takes events before the answer, and the names from whichever says them first")
    func eventsFirst() {
        var rig = BetterFormsRig.posting()
        rig.hear(.threadInfo(threadID: "thread_1", runID: "run_1"))
        rig.hear(.delta("a"))
        rig.end()
        #expect(rig.events == [.threadNamed("thread_1"), .text("a"), .ended(.complete)])
    }

    @Test("An end before any name waits for the answer that brings it, but not for ever")
    func endFirst() {
        var rig = BetterFormsRig.posting()
        rig.hear(.delta("a"))
        rig.end()
        #expect(rig.end == nil)
        var late = rig
        rig.ack()
        #expect(rig.events == [.text("a"), .threadNamed("thread_1"), .ended(.complete)])
        late.ring(.aftermath)
        #expect(late.events == [.text("a"), .ended(.complete)])
    }

    @Test("Events of other channels, actions and runs are not taken")
    func foreign() {
        var rig = BetterFormsRig.streaming()
        rig.hear(#"{"actionName":"other","type":"delta","content":"x"}"#)
        rig.hear(#"{"channel":"d","data":{"type":"end"}}"#)
        rig.hear(.delta("x"), run: "run_2")
        rig.hear(.end(finishReason: nil, usage: nil), run: "run_2")
        #expect(rig.text.isEmpty && rig.end == nil)
        rig.hear(.delta("a"), run: "run_1")
        #expect(rig.text == "a")
    }

    @Test("A thread that the service has renamed is named anew")
    func renamed() {
        var rig = BetterFormsRig.posting(remoteThread: "thread_0")
        rig.ack()
        rig.end()
        #expect(rig.events == [.threadNamed("thread_1"), .ended(.complete)])
        rig = .posting(remoteThread: "thread_1")
        rig.ack()
        rig.end()
        #expect(rig.events == [.ended(.complete)])
    }

    @Test("Tools become parts")
    func tools() {
        var rig = BetterFormsRig.streaming()
        rig.hear(.functionCall([.init(name: "f"), .init(name: "g", userMessage: "Looking")]))
        rig.hear(
            .functionCall([
                .init(name: "h", userMessage: "Yes", toolCallID: "call_9", arguments: .object(["n": .integer(1)]))
            ]))
        #expect(
            rig.parts == [
                MessagePart(id: "tool-1", kind: .toolCall, title: "f"),
                MessagePart(id: "tool-2", kind: .toolCall, title: "g", text: "Looking"),
                MessagePart(id: "call_9", kind: .toolCall, title: "h", text: "Yes\n\n{\"n\":1}"),
            ])
    }

    @Test(
        "How it ended decides whether it is whole",
        arguments: [
            (nil, true), ("stop", true), ("tool_calls", true), ("length", false), ("content_filter", false),
            ("cancelled", false), ("expired", false), ("MAX_TOKENS", false),
        ] as [(String?, Bool)])
    func reasons(reason: String?, isWhole: Bool) {
        var rig = BetterFormsRig.streaming()
        rig.hear(.delta("a"))
        rig.end(reason)
        #expect((rig.end == .complete) == isWhole)
        #expect(rig.end?.isInterrupted == !isWhole)
        #expect(rig.text == "a")
    }

    @Test("An error fails with its words at the end, or shortly after, and without the keys")
    func error() {
        var rig = BetterFormsRig.streaming()
        rig.hear(.error(.init(message: "No BFAPI_secret-0123 here.")))
        rig.hear(.delta("late"))
        #expect(rig.end == nil)
        #expect(rig.alarms[.aftermath] == .seconds(2))
        var silent = rig
        rig.end()
        silent.ring(.aftermath)
        for end in [rig.end, silent.end] {
            #expect(end?.isFailed == true)
            #expect(end?.failure?.why == "No (the key) here")
        }
        #expect(rig.text.isEmpty)
    }

    @Test("What comes after the end is not heard")
    func afterEnd() {
        var rig = BetterFormsRig.streaming()
        rig.end()
        let events = rig.events
        rig.end()
        rig.hear(.error(.init(message: "No")))
        rig.hear(.delta("x"))
        rig.loseSocket()
        #expect(rig.events == events)
    }

    @Test("Silence after the last sign of life is no end, and the run is asked to stop")
    func idle() {
        var rig = BetterFormsRig.streaming()
        rig.hear(.delta("a"))
        #expect(rig.alarms[.idle] == .seconds(60))
        rig.ring(.idle)
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.end?.failure?.why == "nothing came from 127.0.0.1:1 for 60 s")
        #expect(rig.stops.count == 1)
        rig = .streaming()
        rig.ring(.quiet)
        #expect(rig.end?.isInterrupted == true)
    }

    @Test("More bytes than a reply may have end it")
    func flood() {
        var rig = BetterFormsRig.streaming(settings: BetterFormsSettings(mostBytes: 400))
        rig.hear(.delta(String(repeating: "a", count: 100)))
        rig.hear(.delta(String(repeating: "b", count: 400)))
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.text == String(repeating: "a", count: 100))
    }

    @Test("Without streaming the answer is the reply")
    func whole() {
        var rig = BetterFormsRig(settings: BetterFormsSettings(stream: false))
        #expect(rig.openings == 0)
        #expect(rig.posted?.payload.stream == false && rig.posted?.channels == [])
        #expect(rig.alarms[.silence] == .seconds(120))
        rig.answer(BetterFormsRig.reply("Hello"), status: 201)
        #expect(rig.events == [.threadNamed("thread_1"), .text("Hello"), .ended(.complete)])
    }

    @Test("Without streaming an answer without a reply is a failure")
    func wholeMissing() {
        for body in [BetterFormsRig.acknowledgement, "", "[]", "nonsense"] {
            var rig = BetterFormsRig(settings: BetterFormsSettings(stream: false))
            rig.answer(body)
            #expect(rig.end?.isFailed == true, "\(body)")
        }
    }

    @Test("A service that answers whole although it was to stream is believed")
    func wholeDespiteStreaming() {
        var rig = BetterFormsRig.posting()
        rig.hear(.delta("He"))
        rig.answer(BetterFormsRig.reply("Hello"), status: 201)
        #expect(rig.text == "Hello")
        #expect(rig.end == .complete)
    }

    @Test(
        "Where no socket can be had, the reply comes whole, and a notice says so",
        arguments: [
            ServiceFault.unreachable(.refused), .closed(afterFirstByte: false),
            .refused(Refusal(status: 302, message: "", location: "https://evil.example/")),
        ])
    func fallBack(fault: ServiceFault) {
        for isOpen in [false, true] {
            var rig = BetterFormsRig()
            if isOpen { rig.open() }
            rig.loseSocket(fault)
            #expect(rig.posted?.payload.stream == false)
            #expect(rig.parts.map(\.id) == ["notice-stream"])
            #expect(rig.parts.map(\.kind) == [.notice])
            rig.answer(BetterFormsRig.reply("Hello"))
            #expect(rig.end == .complete)
            #expect(rig.text == "Hello")
        }
    }

    @Test("A socket that does not open in time cannot be had")
    func slowSocket() {
        var rig = BetterFormsRig()
        #expect(rig.alarms[.socket] == .seconds(10))
        rig.ring(.socket)
        #expect(rig.posted?.payload.stream == false)
    }
}
