import ChatModel
import TestSupport
import Testing

@testable import Providers

/// Sends by the hundred, each with faults of its own that its number decides: a failed one can be repeated.
@Suite("Faulty sends", .timeLimit(.minutes(1)))
struct FaultSendTests {
    /// Most of them where a reply has two connections, whose faults meet.
    @Test(
        "No message is sent twice, each send has one end, and none is whole that is not",
        arguments: [(FaultSubject.assisters, 1000), (.amity, 250), (.betterForms, 250)])
    func sends(subject: FaultSubject, count: Int) async throws {
        let ledger = SendLedger(subject)
        try await subject.serving({ ledger.answer($0) }, silence: .seconds(10)) { client, _ in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<count {
                    if number >= 50 { await group.next() }
                    group.addTask {
                        let events = await client.reply(ledger.request(number)).events()
                        check(number, events, ledger.send(number))
                    }
                }
            }
        }
        let sends = (0..<count).map(ledger.send)
        #expect(sends.count { $0.posts.count > 1 } > count / 10, "the faults are worth the test")
        #expect(sends.count { $0.isWhole } > count / 3)
    }

    private func check(_ number: Int, _ events: [ReplyEvent], _ send: SendLedger.Send) {
        #expect(events.ends.count == 1, "\(number)")
        #expect(events.last == events.ends.first.map { .ended($0) }, "\(number)")
        #expect(Set(send.posts.map(\.key)).count == 1, "\(number): one key is one message for the service")
        #expect(send.posts.allSatisfy { $0.key != nil })
        #expect(Set(send.posts.map(\.body)).count == 1, "\(number)")
        #expect(send.posts.count <= 3, "\(number)")
        #expect(!send.hasPostAfterAnswer, "\(number): nothing is sent again once its answer has begun")
        let firstText = events.firstIndex { if case .text = $0 { true } else { false } } ?? events.count
        let lastRetry = events.lastIndex { if case .retrying = $0 { true } else { false } } ?? -1
        #expect(lastRetry < firstText, "\(number): nothing is sent again once text is shown")
        // An attempt may be lost before the service has heard of it.
        #expect(events.retries.count >= send.posts.count - 1, "\(number)")
        if events.ends == [.complete] {
            #expect(send.isWhole, "\(number)")
            #expect(events.text == SendLedger.text, "\(number)")
        }
    }
}
