import ChatModel
import Testing

@testable import Providers

@Suite("Faults of a reply")
struct AssistersFaultTests {
    private let passing = [408, 409, 429, 500, 502, 503, 504, 529]

    @Test("Trouble that may pass is retried twice, with one idempotency key, and then shown")
    func retries() throws {
        for status in passing {
            var rig = ExchangeRig.posting()
            for wait in [Duration.milliseconds(500), .seconds(1)] {
                rig.answer(Wire.error("try later"), status: status)
                #expect(rig.events.retries.last?.after == wait)
                #expect(rig.events.retries.last?.because.why == "try later")
                #expect(rig.alarms[.retry] == wait)
                rig.ring(.retry)
            }
            rig.answer(Wire.error("try later"), status: status)
            #expect(rig.calls.map(\.idempotencyKey) == ["key", "key", "key"])
            #expect(rig.end?.isFailed == true)
        }
    }

    @Test("A connection that is not made, or lost before the first byte, is retried; bad encryption is not")
    func connections() {
        for reason in [Unreachability.refused, .unknownName, .timedOut, .other("x")] {
            var rig = ExchangeRig.posting()
            rig.fail(.unreachable(reason))
            #expect(rig.events.retries.count == 1)
        }
        var rig = ExchangeRig.posting()
        rig.fail(.closed(afterFirstByte: false))
        #expect(rig.events.retries.count == 1)
        for fault in [ServiceFault.unreachable(.insecure("x")), .closed(afterFirstByte: true)] {
            var rig = ExchangeRig.posting()
            rig.fail(fault)
            // The stream may be behind the post.
            rig.ring(.verdict)
            #expect(rig.events.retries.isEmpty)
            #expect(rig.events.ends.count == 1)
        }
    }

    @Test("What will not pass is not retried")
    func noRetries() {
        for status in [301, 302, 307, 308, 400, 401, 403, 404, 405, 413, 422, 501] {
            var rig = ExchangeRig(remoteThread: nil)
            rig.answer(Wire.error("no"), status: status)
            #expect(rig.events.retries.isEmpty)
            #expect(rig.end?.isFailed == true)
        }
        for code in ["insufficient_quota", "billing_hard_limit_reached", "spend_limit"] {
            var rig = ExchangeRig.posting()
            rig.answer(Wire.error("pay", code: code), status: 429, retryAfter: .seconds(1))
            #expect(rig.events.retries.isEmpty)
            #expect(rig.end?.isFailed == true)
        }
    }

    @Test("A wait the service asks for is kept up to a minute, and shown when it is longer")
    func retryAfter() {
        var rig = ExchangeRig.posting()
        rig.answer(Wire.error("slow"), status: 429, retryAfter: .seconds(60))
        #expect(rig.alarms[.retry] == .seconds(60))
        rig.ring(.retry)
        rig.answer(Wire.error("slow"), status: 429, retryAfter: .seconds(61))
        #expect(rig.end?.failure?.remedy == "ask again in 61 s")
    }

    @Test("After the first text nothing is retried")
    func afterText() {
        for status in [500, 503] {
            var rig = ExchangeRig.posting()
            rig.stream(Wire.delta("a"))
            rig.answer(Wire.error("broken."), status: status)
            #expect(rig.events.retries.isEmpty)
            #expect(rig.end?.failure?.why == "broken")
            #expect(rig.text == "a")
        }
    }

    @Test("An active run is waited for from 250 ms to 4 s, and no longer than ten seconds in all")
    func busy() {
        var rig = ExchangeRig.posting()
        var waits: [Duration] = []
        while rig.end == nil {
            rig.answer(Wire.error("a run is already active"), status: 409)
            guard let wait = rig.alarms[.retry] else { break }
            waits.append(wait)
            rig.ring(.retry)
        }
        #expect(waits.prefix(5) == [.milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4)])
        #expect(waits.reduce(.zero, +) <= .seconds(10))
        #expect(rig.end?.isFailed == true)
    }

    @Test("An error in the stream ends the reply, in the words of the post if those come soon")
    func streamError() {
        let record = "data: \(Wire.error("the engine broke"))\n\n"
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("a") + record + Wire.delta("b"))
        #expect(rig.end == nil)
        rig.ring(.verdict)
        #expect(rig.end?.isFailed == true)
        #expect(rig.end?.failure?.why == "the engine broke")
        #expect(rig.text == "a")

