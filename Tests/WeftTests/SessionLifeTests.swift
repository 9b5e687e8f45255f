import ChatModel
import Foundation
import Session
import Store
import Synchronization
import Testing

@testable import weft

/// Session, store, client and local service together, as the program builds them, without the screen.
@Suite("A session with its store and its local service", .timeLimit(.minutes(1)))
struct SessionLifeTests {
    /// The replica of a front, and those who wait for it to change.
    private final class Replica: Sendable {
        private let state: Mutex<SessionState>
        private let bell = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

        init() { state = Mutex(SessionState()) }

        func begin(with session: SessionState) { state.withLock { $0 = session } }

        func take(_ event: Event) {
            state.withLock { $0.apply(event) }
            bell.continuation.yield()
        }

        /// The replica, as soon as it is so.
        @discardableResult
        func until(_ isSo: (SessionState) -> Bool) async -> SessionState {
            var now = state.withLock { $0 }
            if isSo(now) { return now }
            for await _ in bell.stream {
                now = state.withLock { $0 }
                if isSo(now) { break }
            }
            return now
        }
    }

    private struct Life {
        let hub: SessionHub
        let replica = Replica()
        private let installation: LocalInstallation
        private let store: ThreadDatabase

        init(_ locations: Locations) async throws {
            try ProcessSafety.makeDirectory(locations.state)
            let store = try ThreadDatabase.open(directory: locations.threads, now: .now)
            self.store = store
            let installation = LocalInstallation(locations: locations)
            self.installation = installation
            let service = Service(id: "local", name: "Local service", assistant: "Guide")
            hub = SessionHub(
                store: store,
                services: [
                    ConnectedService(
                        service, provider: StartingProvider { await installation.client(.assisters).map { $0 } })
                ],
                clock: ContinuousClock(), now: { .now }, newName: Names.next)
            try await hub.start()
            let replica = replica
            // Begun with an empty state, for an event may come before the state is handed over.
            let (state, _) = await hub.subscribe { replica.take($0) }
            replica.begin(with: state)
        }

        func quit() async {
            await hub.shutdown()
            await installation.shutdown()
        }
    }

    @Test("What was sent, stopped, continued and left unsent is there for the next to read")
    func life() async throws {
        let scratch = try Scratch()
        let first = try await Life(scratch.locations)
        first.hub.perform(.createThread)
        let thread = try #require(await first.replica.until { !$0.threads.isEmpty }.threads.first).id
        first.hub.perform(.openThread(thread))
        first.hub.perform(.send(thread, text: "Show me the whole manual"))
        let run = try #require(await first.replica.until { $0.isStreaming(in: thread) }.run(in: thread))
        first.hub.perform(.stop(run.id))
        let stopped = await first.replica.until { $0.runs.isEmpty }
        #expect(stopped.states(of: thread) == [.sent, .stopped(.byService)])
        let remote = try #require(stopped.thread(thread)?.remoteID)
        first.hub.perform(.continueReply(thread, run.reply))
        await first.replica.until { $0.messages[thread]?.count == 4 && $0.isStreaming(in: thread) }
        first.hub.perform(.send(thread, text: "Queued"))
        first.hub.perform(.saveDraft(thread, text: "not sent\u{0} yet"))
        await first.replica.until { $0.drafts[thread] != nil && $0.messages[thread]?.count == 5 }
        await first.quit()
        let before = await first.replica.until { $0.runs.isEmpty }

        let second = try await Life(scratch.locations)
        second.hub.perform(.openThread(thread))
        let after = await second.replica.until { $0.messages[thread] != nil }
        #expect(after.messages[thread] == before.messages[thread])
        #expect(after.states(of: thread).prefix(4) == [.sent, .stopped(.byService), .sent, .stopped(.byService)])
        #expect(after.states(of: thread).last == .queued)
        #expect(after.drafts[thread] == "not sent\u{0} yet")
        #expect(after.thread(thread)?.remoteID == remote)
        // The first life still holds the threads: one process does until it ends.
        #expect(after.readOnly != nil)
        second.hub.perform(.send(thread, text: "And this"))
        await second.replica.until { $0.trouble == after.readOnly }
        await second.quit()
    }

    @Test("Where the service cannot start, the reply says why, and all else goes on")
    func noService() async throws {
        let scratch = try Scratch()
        try ProcessSafety.makeDirectory(scratch.locations.service)
        try Data("no database at all, but some text of a good length".utf8)
            .write(to: URL(fileURLWithPath: scratch.locations.serviceDatabase))
        let life = try await Life(scratch.locations)
        life.hub.perform(.createThread)
        let thread = try #require(await life.replica.until { !$0.threads.isEmpty }.threads.first).id
        life.hub.perform(.send(thread, text: "Hello?"))
        let state = await life.replica.until { $0.states(of: thread).last?.failure != nil && $0.runs.isEmpty }
        #expect(
            state.states(of: thread).last?.failure?.what.hasPrefix("The local service cannot open its database") == true
        )
        life.hub.perform(.saveDraft(thread, text: "later"))
        await life.replica.until { $0.drafts[thread] == "later" }
        await life.quit()
    }
}

extension SessionState {
    fileprivate func states(of thread: ThreadID) -> [MessageState] { messages[thread, default: []].map(\.state) }

    fileprivate func isStreaming(in thread: ThreadID) -> Bool {
        run(in: thread)?.phase == .streaming
    }
}

extension MessageState {
    fileprivate var failure: Failure? {
        if case .failed(let failure) = self { failure } else { nil }
    }
}
