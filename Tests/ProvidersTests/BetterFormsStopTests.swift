import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("Stopping a BetterForms reply")
struct BetterFormsStopTests {
    private func stopping() -> BetterFormsRig {
        var rig = BetterFormsRig.streaming()
        rig.hear(.delta("Half"))
        rig.feed(.stop)
        return rig
    }

    @Test("Asks with both names and the key, once, and shows nothing more")
    func asks() {
        var rig = stopping()
        #expect(rig.stops.map(\.path) == ["stream/create/assistants/stop"])
        #expect(
            rig.stops.first?.body
                == Array(#"{"apiKey":"BFAPI_secret-0123","runId":"run_1","threadId":"thread_1"}"#.utf8))
        rig.feed(.stop)
        rig.hear(.delta(" more"))
        rig.hear(.functionCall([.init(name: "f")]))
        #expect(rig.stops.count == 1)
        #expect(rig.text == "Half" && rig.parts.isEmpty && rig.end == nil)
    }

    @Test("The wish waits for the names, from the answer or from the channel", arguments: [true, false])
    func remembered(fromAnswer: Bool) {
        var rig = BetterFormsRig.posting()
        rig.feed(.stop)
        #expect(rig.stops.isEmpty)
        #expect(rig.alarms[.stopNames] == .seconds(10))
        if fromAnswer { rig.ack() } else { rig.hear(.threadInfo(threadID: "thread_1", runID: "run_1")) }
        #expect(rig.stops.count == 1)
        #expect(rig.alarms[.stopNames] == nil)
        if fromAnswer { rig.hear(.threadInfo(threadID: "thread_1", runID: "run_1")) } else { rig.ack() }
        #expect(rig.stops.count == 1)
        rig.answerStop(#"{"status":"cancelled"}"#)
        rig.end("cancelled")
        #expect(rig.end == .stopped(.byService))
    }

    @Test("Without names the wish is given up after its time")
    func noNames() {
        var rig = BetterFormsRig.posting()
        rig.feed(.stop)
        rig.ring(.stopNames)
        #expect(rig.end == .stopped(.hereOnly))
        #expect(rig.stops.isEmpty)
    }

    @Test("Before the post, between attempts and without streaming, closing is all there is")
    func nothingRuns() {
        var rig = BetterFormsRig()
        rig.feed(.stop)
        #expect(rig.events == [.ended(.stopped(.hereOnly))])
        rig = .posting()
        rig.answer("", status: 503)
        rig.feed(.stop)
        #expect(rig.end == .stopped(.hereOnly))
        rig = BetterFormsRig(settings: BetterFormsSettings(stream: false))
        rig.feed(.stop)
        #expect(rig.end == .stopped(.hereOnly))
        #expect(rig.stops.isEmpty)
    }

    @Test("A post that is refused while the wish waits leaves nothing to stop")
    func refusedPost() {
        var rig = BetterFormsRig.posting()
        rig.feed(.stop)
        rig.answer("", status: 503)
        #expect(rig.end == .stopped(.hereOnly))
        #expect(rig.events.retries.isEmpty)
    }

    private static let stopped = [
        #"{"status":"stopped"}"#, #"{"success":true,"status":"cancelled"}"#, #"{"status":"canceled"}"#, "", "{}",
        #"{"status":"CANCELLED"}"#, "OK", #"{"status":"well"}"#,
    ]
    private static let finished = [
        #"{"status":"completed"}"#, #"{"status":"done"}"#, #"{"status":"failed"}"#, #"{"status":"not_found"}"#,
    ]

    @Test("A service that has taken the wish has stopped the run", arguments: stopped)
    func taken(body: String) {
        for status in [200, 201, 204] {
            for endFirst in [true, false] {
                var rig = stopping()
                if endFirst { rig.end() }
                rig.answerStop(body, status: status)
                if !endFirst { rig.end() }
                #expect(rig.events.ends == [.stopped(.byService)], "\(status), end first: \(endFirst)")
                #expect(rig.text == "Half")
            }
            var rig = stopping()
            rig.answerStop(body, status: status)
            #expect(rig.end == nil)
            #expect(rig.alarms[.stopEnd] == .seconds(5))
            rig.ring(.stopEnd)
            #expect(rig.end == .stopped(.byService))
        }
    }

    @Test("A run that had finished is shown whole", arguments: finished)
    func alreadyFinished(body: String) {
        for endFirst in [true, false] {
            var rig = stopping()
            rig.hear(.delta(" and whole"))
            if endFirst { rig.end() }
            rig.answerStop(body)
            if !endFirst { rig.end() }
            #expect(rig.events.ends == [.stopped(.alreadyFinished)])
            #expect(rig.text == "Half and whole")
        }
    }

    @Test("The reason of the end is believed at once")
    func reasons() {
        var rig = stopping()
        rig.hear(.delta(" and whole"))
        rig.end("stop")
        #expect(rig.end == .stopped(.alreadyFinished))
        #expect(rig.text == "Half and whole")
        rig = stopping()
        rig.hear(.delta(" late"))
        rig.end("cancelled")
        #expect(rig.end == .stopped(.byService))
        #expect(rig.text == "Half")
    }

    @Test(
        "A refusal whose words say that the run is over is as good as an answer",
        arguments: [
            (404, "No such run", false), (409, "Run run_1 is already completed", true),
            (400, "Cannot cancel run with status 'completed'.", true), (400, "The run has finished", true),
            (404, "Run not found", true), (400, "Cannot cancel run with status 'cancelling'.", false),
        ])
    func overAlready(status: Int, words: String, hasEnd: Bool) {
        var rig = stopping()
        rig.answerStop(BetterFormsRig.error(words, status: status), status: status)
        #expect(rig.end == nil && rig.parts.isEmpty)
        if hasEnd { rig.end() } else { rig.ring(.stopEnd) }
        #expect(rig.end == .stopped(hasEnd ? .alreadyFinished : .hereOnly))
    }

    @Test("A refusal of another kind says why it could not be stopped", arguments: [401, 403, 500, 502, 400])
    func refused(status: Int) {
        var rig = stopping()
        rig.answerStop(BetterFormsRig.error("Not you", status: status), status: status)
        #expect(rig.parts.map(\.id) == ["notice-stop"])
        #expect(rig.parts.first?.text.contains("Not you") == true)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("A connection that was closed before the wish was read gets it once more")
    func closed() {
        var rig = stopping()
        rig.feed(.stopAnswered(.failure(.closed(afterFirstByte: false))))
        #expect(rig.stops.count == 2)
        rig.feed(.stopAnswered(.failure(.closed(afterFirstByte: false))))
        #expect(rig.stops.count == 2)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("Without an answer and without an end it is stopped here only")
    func silent() {
        var rig = stopping()
        rig.ring(.stopEnd)
        #expect(rig.end == .stopped(.hereOnly))
        rig = stopping()
        rig.answerStop(#"{"status":"cancelling"}"#)
        var cancelled = rig
        rig.ring(.stopEnd)
        #expect(rig.end == .stopped(.hereOnly))
        cancelled.end()
        #expect(cancelled.end == .stopped(.byService))
    }

    @Test("An end without a reason waits for the answer to the wish, but not for ever")
    func ambiguous() {
        var rig = stopping()
        rig.end()
        #expect(rig.end == nil)
        rig.ring(.aftermath)
        #expect(rig.end == .stopped(.hereOnly))
        #expect(rig.text == "Half")
    }

    @Test("A channel that is lost while stopping leaves the answers")
    func lostSocket() {
        var rig = stopping()
        rig.loseSocket()
        #expect(rig.end == nil && rig.alarms[.rejoin] == nil)
        rig.answerStop(#"{"status":"cancelled"}"#)
        #expect(rig.end == .stopped(.byService))
        rig = .posting()
        rig.feed(.stop)
        rig.loseSocket()
        rig.ack()
        #expect(rig.stops.count == 1)
        rig.answerStop(#"{"status":"cancelled"}"#)
        #expect(rig.end == .stopped(.byService))
        rig = stopping()
        rig.answerStop(#"{"status":"completed"}"#)
        rig.loseSocket()
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("A wish after the end, and one after an error, change nothing")
    func late() {
        var rig = BetterFormsRig.posting()
        rig.hear(.delta("a"))
        rig.end()
        rig.feed(.stop)
        #expect(rig.end == .stopped(.alreadyFinished))
        #expect(rig.stops.isEmpty)
        rig = .streaming()
        rig.hear(.error(.init(message: "No")))
        rig.feed(.stop)
        #expect(rig.end?.isFailed == true)
    }

    @Test("Dropping ends at once, in every state")
    func drop() {
        for prepare in [BetterFormsRig.init(), .posting(), .streaming(), stopping()] {
            var rig = prepare
            rig.feed(.drop)
            #expect(rig.end == .stopped(.hereOnly))
        }
    }
}
