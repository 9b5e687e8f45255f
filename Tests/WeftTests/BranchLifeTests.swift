import ChatModel
import Foundation
import Session
import Store
import Synchronization
import Testing

@testable import weft

/// A service that keeps threads itself, and sees whether it is told what it must be told.
private final class KeepingService: ReplyProvider {
    fileprivate struct State {
        /// What each thread was told and answered, so far as its caller can know it.
        var threads: [String: [String]] = [:]
        /// Threads of which nobody outside knows how much they heard.
        var unsure: Set<String> = []
        var mistakes: [String] = []
        var asks: [ReplyRequest] = []
        var random: Numbers
        var held: [@Sendable () -> Void] = []
    }

    private let state: Mutex<State>

    init(_ seed: UInt64) { state = Mutex(State(random: Numbers(seed))) }

    var mistakes: [String] { state.withLock { $0.mistakes } }
    var asks: [ReplyRequest] { state.withLock { $0.asks } }

    /// Ends the replies that were held.
    func letGo() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for end in held { end() }
    }

    func reachability() async -> Reachability { .reachable }

    func reply(to request: ReplyRequest) -> ReplyHandle {
        let (events, continuation) = AsyncStream.makeStream(of: ReplyEvent.self)
        let finish: @Sendable (ReplyEnd) -> Void = { end in
            continuation.yield(.ended(end))
            continuation.finish()
        }
        state.withLock { state in
            let (name, text, end) = state.take(request)
            continuation.yield(.threadNamed(name))
            if !text.isEmpty { continuation.yield(.text(text)) }
            if Bool.random(using: &state.random) { finish(end) } else { state.held.append { finish(end) } }
        }
        let stop: @Sendable () -> Void = { finish(.stopped(.hereOnly)) }
        return ReplyHandle(events: events, stop: stop, drop: stop)
    }
}

extension KeepingService.State {
    /// Hears a prompt in its thread, or in a new one that is told the history.
    fileprivate mutating func take(_ request: ReplyRequest) -> (name: String, text: String, end: ReplyEnd) {
        asks.append(request)
        let told = request.history.map(\.text)
        let name = request.thread.remoteID ?? "remote \(asks.count)"
        if request.thread.remoteID == nil {
            threads[name] = told
        } else if unsure.contains(name) || threads[name] != told {
            mistakes.append("\(name) knows \(threads[name] ?? []), the branch is \(told)")
        }
        let text = Int.random(in: 0..<5, using: &random) == 0 ? "" : "answer \(asks.count)"
        let failure = Failure(what: "It failed")
        let end: ReplyEnd =
            [.complete, .complete, .complete, .failed(failure), .interrupted(failure)]
            .randomElement(using: &random) ?? .complete
        threads[name, default: []] += [request.prompt.text] + (text.isEmpty ? [] : [text])
        if end != .complete { unsure.insert(name) }
        return (name, text, end)
    }
}

/// The same numbers for the same seed (SplitMix64).
private struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Branches, in the session, in the store and at a service", .timeLimit(.minutes(2)))
struct BranchLifeTests {
    private final class Front: Sendable {
        let state = Mutex(SessionState())
        /// All that was ever said.
        let added = Mutex<Set<MessageID>>([])

        func take(_ event: Event) {
            state.withLock { $0.apply(event) }
            if case .messageAdded(let message) = event { _ = added.withLock { $0.insert(message.id) } }
        }
    }

