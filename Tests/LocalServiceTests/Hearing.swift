import ChatModel
import Providers

/// The events of a reply, as they come.
struct Hearing {
    let reply: StreamingReply
    private var iterator: AsyncStream<ReplyEvent>.Iterator
    private(set) var events: [ReplyEvent] = []

    init(_ reply: StreamingReply) {
        self.reply = reply
        iterator = reply.events.makeAsyncIterator()
    }

    /// Returns when the event has come, or the last one.
    mutating func until(_ isIt: (ReplyEvent) -> Bool) async {
        while let event = await iterator.next(isolation: #isolation) {
            events.append(event)
            if isIt(event) { return }
        }
    }

    /// All events, after the last has come.
    mutating func rest() async -> [ReplyEvent] {
        await until { _ in false }
        return events
    }

    var threadName: String? { events.threadName }

    var ends: Int { events.count { if case .ended = $0 { true } else { false } } }

    /// As the person sees it.
    var text: String {
        events.reduce(into: "") { text, event in
            switch event {
            case .text(let piece): text += piece
            case .wholeText(let whole): text = whole
            default: break
            }
        }
    }
}

extension [ReplyEvent] {
    var threadName: String? {
        compactMap { if case .threadNamed(let name) = $0 { name } else { nil } }.last
    }
}
