import ChatModel
import Session
import Synchronization

/// A session among scripted parts.
struct Stage: Sendable {
    static let service = Service(id: "local", name: "Local service", assistant: "Guide")
    static let other = Service(id: "other", name: "Other service", assistant: "Helper", files: .ids)
    static let thread = ThreadID("thread")

    let clock = ManualClock()
    let provider = ScriptedProvider()
    let otherProvider = ScriptedProvider()
    let directory = ScriptedDirectory()
    let watcher = Watcher()
    let store: MemoryStore
    let hub: SessionHub

    /// Started and watched, with one empty thread that is open.
    static func opened(withOther: Bool = false, files: FileIntake = .none) async throws -> Stage {
        let stage = try await Stage(
            store: MemoryStore(threads: [row()]), withOther: withOther,
            service: Service(id: service.id, name: service.name, assistant: service.assistant, files: files))
        stage.hub.perform(.openThread(thread))
        await stage.watcher.until { $0.messages[thread] != nil }
        return stage
    }

    /// - Parameters:
    ///   - withOther: the session has a second service, whose assistants can be managed.
    ///   - remembered: what is kept of the assistants of that service.
    init(
        store: MemoryStore, withOther: Bool = false, service: Service = Self.service, other: Service = Self.other,
        remembered: AssistantList? = nil
    ) async throws {
        self.store = store
        if let remembered { await directory.keeps(remembered) }
        let (clock, names) = (clock, NameSource())
        hub = SessionHub(
            store: store,
            services: [ConnectedService(service, provider: provider)]
                + (withOther ? [ConnectedService(other, provider: otherProvider, directory: directory)] : []),
            clock: clock,
            now: { Timestamp(milliseconds: 0) + clock.now.offset },
            newName: { names.next() })
        try await hub.start()
        let watcher = watcher
        watcher.begin(with: await hub.subscribe { watcher.take($0) }.state)
        await watcher.until { $0.services.first?.reachability == .reachable }
    }

    static func row(isEmpty: Bool = true, isUnread: Bool = false) -> ChatThread {
        ChatThread(
            id: thread, title: "New thread", createdAt: Timestamp(milliseconds: 0),
            activeAt: Timestamp(milliseconds: 0), isUnread: isUnread, service: service.id, isEmpty: isEmpty)
    }

    /// Sends a prompt and returns what the service is asked.
    func ask(_ text: String) async throws -> Ask {
        hub.perform(.send(Self.thread, text: text))
        return try await provider.nextAsk()
    }

    /// Waits for the newest reply to have this state.
    @discardableResult
    func reply(is state: MessageState) async -> SessionState {
        await watcher.until { $0.replies.last?.state == state && $0.runs.isEmpty }
    }

    /// Waits until the store holds what the session shows.
    func saved() async {
        let shown = await hub.subscribe { _ in }.state
        await store.until { $0.threads == shown.threads && $0.messages == shown.messages && $0.drafts == shown.drafts }
    }
}

final class NameSource: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        count.withLock {
            $0 += 1
            return "n\($0)"
        }
    }
}

extension SessionState {
    var texts: [String] { messages[Stage.thread, default: []].map(\.text) }
    var states: [MessageState] { messages[Stage.thread, default: []].map(\.state) }
    var replies: [Message] { messages[Stage.thread, default: []].filter { $0.role == .assistant } }
    var run: Run? { run(in: Stage.thread) }
}

extension Failure {
    static let diskFull = Failure(what: "The disk is full", why: "no space is left", remedy: "make room")
    static let refused = Failure(what: "The service refused")
}