        rig = .posting()
        rig.stream(record)
        rig.answer(Wire.error("later"), status: 503)
        #expect(rig.events.retries.isEmpty)
        #expect(rig.end?.failure?.why == "the engine broke")

        rig = .posting()
        rig.stream(Wire.delta("a") + record)
        rig.answer(Wire.reply("a after all"))
        #expect(rig.end == .complete)
    }

    @Test("The answer to the post says if the reply was stopped or failed")
    func statusOfPost() {
        var rig = ExchangeRig.posting()
        rig.answer(Wire.reply("Part", status: "stopped"))
        #expect(rig.end?.isInterrupted == true)
        #expect(rig.text == "Part")
        rig = .posting()
        rig.answer(Wire.reply("", status: "failed"))
        #expect(rig.end?.isFailed == true)
    }
}

@Suite("Stopping a reply")
struct AssistersStopTests {
    @Test("Aborts the post, and the stream says what came of it")
    func verdicts() {
        let cases: [(String, [ReplyEvent])] = [
            (Wire.final("ab", status: "stopped"), [.ended(.stopped(.byService))]),
            (Wire.final("ab"), [.ended(.stopped(.byService))]),
            (Wire.final("ab", status: "failed"), [.ended(.stopped(.byService))]),
            (Wire.done, [.ended(.stopped(.byService))]),
            (Wire.final("abc", status: "completed"), [.wholeText("abc"), .ended(.stopped(.alreadyFinished))]),
            ("data: \(Wire.error("x"))\n\n", [.ended(.stopped(.hereOnly))]),
        ]
        for (record, expected) in cases {
            var rig = ExchangeRig.posting()
            rig.stream(Wire.delta("a"))
            rig.feed(.stop)
            #expect(rig.cancelledCalls == 1)
            #expect(rig.isListening)
            #expect(rig.alarms[.verdict] == .seconds(2))
            #expect(rig.alarms[.silence] == nil)
            rig.stream(Wire.delta("b"))
            rig.feed(.stop)
            rig.fail(.closed(afterFirstByte: false))
            #expect(rig.end == nil)
            rig.stream(record)
            #expect(rig.events == [.text("a")] + expected, "\(record)")
        }
    }

    @Test("Without a word of the service it is stopped here only")
    func noVerdict() {
        var rig = ExchangeRig.posting()
        rig.feed(.stop)
        rig.ring(.verdict)
        #expect(rig.events == [.ended(.stopped(.hereOnly))])
        rig = .posting()
        rig.feed(.stop)
        rig.closeStream()
        #expect(rig.events == [.ended(.stopped(.hereOnly))])
        rig = .posting()
        rig.closeStream()
        rig.feed(.stop)
        #expect(rig.events == [.ended(.stopped(.hereOnly))])
    }

    @Test("The reply may be whole before the wish arrives")
    func alreadyFinished() {
        var rig = ExchangeRig.posting()
        rig.feed(.stop)
        rig.answer(Wire.reply("Whole"))
        #expect(rig.events == [.wholeText("Whole"), .ended(.stopped(.alreadyFinished))])
        rig = .posting()
        rig.stream(Wire.final("Whole"))
        rig.feed(.stop)
        #expect(rig.events == [.wholeText("Whole"), .ended(.stopped(.alreadyFinished))])
    }

    @Test("Before the post and between attempts it ends at once")
    func nothingRuns() {
        var rigs = [ExchangeRig(), ExchangeRig(remoteThread: nil), ExchangeRig(settings: AssistersSettings())]
        var waiting = ExchangeRig.posting()
        waiting.answer("", status: 503)
        rigs.append(waiting)
        for var rig in rigs {
            let before = rig.events
            rig.feed(.stop)
            #expect(rig.events == before + [.ended(.stopped(.hereOnly))])
        }
    }

    @Test("Dropping ends it at once at any time")
    func drop() {
        var rig = ExchangeRig.posting()
        rig.stream(Wire.delta("a"))
        rig.feed(.drop)
        #expect(rig.events == [.text("a"), .ended(.stopped(.hereOnly))])
        rig = .posting()
        rig.feed(.stop)
        rig.feed(.drop)
        #expect(rig.events == [.ended(.stopped(.hereOnly))])
    }
}
