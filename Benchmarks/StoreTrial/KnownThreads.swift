import ChatModel
import Store

/// What a store should hold, by the meaning of the events alone.
struct KnownThreads {
    var threads: [ThreadID: StoredThread] = [:]

    init() {}

    /// All that a store holds.
    init(of store: ThreadDatabase) async throws(Failure) {
        for scope in ThreadQuery.Scope.allCases {
            let page = try await store.list(ThreadQuery(scope: scope), around: 0, limit: .max)
            for thread in page.threads { threads[thread.id] = try await store.read(thread.id) }
        }
    }

    mutating func apply(_ event: Event) {
        switch event {
        case .threadSaved(let thread):
            threads[thread.id, default: StoredThread(thread: thread, messages: [])].thread = thread
        case .threadsErased(let gone): for thread in gone { threads[thread] = nil }
        case .messageAdded(let message): threads[message.thread]?.messages.append(message)
        case .replyGrew(let thread, let id, let piece): change(id, in: thread) { $0.text += piece }
        case .replyReplaced(let thread, let id, let text): change(id, in: thread) { $0.text = text }
        case .messagePartSet(let thread, let id, let part): change(id, in: thread) { $0.set(part) }
        case .messageStateChanged(let thread, let id, let state): change(id, in: thread) { $0.state = state }
        case .branchChosen(let thread, let id): threads[thread]?.through = id
        case .draftSaved(let thread, let text): threads[thread]?.draft = text
        default: break
        }
    }

    /// What an open of the store does to replies that the process before left running.
    mutating func interruptRunning(because failure: Failure) {
        for (id, stored) in threads {
            for message in stored.messages where message.state == .running {
                change(message.id, in: id) { $0.state = .interrupted(failure) }
                threads[id]?.thread.hasFailed = true
            }
        }
    }

    private mutating func change(_ id: MessageID, in thread: ThreadID, _ body: (inout Message) -> Void) {
        guard let place = threads[thread]?.messages.firstIndex(where: { $0.id == id }) else { return }
        threads[thread]?.messages[place].mutate(body)
    }

    /// The first difference, in words; nil if there is none.
    func difference(from other: KnownThreads) -> String? {
        for id in Set(threads.keys).union(other.threads.keys) where threads[id] != other.threads[id] {
            return "\(id.text):\n\(String(describing: threads[id]))\n\(String(describing: other.threads[id]))"
        }
        return nil
    }
}

extension Message {
    fileprivate mutating func mutate(_ body: (inout Message) -> Void) { body(&self) }
}