    @Test(
        "after any history nothing is lost, the next start shows the same branch, and services were told the branch",
        arguments: 0..<24)
    func law(seed: UInt64) async throws {
        let scratch = try Scratch()
        let directory = scratch.locations.threads
        var random = Numbers(seed)
        let service = KeepingService(seed &+ 1000)
        let front = Front()
        let store = try ThreadDatabase.open(directory: directory, now: .now)
        let thread = ThreadID("thread")
        try await store.record([
            .threadSaved(
                ChatThread(id: thread, title: "T", createdAt: .now, activeAt: .now, service: "kept", isEmpty: true))
        ])
        let hub = SessionHub(
            store: store,
            services: [ConnectedService(Service(id: "kept", name: "Kept", assistant: ""), provider: service)],
            clock: ContinuousClock(), now: { .now }, newName: Names.next)
        try await hub.start()
        let (state, _) = await hub.subscribe { front.take($0) }
        front.state.withLock { $0 = state }
        hub.perform(.openThread(thread))
        while await hub.subscribe({ _ in }).state.messages[thread] == nil { await Task.yield() }
        var typed: Set<String> = []
        for step in 0..<60 {
            let replica = await hub.subscribe { _ in }.state
            guard let command = command(step, thread, replica, &random) else {
                service.letGo()
                continue
            }
            if case .send(_, let text, _) = command { typed.insert(text) }
            if case .editPrompt(_, _, let text, _) = command { typed.insert(text) }
            hub.perform(command)
            for _ in 0..<Int.random(in: 0..<8, using: &random) { await Task.yield() }
            if Int.random(in: 0..<3, using: &random) == 0 { try await settle(hub, store, service, thread) }
        }
        // However the threads of this process were scheduled, something is said after something else.
        for text in ["the last but one", "the last"] {
            try await settle(hub, store, service, thread)
            hub.perform(.send(thread, text: text))
            while await !hub.subscribe({ _ in }).state.allMessages(of: thread).contains(where: { $0.text == text }) {
                await Task.yield()
            }
        }
        try await settle(hub, store, service, thread)
        await hub.shutdown()
        let end = await hub.subscribe { _ in }.state
        #expect(front.state.withLock { $0 } == end && end.runs.isEmpty)
        await store.close()

        let all = end.allMessages(of: thread)
        #expect(Set(all.map(\.id)) == front.added.withLock { $0 }, "nothing that was said is gone")
        #expect(typed.isSubset(of: all.map(\.text)), "what was typed is there")
        check(service, all)

        let again = try ThreadDatabase.open(directory: directory, now: .now)
        let stored = try #require(await again.read(thread))
        var reloaded = SessionState()
        reloaded.apply(.threadOpened(thread, stored.messages, through: stored.through))
        #expect(reloaded.messages[thread] == end.messages[thread])
        #expect(Set(reloaded.aside[thread, default: []]) == Set(end.aside[thread, default: []]))
        #expect(stored.thread == end.thread(thread))
        for message in end.messages[thread, default: []] {
            #expect(reloaded.variants(of: message) == end.variants(of: message))
        }
        await again.close()
    }

    /// Returns when nothing runs and the store has all.
    private func settle(
        _ hub: SessionHub, _ store: ThreadDatabase, _ service: KeepingService, _ thread: ThreadID
    ) async throws {
        while true {
            service.letGo()
            let state = await hub.subscribe { _ in }.state
            let stored = try #require(await store.read(thread))
            let isKept = Set(stored.messages) == Set(state.allMessages(of: thread))
            if state.runs.isEmpty, isKept, stored.thread == state.thread(thread) { return }
            await Task.yield()
        }
    }

    /// Every prompt was told with what leads to it, to the byte, and every remote thread knew just that.
    private func check(_ service: KeepingService, _ all: [Message]) {
        #expect(service.mistakes.isEmpty)
        #expect(service.asks.contains { !$0.history.isEmpty }, "or it was no talk at all")
        let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        for ask in service.asks {
            var texts: [String] = []
            var next = byID[ask.prompt.id]?.parent
            while let message = next.flatMap({ byID[$0] }) {
                if !message.text.isEmpty { texts.append(message.text) }
                next = message.parent
            }
            #expect(ask.history.map(\.text) == texts.reversed())
        }
    }

    /// nil: let replies end.
    private func command(
        _ step: Int, _ thread: ThreadID, _ state: SessionState, _ random: inout Numbers
    ) -> Command? {
        let shown = state.messages[thread]?.randomElement(using: &random)?.id
        let beside = state.aside[thread]?.randomElement(using: &random)?.id
        let prompt = state.messages[thread]?.filter { $0.role == .user }.randomElement(using: &random)?.id
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: return prompt.map { .editPrompt(thread, $0, text: "edited \(step)") }
        case 2, 3: return shown.map { .retry(thread, $0) }
        case 4, 5: return beside.map { .chooseBranch(thread, through: $0) }
        case 6: return shown.map { .continueReply(thread, $0) }
        case 7: return state.run(in: thread).map { .stop($0.id) }
        case 8: return nil
        case 9: return .saveDraft(thread, text: "draft \(step)")
        default: return .send(thread, text: "prompt \(step)")
        }
    }
}
