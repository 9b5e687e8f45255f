import ChatModel
import Synchronization
import TerminalFront
import Testing

@Suite struct InboxTests {
    @Test("it rings once until it is emptied")
    func rings() {
        let counter = Counter()
        let inbox = Inbox { counter.increment() }
        for _ in 0..<10 { inbox.put(.runEnded("r")) }
        #expect(counter.value == 1)
        #expect(inbox.take().count == 10)
        inbox.put(.runEnded("r"))
        #expect(counter.value == 2)
    }

    @Test("growth of one reply merges, and nothing else does")
    func merges() {
        let inbox = Inbox {}
        let events: [Event] = [
            .replyGrew("t", "a", by: "one "), .replyGrew("t", "a", by: "two "), .replyGrew("t", "b", by: "x"),
            .replyGrew("t", "a", by: "three"), .runEnded("r"), .runEnded("r"),
        ]
        for event in events { inbox.put(event) }
        #expect(
            inbox.take() == [
                .replyGrew("t", "a", by: "one two "), .replyGrew("t", "b", by: "x"), .replyGrew("t", "a", by: "three"),
                .runEnded("r"), .runEnded("r"),
            ])
        #expect(inbox.take().isEmpty)
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increment() { count.withLock { $0 += 1 } }
}
