import ChatModel
import Synchronization
import Testing

@testable import Providers

@Suite("Whether a service replies, streams, ends and stops", .timeLimit(.minutes(1)))
struct CheckReplyTests {
    /// A reply of which a test says what comes, and what comes of a stop.
    private struct Script {
        var events: [ReplyEvent] = []
        var stopped: [ReplyEvent] = []
        var dropped: [ReplyEvent] = [.ended(.stopped(.hereOnly))]
    }

    private func check(_ script: Script, limits: CheckLimits = CheckLimits()) -> ReplyCheck {
        ReplyCheck(
            reply: { _ in
                let (events, sink) = AsyncStream.makeStream(of: ReplyEvent.self)
                let isOver = Mutex(false)
                @Sendable func say(_ events: [ReplyEvent]) {
                    isOver.withLock { isOver in
                        for event in events where !isOver {
                            sink.yield(event)
                            if case .ended = event {
                                isOver = true
                                sink.finish()
                            }
                        }
                    }
                }
                say(script.events)
                return StreamingReply(
                    events: events, stop: { say(script.stopped) }, drop: { say(script.dropped) })
            }, limits: limits, service: "here")
    }

    private func failure(_ verdict: CheckFinding.Verdict) -> Failure? {
        if case .failed(let failure) = verdict { failure } else { nil }
    }

    @Test("Pieces and an end are a good reply")
    func good() async {
        let verdict = await check(Script(events: [.text("one"), .text(" two"), .ended(.complete)])).replies()
        guard case .passed(let words) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(words.hasPrefix("2 pieces, the first after "))
    }

    @Test(
        "A whole answer in one piece is not streamed", arguments: [ReplyEvent.text("one two"), .wholeText("one two")])
    func onePiece(event: ReplyEvent) async {
        let verdict = await check(Script(events: [event, .ended(.complete)])).replies()
        #expect(failure(verdict)?.what == "The service does not stream")
    }

    @Test("An end without a word is a failure, and so is what the service says of one")
    func empty() async {
        let notice = MessagePart(id: "notice-1", kind: .notice, title: "x")
        let empty = await check(Script(events: [.part(notice), .text(""), .ended(.complete)])).replies()
        #expect(failure(empty)?.what == "The answer is empty")
        let reason = Failure(what: "No answer came", why: "here closed the connection before the end")
        for end in [ReplyEnd.failed(reason), .interrupted(reason)] {
            #expect(failure(await check(Script(events: [.text("a"), .ended(end)])).replies()) == reason)
            #expect(failure(await check(Script(events: [.text("a"), .ended(end)])).stops()) == reason)
        }
    }

    private let soon = CheckLimits(reply: .milliseconds(50), stop: .milliseconds(50))

    @Test("A reply that does not end is stopped at the limit, and named")
    func endless() async {
        let stopping = Script(events: [.text("a"), .text("b")], stopped: [.ended(.stopped(.byService))])
        var found = failure(await check(stopping, limits: soon).replies())
        #expect(found?.what == "The reply does not end")
        #expect(found?.why == "after 50ms and 2 pieces here still went on; it stopped when asked to")
        found = failure(await check(Script(events: [.text("a")]), limits: soon).replies())
        #expect(found?.why == "after 50ms and 1 pieces here still went on; asked to stop, it did not confirm")
        found = failure(await check(Script(), limits: soon).replies())
        #expect(found?.what == "No answer came")
        #expect(found?.why == "here said nothing for 50ms; asked to stop, it did not confirm")
    }

    @Test("A stop is confirmed, comes too late, or is not confirmed")
    func stops() async {
        func verdict(_ end: ReplyEnd) async -> CheckFinding.Verdict {
            await check(Script(events: [.text("a")], stopped: [.ended(end)])).stops()
        }
        #expect(await verdict(.stopped(.byService)) == .passed("the service stopped"))
        #expect(await verdict(.stopped(.alreadyFinished)) == .skipped("the reply had already finished"))
        #expect(await verdict(.complete) == .skipped("the reply had already finished"))
        #expect(failure(await verdict(.stopped(.hereOnly)))?.what == "The stop is not confirmed")
        let deaf = await check(Script(events: [.text("a")]), limits: soon).stops()
        #expect(failure(deaf)?.what == "The stop is not confirmed")
    }
}
