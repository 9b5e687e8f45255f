import TerminalFront
import Testing

@Suite struct FramePacerTests {
    private let start = ContinuousClock.now

    @Test("what a person does is drawn at once, however short ago the last frame was")
    func urgent() {
        var pacer = FramePacer()
        let drawn1 = pacer.takeFrame(at: start, isUrgent: true)
        #expect(drawn1)
        let drawn2 = pacer.takeFrame(at: start, isUrgent: true)
        #expect(drawn2)
    }

    @Test("a hundred deltas within an interval cost one frame")
    func paced() {
        var pacer = FramePacer()
        _ = pacer.takeFrame(at: start, isUrgent: true)
        let drawn = (0..<100).filter { step in
            pacer.wish()
            return pacer.takeFrame(at: start + .microseconds(160 * step), isUrgent: false)
        }
        #expect(drawn.isEmpty)
        #expect(pacer.deadline == start + FramePacer.interval)
        let due = start + FramePacer.interval
        let drawn3 = pacer.takeFrame(at: due, isUrgent: false)
        #expect(drawn3)
        #expect(pacer.deadline == nil)
    }

    @Test("it holds back until the interval is over, and from the first frame on only")
    func holdsBack() {
        var pacer = FramePacer()
        #expect(!pacer.isWaiting(at: start))
        _ = pacer.takeFrame(at: start, isUrgent: true)
        #expect(pacer.isWaiting(at: start))
        #expect(pacer.isWaiting(at: start + FramePacer.interval - .nanoseconds(1)))
        #expect(!pacer.isWaiting(at: start + FramePacer.interval))
    }

    @Test("a delta after a pause is drawn at once")
    func afterPause() {
        var pacer = FramePacer()
        _ = pacer.takeFrame(at: start, isUrgent: true)
        pacer.wish()
        let drawn4 = pacer.takeFrame(at: start + .seconds(1), isUrgent: false)
        #expect(drawn4)
    }

    @Test("nothing to show draws nothing and sets no deadline")
    func quiet() {
        var pacer = FramePacer()
        let drawn5 = pacer.takeFrame(at: start, isUrgent: false)
        #expect(!drawn5)
        #expect(pacer.deadline == nil)
    }
}
