import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("What goes wrong with a BetterForms reply")
struct BetterFormsFaultTests {
    private static let busy = "Can't add messages to thread_1 while a run run_0 is active."

    @Test("A lost channel is joined again, a notice tells of the gap, and the reply is never called whole")
    func gap() {
        var rig = BetterFormsRig.streaming()
        rig.hear(.delta("a"))
        rig.loseSocket()
        #expect(rig.parts.map(\.id) == ["notice-gap"])
        rig.ring(.rejoin)
        #expect(rig.openings == 2)
        rig.join()
        #expect(rig.sent.count == 2 && Set(rig.sent).count == 1)
        rig.hear(.delta("c"))
        rig.loseSocket()
        rig.ring(.rejoin)
        rig.join()
        rig.end("stop")
        #expect(rig.text == "ac")
        #expect(rig.parts.count == 1)
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.calls.count == 1)
    }

    @Test("A channel that cannot be joined again leaves the reply interrupted, and the run is asked to stop")
    func unheard() {
        var rig = BetterFormsRig.streaming()
        rig.hear(.delta("a"))
        rig.loseSocket()
        var waits: [Duration] = []
        while let wait = rig.alarms[.rejoin] {
            waits.append(wait)
            rig.ring(.rejoin)
            rig.loseSocket(.unreachable(.refused))
        }
        #expect(waits == BetterFormsSettings().rejoinWaits)
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.text == "a")
        #expect(rig.stops.count == 1)
    }

    @Test("What an old socket says is too late")
    func oldSocket() {
        var rig = BetterFormsRig.streaming()
        let old = rig.exchange.socketNumber
        rig.loseSocket()
        rig.ring(.rejoin)
        rig.join()
        rig.feed(.socketHeard(old, Array(#"{"type":"end"}"#.utf8)))
        rig.feed(.socketClosed(old, .closed(afterFirstByte: true)))
        #expect(rig.end == nil)
        #expect(rig.alarms[.rejoin] == nil)
    }

    @Test("What is no WebSocket is not joined again")
    func broken() {
        for fault in [ServiceFault.tooLarge(limit: 1 << 20), .unreadable("it is broken")] {
            var rig = BetterFormsRig.streaming()
            rig.loseSocket(fault)
            #expect(rig.end?.isInterrupted == true)
        }
    }

    @Test("A busy thread is asked again for ten seconds", arguments: [400, 409])
    func busy(status: Int) {
        var rig = BetterFormsRig.posting(remoteThread: "thread_1")
        var total = Duration.zero
        while rig.end == nil {
            rig.answer(BetterFormsRig.error(Self.busy, status: status), status: status)
            total += rig.alarms[.retry] ?? .zero
            rig.ring(.retry)
        }
        // A conflict may pass, so it is asked again a little longer.
        #expect(total == (status == 400 ? .seconds(10) : .milliseconds(11500)))
        #expect(rig.events.retries.count == (status == 400 ? 6 : 8))
        #expect(rig.end?.failure?.why == String(Self.busy.dropLast()))
        #expect(Set(rig.calls).count == 1)
    }

    @Test("A refusal that is told on the channel too is one refusal")
    func refusedTwice() {
        var rig = BetterFormsRig.posting(remoteThread: "thread_1")
        rig.hear(.error(.init(message: Self.busy)))
        rig.end()
        #expect(rig.end == nil)
        rig.answer(BetterFormsRig.error(Self.busy, status: 400), status: 400)
        #expect(rig.events.retries.count == 1)
        rig.hear(.error(.init(message: Self.busy)))
        rig.end()
        rig.ring(.retry)
        rig.ack()
        rig.hear(.delta("a"))
        rig.end()
        #expect(rig.end == .complete)
    }

    @Test("A service that asks to slow down is obeyed")
    func slowDown() {
        var rig = BetterFormsRig.posting()
        rig.answer(BetterFormsRig.error("Slow", status: 429), status: 429, retryAfter: .seconds(7))
        #expect(rig.events.retries.map(\.after) == [.seconds(7)])
        #expect(rig.alarms[.retry] == .seconds(7))
        rig.ring(.retry)
        #expect(rig.calls.count == 2)
        #expect(rig.openings == 1)
        rig.ack()
        rig.end()
        #expect(rig.end == .complete)
    }

    @Test("What the service says about its limits is handed on, also where it refuses")
    func limits() {
        let limit = RateLimit(limit: 100, remaining: 5, resetsAt: Timestamp(milliseconds: 9))
        for status in [201, 401] {
            var rig = BetterFormsRig.posting()
            let body = Array(BetterFormsRig.acknowledgement.utf8)
            let answer = ServiceAnswer(status: status, rateLimit: limit, body: body)
            rig.feed(.answered(call: rig.exchange.call, .success(answer)))
            #expect(rig.events.contains(.rateLimit(limit)))
        }
    }

    @Test("The channel is joined again before the next attempt if it was lost meanwhile")
    func lostWhileWaiting() {
        var rig = BetterFormsRig.posting()
        rig.answer("", status: 503)
        rig.loseSocket()
        #expect(rig.parts.isEmpty)
        rig.ring(.retry)
        #expect(rig.openings == 2 && rig.calls.count == 1)
        rig.join()
        #expect(rig.calls.count == 2)
    }

    @Test("A run that speaks is not asked for again")
    func speaksWhileWaiting() {
        var rig = BetterFormsRig.posting()
        rig.fail(.closed(afterFirstByte: false))
        #expect(rig.events.retries.count == 1)
        rig.hear(.threadInfo(threadID: "thread_1", runID: "run_1"))
        #expect(rig.alarms[.retry] == nil)
        rig.hear(.delta("a"))
        rig.end()
        #expect(rig.calls.count == 1)
        #expect(rig.end == .complete)
    }

    @Test(
        "An answer that is lost after the run has spoken does not matter",
        arguments: [
            ServiceFault.closed(afterFirstByte: false), .closed(afterFirstByte: true), .unreadable("x"),
            .refused(Refusal(status: 502, message: "")),
        ])
    func answerLost(fault: ServiceFault) {
        var rig = BetterFormsRig.posting()
        rig.hear(.threadInfo(threadID: "thread_1", runID: "run_1"))
        rig.fail(fault)
        rig.hear(.delta("a"))
        rig.end()
        #expect(rig.events.ends == [.complete])
        #expect(rig.events.retries.isEmpty)
    }

    @Test("An answer that was cut leaves it to the channel")
    func cutAnswer() {
        for fault in [ServiceFault.closed(afterFirstByte: true), .unreadable("x")] {
            var rig = BetterFormsRig.posting()
            rig.fail(fault)
            #expect(rig.end == nil)
            var silent = rig
            rig.hear(.delta("a"))
            rig.end()
            #expect(rig.end == .complete)
            silent.ring(.idle)
            #expect(silent.end?.isInterrupted == true)
        }
    }

    @Test("A thread that the service has forgotten is begun anew, once", arguments: [404, 400])
    func forgotten(status: Int) {
        var rig = BetterFormsRig.posting(remoteThread: "thread_0", history: [.sample("h", "before")])
        let words = BetterFormsRig.error("No thread found with id 'thread_0'.", status: status)
        rig.answer(words, status: status)
        #expect(rig.posted?.payload.threadID == nil)
        #expect(rig.posted?.payload.messages == [.init(content: "before"), .init(content: "Hello?")])
        #expect(rig.calls.last?.idempotencyKey == "once-anew")
        var refused = rig
        rig.ack()
        rig.end()
        #expect(rig.events == [.threadNamed("thread_1"), .ended(.complete)])
        refused.answer(words, status: status)
        #expect(refused.end?.isFailed == true)
    }

    @Test(
        "Refusals of both families, redirects and successes that are none, end in words",
        arguments: [
            (401, #"{"success":false,"error":{"message":"Bad key","code":401}}"#, "Bad key"),
            (403, #"{"name":"Forbidden","message":"Not you","code":403,"className":"forbidden"}"#, "Not you"),
            (201, #"{"success":false,"error":{"message":"Odd BFAPI_secret-0123","code":"x"}}"#, "Odd (the key)"),
            (302, "", "127.0.0.1:1 redirects and redirects are not followed"),
            (400, "<html>", "127.0.0.1:1 answered with status 400"),
        ])
    func refusals(status: Int, body: String, why: String) {
        for streams in [true, false] {
            var rig = streams ? .posting() : BetterFormsRig(settings: BetterFormsSettings(stream: false))
            rig.answer(body, status: status)
            #expect(rig.end?.isFailed == true)
            #expect(rig.end?.failure?.why == why)
            #expect(rig.calls.count == 1)
        }
    }

    @Test("Without streaming, silence and a cut answer interrupt")
    func wholeLost() {
        var rig = BetterFormsRig(settings: BetterFormsSettings(stream: false))
        rig.feed(.arriving(call: rig.exchange.call))
        rig.ring(.silence)
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.cancelledCalls == 1)
        rig = BetterFormsRig(settings: BetterFormsSettings(stream: false))
        rig.fail(.closed(afterFirstByte: true))
        #expect(rig.end?.isInterrupted == true)
    }
}
