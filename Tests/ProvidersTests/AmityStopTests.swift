import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("Stopping an Amity reply")
struct AmityStopTests {
    private func stopped(after records: String = AmityWire.active("Half")) -> AmityRig {
        var rig = AmityRig.reading()
        rig.receive(records)
        rig.feed(.stop)
        return rig
    }

    @Test("Closes the connection and asks what came of it")
    func asks() {
        let rig = stopped()
        #expect(rig.cancelledPosts == 1)
        #expect(rig.questions.map(\.path) == ["status?sessionId=s&request=key"])
        #expect(rig.questions.map(\.method) == [.get])
        #expect(rig.alarms == [.verdict: .seconds(2)])
        #expect(rig.end == nil)
    }

    @Test("Says that the service stopped only when the service says it", arguments: ["stopped", "failed"])
    func byService(word: String) {
        var rig = stopped()
        rig.tellStatus(AmityWire.status(word))
        #expect(rig.events == [.text("Half"), .ended(.stopped(.byService))])
    }

    @Test("A service that had finished brings the whole text")
    func finished() {
        var rig = stopped()
        rig.tellStatus(AmityWire.status("finished", answer: "Half and whole"))
        #expect(rig.events == [.text("Half"), .text(" and whole"), .ended(.stopped(.alreadyFinished))])
        rig = stopped()
        rig.tellStatus(AmityWire.status("finished"))
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("A service that has not noticed yet is asked again, at growing distances", arguments: ["active", "none"])
    func notYet(word: String) {
        var rig = stopped()
        for wait in [50, 100, 200, 400] {
            rig.tellStatus(AmityWire.status(word))
            #expect(rig.alarms[.question] == .milliseconds(wait))
            let count = rig.questions.count
            rig.ring(.question)
            #expect(rig.questions.count == count + 1)
        }
        rig.tellStatus(AmityWire.status("stopped"))
        #expect(rig.end == .stopped(.byService))
    }

    @Test(
        "Without a word that says so it is stopped here only",
        arguments: [
            (404, "{}"), (200, "{}"), (200, "<html>"), (500, AmityWire.error("x", status: 500)),
            (401, AmityWire.error("x", status: 401)), (200, AmityWire.status("paused")),
            (200, AmityWire.status("stopped", session: "other")), (302, AmityWire.status("stopped")),
        ])
    func hereOnly(status: Int, body: String) {
        var rig = stopped()
        rig.tellStatus(body, status: status)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("Neither is it when the service cannot be asked, or does not answer in time")
    func noAnswer() {
        var rig = stopped()
        rig.feed(.answered(question: rig.exchange.question, .failure(.closed(afterFirstByte: false))))
        #expect(rig.end == .stopped(.hereOnly))
        rig = stopped()
        rig.ring(.verdict)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("An answer to an older question does not count")
    func olderQuestion() {
        var rig = stopped()
        let older = rig.exchange.question
        rig.tellStatus(AmityWire.status("active"))
        rig.ring(.question)
        let answer = ServiceAnswer(status: 200, body: Array(AmityWire.status("none").utf8))
        rig.feed(.answered(question: older, .success(answer)))
        #expect(rig.alarms[.question] == nil)
        #expect(rig.end == nil)
    }

    @Test("Text that had come before the connection closed is not shown any more, but the end is believed")
    func late() {
        var rig = stopped()
        rig.receive(AmityWire.active("Half and"))
        #expect(rig.text == "Half")
        rig.fail(.closed(afterFirstByte: true))
        #expect(rig.end == nil)
        rig.tellStatus(AmityWire.status("stopped"))
        #expect(rig.events == [.text("Half"), .ended(.stopped(.byService))])

        rig = stopped()
        rig.receive(AmityWire.active("Half and") + AmityWire.finished("Half and whole"))
        #expect(rig.text == "Half and whole")
        #expect(rig.end == .stopped(.alreadyFinished))

        rig = stopped()
        rig.receive(AmityWire.active("Half and") + "data: {\"__status\":\"finished\"}\n")
        #expect(rig.text == "Half and")
        #expect(rig.end == .stopped(.alreadyFinished))
    }

    @Test("Before the service has begun to answer it is stopped and asked as well")
    func beforeAnswer() {
        var rig = AmityRig(remoteThread: nil)
        rig.feed(.stop)
        #expect(rig.cancelledPosts == 1)
        #expect(rig.questions.map(\.path) == ["status?sessionId=new&request=key"])
        rig.tellStatus(AmityWire.status("stopped", session: "new"))
        #expect(rig.events == [.ended(.stopped(.byService))])
    }

    @Test("Between two attempts nothing runs that could be stopped")
    func betweenAttempts() {
        var rig = AmityRig()
        rig.refuse(503)
        rig.feed(.stop)
        #expect(rig.questions.isEmpty)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("A second stop does nothing, and dropping ends at once")
    func twice() {
        var rig = stopped()
        rig.feed(.stop)
        #expect(rig.cancelledPosts == 1)
        #expect(rig.questions.count == 1)
        rig.feed(.drop)
        #expect(rig.end == .stopped(.hereOnly))
        rig.tellStatus(AmityWire.status("stopped"))
        #expect(rig.events.ends == [.stopped(.hereOnly)])
    }
}
