import ChatModel
import Session
import Synchronization
import Testing

@testable import weft

@Suite("A provider that is still starting", .timeLimit(.minutes(1)))
struct StartingProviderTests {
    /// Writes down what it is asked, and says what a test hands it.
    private final class Recorder: ReplyProvider {
        private let seen = Mutex<[String]>([])
        let sink: AsyncStream<ReplyEvent>.Continuation
        private let events: AsyncStream<ReplyEvent>
        private let wished = AsyncStream.makeStream(of: String.self)

        init() { (events, sink) = AsyncStream.makeStream() }

        func reply(to request: ReplyRequest) -> ReplyHandle {
            note("reply")
            return ReplyHandle(events: events, stop: { self.note("stop") }, drop: { self.note("drop") })
        }

        func reachability() async -> Reachability { .reachable }

        func note(_ word: String) {
            seen.withLock { $0.append(word) }
            wished.continuation.yield(word)
        }

        /// What has been asked, as soon as it is so much.
        func asked(_ count: Int) async -> [String] {
            var words: [String] = []
            for await word in wished.stream {
                words.append(word)
                if words.count == count { break }
            }
            return words
        }

        var all: [String] { seen.withLock { $0 } }
    }

    private let request = ReplyRequest(
        run: "r",
        thread: ChatThread(
            id: "t", title: "", createdAt: Timestamp(milliseconds: 0), activeAt: Timestamp(milliseconds: 0),
            service: "s"
        ),
        prompt: Message(
            id: "p", thread: "t", role: .user, text: "Hello?", createdAt: Timestamp(milliseconds: 0), state: .sent),
        history: [])

    private func starting(
        _ provider: any ReplyProvider
    ) -> (provider: StartingProvider, start: @Sendable () -> Void) {
        let (gate, opening) = AsyncStream.makeStream(of: Never.self)
        let task = Task<Result<any ReplyProvider, Failure>, Never> {
            for await _ in gate {}
            return .success(provider)
        }
        return (StartingProvider { await task.value }, { opening.finish() })
    }

    @Test("Wishes from before it stands are obeyed after, in order; what comes is handed on in order")
    func earlyWishes() async {
        let recorder = Recorder()
        let (provider, start) = starting(recorder)
        let handle = provider.reply(to: request)
        handle.stop()
        handle.drop()
        #expect(recorder.all.isEmpty)
        start()
        #expect(await recorder.asked(3) == ["reply", "stop", "drop"])
        let said: [ReplyEvent] = [.threadNamed("n"), .text("a"), .text("b"), .ended(.stopped(.byService))]
        for event in said { recorder.sink.yield(event) }
        recorder.sink.finish()
        var heard: [ReplyEvent] = []
        for await event in handle.events { heard.append(event) }
        #expect(heard == said)
    }

    @Test("A reply that nobody listens to any more is not asked for")
    func abandoned() async {
        let recorder = Recorder()
        let (provider, start) = starting(recorder)
        let handle = provider.reply(to: request)
        let listener = Task { for await _ in handle.events {} }
        listener.cancel()
        await listener.value
        start()
        #expect(await provider.reachability() == .reachable)
        let next = provider.reply(to: request)
        #expect(await recorder.asked(1) == ["reply"])
        recorder.sink.yield(.ended(.complete))
        recorder.sink.finish()
        for await _ in next.events {}
        #expect(recorder.all == ["reply"])
    }

    @Test("A start that failed is the end of every reply, in its words")
    func failure() async {
        let failure = Failure(what: "The local service cannot start", why: "the disk is full", remedy: "make room")
        let provider = StartingProvider { .failure(failure) }
        for _ in 1...2 {
            let handle = provider.reply(to: request)
            handle.stop()
            var heard: [ReplyEvent] = []
            for await event in handle.events { heard.append(event) }
            #expect(heard == [.ended(.failed(failure))])
        }
        #expect(await provider.reachability() == .unreachable(failure))
    }

    @Test("After a start that failed the next question starts it again")
    func secondStart() async {
        let failure = Failure(what: "The local service cannot start", why: "the disk is full", remedy: "make room")
        let recorder = Recorder()
        let starts = Mutex(0)
        let provider = StartingProvider {
            let count = starts.withLock { count in
                count += 1
                return count
            }
            return count < 3 ? .failure(failure) : .success(recorder)
        }
        var heard: [ReplyEvent] = []
        for await event in provider.reply(to: request).events { heard.append(event) }
        #expect(heard == [.ended(.failed(failure))])
        #expect(await provider.reachability() == .unreachable(failure))
        #expect(await provider.reachability() == .reachable)
        let handle = provider.reply(to: request)
        recorder.sink.yield(.ended(.complete))
        recorder.sink.finish()
        heard = []
        for await event in handle.events { heard.append(event) }
        #expect(heard == [.ended(.complete)])
        #expect(recorder.all == ["reply"])
    }
}
