import ChatModel
import Synchronization
import TestSupport

/// A service that does to each send what its plan says, and keeps account of what it was sent.
final class SendLedger: Sendable {
    struct Post: Hashable {
        let key: String?
        let body: [UInt8]
    }

    struct Send {
        var posts: [Post] = []
        /// An answer had begun that is no refusal.
        var hasBegunAnswer = false
        var hasPostAfterAnswer = false
        /// The service has said the whole reply, over one connection or the other.
        var isWhole = false
        fileprivate let posted = Gate()
    }

    static let text = "One two three."
    private static let stream =
        Wire.delta("One") + Wire.delta(" two") + Wire.delta(" three.") + Wire.final(text, status: "completed")

    private let subject: FaultSubject
    private let log = Mutex<[Int: Send]>([:])

    init(_ subject: FaultSubject) { self.subject = subject }

    func send(_ number: Int) -> Send { log.withLock { $0[number, default: Send()] } }

    func request(_ number: Int) -> ReplyRequest { .sample(remoteThread: "send-\(number)-") }

    func answer(_ request: FaultRequest) -> FaultAnswer {
        let words = (request.target + request.text).components(after: "send-")
        guard let number = words.first.flatMap({ Int($0.prefix { $0.isNumber }) }) else {
            return .json("{}", status: 404)
        }
        let plan = SendPlan(number: number)
        if request.isStream { return stream(plan.stream, of: number) }
        let attempt = change(number) { send in
            send.hasPostAfterAnswer = send.hasPostAfterAnswer || send.hasBegunAnswer
            send.posts.append(Post(key: request.header("Idempotency-Key"), body: request.body))
            send.posted.open()
            return send.posts.count
        }
        return answer(to: plan.posts[min(attempt, plan.posts.count) - 1], of: number)
    }

    @discardableResult
    private func change<Result: Sendable>(_ number: Int, _ body: (inout Send) -> Result) -> Result {
        log.withLock { body(&$0[number, default: Send()]) }
    }

    private func answer(to fault: SendPlan.PostFault, of number: Int) -> FaultAnswer {
        let (body, type) = subject.answer(Self.text)
        let whole = FaultAnswer.whole(200, type: type, Array(body.utf8))
        let head = whole.bytes.count - body.utf8.count
        switch fault {
        case .lost(let ending): return .ending(ending)
        case .refused(let status, let asks):
            return .json(Wire.error("not now"), status: status, fields: asks ? ["Retry-After": "0.001"] : [:])
        case .cutInHead(let ending): return whole.cut(after: head / 2, then: .end(ending))
        case .cutInBody(let share, let ending):
            // What is torn down may be gone before it was read.
            if ending == .finished { change(number) { $0.hasBegunAnswer = true } }
            return whole.cut(after: head + (body.utf8.count - 3) * share / 100, then: .end(ending))
        case .none:
            change(number) {
                $0.hasBegunAnswer = true
                $0.isWhole = true
            }
            return whole
        }
    }

    private func stream(_ fault: SendPlan.StreamFault, of number: Int) -> FaultAnswer {
        let posted = send(number).posted
        let begun = FaultAnswer.eventStream + .waiting { await posted.wait() }
        let recording = FaultAnswer.text(Self.stream)
        switch fault {
        case .refused(let status): return .json("", status: status, fields: ["Location": "/elsewhere"])
        case .silent: return begun + .stalling
        case .cut(let share, let ending):
            let count = Self.stream.utf8.count * share / 100
            if count >= Self.stream.utf8.count - 2 { change(number) { $0.isWhole = true } }
            return begun + recording.cut(after: count, then: .end(ending))
        case .sliced(let size):
            change(number) { $0.isWhole = true }
            return begun + recording.sliced(into: size) + .text(Wire.done) + .stalling
        }
    }
}

extension String {
    /// What stands after each place where a text stands.
    fileprivate func components(after mark: String) -> [Substring] {
        ranges(of: mark).map { self[$0.upperBound...] }
    }
}
