import ChatModel
import Testing
import WireFormats

@testable import Providers

/// All that can happen to a run, in every order.
@Suite("The order of things in a BetterForms reply")
struct BetterFormsOrderTests {
    enum Step: CaseIterable {
        case ack, threadInfo, first, second, end, error, stop

        func happen(to rig: inout BetterFormsRig) {
            switch self {
            case .ack: rig.ack()
            case .threadInfo: rig.hear(.threadInfo(threadID: "thread_1", runID: "run_1"))
            case .first: rig.hear(.delta("1"))
            case .second: rig.hear(.delta("2"))
            case .end: rig.end()
            case .error: rig.hear(.error(.init(message: "No")))
            case .stop: rig.feed(.stop)
            }
        }
    }

    /// Every order of every choice of so many steps.
    private func orders(of count: Int, from steps: [Step] = Step.allCases) -> [[Step]] {
        guard count > 0 else { return [[]] }
        return steps.flatMap { step in
            orders(of: count - 1, from: steps.filter { $0 != step }).map { [step] + $0 }
        }
    }

    /// The wish to stop is answered after all else, and then all time passes.
    private func play(_ order: [Step], stopAnswer: String?) -> BetterFormsRig {
        var rig = BetterFormsRig.posting()
        for step in order { step.happen(to: &rig) }
        if let stopAnswer, !rig.stops.isEmpty { rig.answerStop(stopAnswer) }
        rig.wait()
        return rig
    }

    private func check(_ order: [Step], _ rig: BetterFormsRig) {
        let decisive = order.first { [.end, .error, .stop].contains($0) }
        let before = order.prefix { $0 != decisive }
        let shown = before.map { $0 == .first ? "1" : $0 == .second ? "2" : "" }.joined()
        let all = order.filter { $0 == .first || $0 == .second }.map { $0 == .first ? "1" : "2" }.joined()
        let names = rig.events.filter { if case .threadNamed = $0 { true } else { false } }
        var isRight = rig.events.ends.count == 1 && rig.end != nil && rig.stops.count <= 1 && names.count <= 1
        switch decisive {
        case .end:
            // Only while the name of the thread is waited for can a wish come in time.
            isRight = isRight && (rig.end == .complete || rig.end == .stopped(.alreadyFinished)) && rig.text == shown
        case .error: isRight = isRight && rig.end?.isFailed == true && rig.text == shown
        case .stop:
            if rig.end == .stopped(.alreadyFinished) {
                isRight = isRight && order.contains(.end) && all.hasPrefix(rig.text)
            } else {
                isRight = isRight && rig.text == shown
            }
            if case .stopped = rig.end {} else { isRight = false }
        default: isRight = isRight && rig.end?.isInterrupted == true && rig.text == shown
        }
        #expect(isRight, "\(order): \(rig.events)")
    }

    @Test(
        "Every order of everything ends once, and as what came first says", arguments: [nil, "cancelled", "completed"])
    func all(status: String?) {
        let steps = Step.allCases.filter { $0 != .second }
        for order in orders(of: steps.count, from: steps) {
            check(order, play(order, stopAnswer: status.map { #"{"status":"\#($0)"}"# }))
        }
    }

    @Test("So does every order in which something is missing", arguments: 0...5)
    func some(count: Int) {
        for order in orders(of: count) { check(order, play(order, stopAnswer: #"{"status":"cancelled"}"#)) }
    }

    @Test("Never is it whole without an end, nor without the socket that would bring it", arguments: 0...4)
    func cut(count: Int) {
        for order in orders(of: count, from: [.ack, .threadInfo, .first, .second]) {
            var rig = BetterFormsRig.posting()
            for step in order { step.happen(to: &rig) }
            rig.loseSocket()
            rig.wait()
            #expect(rig.events.ends.count == 1)
            #expect(rig.end?.isInterrupted == true, "\(order)")
        }
    }
}
