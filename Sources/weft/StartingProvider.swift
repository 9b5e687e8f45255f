import ChatModel
import Session

/// A provider that may have to be started first: what it is asked waits until it stands.
///
/// So the screen is up before the local service listens, and a start that failed is tried again by the next question.
struct StartingProvider: ReplyProvider {
    /// The provider that stands, or one that is started now, or why there is none. Called for each question.
    let provider: @Sendable () async -> Result<any ReplyProvider, Failure>

    private enum Wish {
        case stop, drop
    }

    func reply(to request: ReplyRequest) -> ReplyHandle {
        let (events, eventSink) = AsyncStream.makeStream(of: ReplyEvent.self)
        let (wishes, wishSink) = AsyncStream.makeStream(of: Wish.self)
        let relay = Task {
            switch await provider() {
            case .success(let provider):
                // Nobody listens any more, so nobody is asked.
                guard !Task.isCancelled else { break }
                await Self.relay(provider.reply(to: request), wishes: wishes, to: eventSink)
            case .failure(let failure):
                eventSink.yield(.ended(.failed(failure)))
            }
            eventSink.finish()
            wishSink.finish()
        }
        eventSink.onTermination = { reason in
            if case .cancelled = reason { relay.cancel() }
        }
        return ReplyHandle(events: events, stop: { wishSink.yield(.stop) }, drop: { wishSink.yield(.drop) })
    }

    func reachability() async -> Reachability {
        switch await provider() {
        case .success(let provider): await provider.reachability()
        case .failure(let failure): .unreachable(failure)
        }
    }

    private static func relay(
        _ handle: ReplyHandle, wishes: AsyncStream<Wish>, to sink: AsyncStream<ReplyEvent>.Continuation
    ) async {
        let obeying = Task {
            for await wish in wishes {
                switch wish {
                case .stop: handle.stop()
                case .drop: handle.drop()
                }
            }
        }
        for await event in handle.events { sink.yield(event) }
        obeying.cancel()
    }
}
