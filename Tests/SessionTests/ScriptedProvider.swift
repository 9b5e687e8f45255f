import ChatModel
import Session
import Synchronization

/// What the session asked of a service, and the test's hand on what comes back.
struct Ask: Sendable {
    enum Wish: Hashable { case stop, drop }

    let request: ReplyRequest
    let wishes: AsyncStream<Wish>
    fileprivate let continuation: AsyncStream<ReplyEvent>.Continuation

    func answer(_ events: ReplyEvent...) {
        for event in events { continuation.yield(event) }
    }

    func end(_ end: ReplyEnd) {
        continuation.yield(.ended(end))
        continuation.finish()
    }

    /// The stream is over without an end.
    func breakOff() { continuation.finish() }

    func nextWish() async -> Wish? {
        var iterator = wishes.makeAsyncIterator()
        return await iterator.next()
    }
}

/// A service that answers what the test says.
final class ScriptedProvider: ReplyProvider {
    private let asks: AsyncStream<Ask>
    private let entry: AsyncStream<Ask>.Continuation
    private let count = Mutex(0)
    private let answer = Mutex(Reachability.reachable)

    init() { (asks, entry) = AsyncStream.makeStream() }

    /// How often a reply was asked for.
    var askCount: Int { count.withLock { $0 } }

    func becomes(_ reachability: Reachability) { answer.withLock { $0 = reachability } }

    func reply(to request: ReplyRequest) -> ReplyHandle {
        count.withLock { $0 += 1 }
        let (events, continuation) = AsyncStream.makeStream(of: ReplyEvent.self)
        let (wishes, wish) = AsyncStream.makeStream(of: Ask.Wish.self)
        entry.yield(Ask(request: request, wishes: wishes, continuation: continuation))
        return ReplyHandle(events: events, stop: { wish.yield(.stop) }, drop: { wish.yield(.drop) })
    }

    func reachability() async -> Reachability { answer.withLock { $0 } }

    /// The next request that the session made.
    func nextAsk() async throws -> Ask {
        var iterator = asks.makeAsyncIterator()
        guard let ask = await iterator.next() else { throw CancellationError() }
        return ask
    }
}
