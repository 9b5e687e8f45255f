import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("AssistersExchange")
struct AssistersExchangeTests {
    @Test("Streams deltas to the letter, those that come together as one, and ends with the answer to the post")
    func stream() {
        var rig = ExchangeRig.posting()
        #expect(rig.calls.map(\.path) == ["threads/thread_1/messages"])
        rig.stream(Wire.delta("Hel") + Wire.delta("lo  "))
        rig.stream(Wire.delta("you"))
        #expect(rig.events == [.text("Hello  "), .text("you")])
        rig.stream(Wire.final("Hello  you", status: "completed") + Wire.done)
        #expect(rig.end == nil)
        rig.answer(Wire.reply("Hello  you"))
        #expect(rig.events == [.text("Hello  "), .text("you"), .ended(.complete)])
    }

    @Test("The answer to the post replaces what was streamed, where it differs")
    func authority() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("We're") + Wire.delta("available"))
        rig.answer(Wire.reply("We're available"))
        #expect(rig.events.suffix(2) == [.wholeText("We're available"), .ended(.complete)])

        rig = .posting()
        rig.stream(Wire.delta("Kept"))
        rig.answer(Wire.reply(""))
        #expect(rig.events == [.text("Kept"), .ended(.complete)])
    }

    @Test("After the end nothing more comes")
    func afterEnd() {
        var rig = ExchangeRig.posting()
        rig.answer(Wire.reply("Done"))
        let events = rig.events
        rig.stream(Wire.delta("more"))
        rig.feed(.stop)
        rig.feed(.drop)
        rig.ring(.silence)
        rig.closeStream()
        rig.answer(Wire.reply("again"))
        #expect(rig.events == events)
    }

    @Test("Posts after a moment although the stream has not opened, and at once when it cannot")
    func grace() {
        var rig = ExchangeRig()
        #expect(rig.calls.isEmpty)
        #expect(rig.alarms[.grace] == .milliseconds(300))
        rig.ring(.grace)
        #expect(rig.calls.count == 1)
        rig.feed(.streamOpened(rig.exchange.stream))
        rig.stream(Wire.delta("late"))
        #expect(rig.text == "late")

        for wasRefused in [false, true] {
            var rig = ExchangeRig()
            rig.closeStream(wasRefused: wasRefused)
            #expect(rig.calls.count == 1)
            #expect(rig.alarms[.grace] == nil)
            rig.answer(Wire.reply("Whole"))
            #expect(rig.events == [.wholeText("Whole"), .ended(.complete)])
        }
    }

    @Test("A stream that drops while the post is under way is not opened again; the post brings the text")
    func droppedStream() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("Half of"))
        let stream = rig.exchange.stream
        rig.closeStream()
        #expect(rig.exchange.stream == stream)
        #expect(rig.end == nil)
        rig.answer(Wire.reply("Half of it"))
        #expect(rig.text == "Half of it")
        #expect(rig.end == .complete)
    }

    @Test("A bad record harms only itself, and records that are not of the reply are passed over")
    func badRecords() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("a"))
        rig.stream("data: {\"id\": nonsense\n\n: ping\n\ndata: 7\n\nevent: other\ndata: {}\n\n")
        rig.stream("data: {\"id\":\"u\",\"role\":\"user\",\"content\":\"Hello?\",\"delta\":false}\n\n")
        rig.stream("data: {\"id\":\"t\",\"role\":\"tool\",\"content\":\"x\",\"delta\":true}\n\n")
        rig.stream([0xFF, 0xFE, 0x0A, 0x0A] + Array(Wire.delta("b").utf8))
        #expect(rig.events == [.text("a"), .text("b")])
    }

    @Test("Records without blank lines between them are all read")
    func joinedRecords() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("a").dropLast() + Wire.delta("b").dropLast() + Wire.delta("c"))
        #expect(rig.text == "abc")
    }

    @Test("Text of a run that was there before ours is not ours")
    func foreignRun() {
        var rig = ExchangeRig()
        let stream = rig.exchange.stream
        rig.stream(Wire.delta("old", id: "msg_0"))
        rig.feed(.streamOpened(stream))
        rig.stream(Wire.delta("older", id: "msg_0"))
        rig.answer(Wire.error("a run is active in this thread"), status: 409)
        rig.ring(.retry)
        rig.stream(Wire.final("old older", id: "msg_0") + Wire.delta("new"))
        #expect(rig.text == "new")
    }

    @Test("What was streamed while the post was refused for an active run is taken back")
    func takenBack() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("theirs", id: "msg_0"))
        rig.answer(Wire.error("Can't add messages while a run run_7 is active."), status: 400)
        #expect(rig.text.isEmpty)
        rig.stream(Wire.final("theirs", id: "msg_0") + Wire.done)
        rig.ring(.retry)
        #expect(rig.isListening)
        rig.feed(.streamOpened(rig.exchange.stream))
        rig.stream(Wire.delta("ours"))
        rig.answer(Wire.reply("ours"))
        #expect(rig.text == "ours")
        #expect(rig.end == .complete)
    }

    @Test("A stream larger than the limit is given up with its text")
    func tooLarge() {
        var rig = ExchangeRig.posting(settings: AssistersSettings(assistant: "a", mostBytes: 100))
        rig.stream(Wire.delta("a"))
        rig.stream(Wire.delta("b"))
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.text == "a")
    }

    @Test("Silence ends the reply, and every byte of either connection puts it off")
    func silence() throws {
        var rig = ExchangeRig.posting()
        #expect(rig.alarms[.silence] == .seconds(120))
        rig.stream(Wire.delta("a"))
        rig.feed(.arriving(call: rig.exchange.call))
        rig.ring(.silence)
        #expect(rig.cancelledCalls == 1)
        #expect(rig.end == nil)
        rig.ring(.verdict)
        let failure = try #require(rig.end?.failure)
        #expect(rig.end?.isInterrupted == true)
        #expect(failure.why.contains("120 s"))
        #expect(rig.text == "a")

        let patient = AssistersSettings(assistant: "a", timeouts: ServiceTimeouts(silence: .zero))
        rig = .posting(settings: patient)
        rig.stream(Wire.delta("a"))
        #expect(rig.alarms[.silence] == nil)
    }
}
