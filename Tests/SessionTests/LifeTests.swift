import ChatModel
import Testing

@testable import Session

@Suite("A session loads, reads, closes, and its copies stay equal", .timeLimit(.minutes(2)))
struct LifeTests {
    private let old = Message(
        id: "old", thread: Stage.thread, role: .user, text: "old", createdAt: Timestamp(milliseconds: 0),
        state: .queued)

    @Test("a queued prompt of the last process waits for the person")
    func restart() async throws {
        let store = MemoryStore(threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: [old]])
        let stage = try await Stage(store: store)
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.texts == ["old"] }
        #expect(stage.provider.askCount == 0)
        #expect(try await stage.ask("new").request.prompt.text == "old")
        #expect(stage.watcher.replica.texts == ["old", "", "new"])
    }

    @Test("a prompt in a thread that is not loaded waits for it")
    func loadFirst() async throws {
        let store = MemoryStore(threads: [Stage.row(isUnread: true)], messages: [Stage.thread: []])
        let stage = try await Stage(store: store)
        await store.hold()
        stage.hub.perform(.openThread(Stage.thread))
        stage.hub.perform(.send(Stage.thread, text: "Hello"))
        stage.hub.perform(.saveDraft(Stage.thread, text: "next"))
        stage.hub.perform(.createThread)
        await store.someoneWaits()
        #expect(stage.watcher.replica.messages[Stage.thread] == nil)
        await store.release()
        _ = try await stage.provider.nextAsk()
        let state = await stage.watcher.until { $0.drafts[Stage.thread] == "next" }
        #expect(state.texts == ["Hello", ""])
        #expect(state.thread(Stage.thread)?.isUnread == false)
    }

    @Test("what was typed for a thread that does not load becomes its draft")
    func loadFails() async throws {
        let stage = try await Stage(store: MemoryStore(threads: [Stage.row()]))
        await stage.store.fail(.diskFull)
        stage.hub.perform(.send(Stage.thread, text: "Hello"))
        let state = await stage.watcher.until { $0.drafts[Stage.thread] == "Hello" }
        #expect(state.trouble == .diskFull)
        await stage.store.fail(nil)
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.messages[Stage.thread] == [] && $0.trouble == nil }
    }

    @Test("a store in other hands is only read")
    func readOnly() async throws {
        let holder = Failure(what: "Another Weft has the threads")
        let store = MemoryStore(
            threads: [Stage.row(isEmpty: false, isUnread: true)], messages: [Stage.thread: [old]], readOnly: holder)
        let stage = try await Stage(store: store)
        #expect(stage.watcher.replica.readOnly == holder)
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.texts == ["old"] }
        stage.hub.perform(.send(Stage.thread, text: "Hello"))
        #expect(await stage.watcher.until { $0.trouble == holder }.texts == ["old"])
        await stage.hub.shutdown()
        #expect(await store.writes == 0)
    }

    @Test("a service is asked again when a reply fails")
    func reachability() async throws {
        let stage = try await Stage.opened()
        stage.provider.becomes(.unreachable(.refused))
        let ask = try await stage.ask("Hello")
        ask.end(.failed(.refused))
        await stage.watcher.until { $0.services.first?.reachability == .unreachable(.refused) }
        stage.provider.becomes(.reachable)
        stage.hub.perform(.checkService(Stage.service.id))
        await stage.watcher.until { $0.services.first?.reachability == .reachable }
    }

    @Test("a service is asked again when it said nothing of a stop")
    func reachabilityAfterStop() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        stage.provider.becomes(.unreachable(.refused))
        stage.hub.perform(.stop(ask.request.run))
        stage.hub.perform(.forceStop(ask.request.run))
        await stage.watcher.until { $0.services.first?.reachability == .unreachable(.refused) }
    }

    @Test("closing performs what was asked, stops what runs, and records the rest at once")
    func shutdown() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.text("Hel"))
        await stage.watcher.until { $0.texts.last == "Hel" }
        stage.hub.perform(.saveDraft(Stage.thread, text: "unsent"))
        async let closed: Void = stage.hub.shutdown()
        #expect(await ask.nextWish() == .stop)
        await stage.clock.sleeper(dueIn: .milliseconds(700))
        stage.clock.advance(by: .milliseconds(700))
        await closed
        let kept = await stage.store.kept
        #expect(kept.texts == ["Hello", "Hel"] && kept.drafts[Stage.thread] == "unsent")
        #expect(kept.states.last == .stopped(.hereOnly))
        #expect(stage.clock.sleeperCount == 0)
    }

    @Test("closing does not wait for a store that hangs")
    func hangingStore() async throws {
        let stage = try await Stage.opened()
        await stage.store.hold()
        stage.hub.perform(.saveDraft(Stage.thread, text: "unsent"))
        async let closed: Void = stage.hub.shutdown()
        await stage.clock.sleeper(dueIn: .milliseconds(250))
        stage.clock.advance(by: .milliseconds(250))
        await closed
        await stage.store.release()
        await stage.store.until { $0.drafts[Stage.thread] == "unsent" }
    }

    @Test("a flood of deltas arrives whole and in few writes")
    func flood() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        for _ in 0..<20_000 { ask.answer(.text("delta")) }
        ask.end(.complete)
        let text = await stage.reply(is: .complete).texts.last
        #expect(text?.utf8.count == 100_000)
        await stage.saved()
        #expect(await stage.store.writes < 100)
    }

    @Test("after any commands and answers every copy equals the session, and so does the store", arguments: 0..<40)
    func law(seed: UInt64) async throws {
        var random = Seeded(seed)
        let stage = try await Stage.opened()
        let player = Task { await play(stage.provider, seed) }
        let late = Watcher()
        for step in 0..<60 {
            if step == 20 { late.begin(with: await stage.hub.subscribe { late.take($0) }.state) }
            if step == 30 { await stage.store.fail(.diskFull) }
            if step == 40 { await stage.store.fail(nil) }
            guard let command = command(step, stage.watcher.replica, &random) else { continue }
            stage.hub.perform(command)
            await Task.yield()
        }
        await stage.hub.shutdown()
        let state = await stage.hub.subscribe { _ in }.state
        player.cancel()
        #expect(stage.watcher.replica == state)
        #expect(late.replica == state && state.runs.isEmpty)
        let kept = await stage.store.kept
        #expect(kept.threads == state.threads && kept.drafts == state.drafts)
        for thread in state.threads.map(\.id) {
            #expect(kept.messages[thread, default: []] == state.messages[thread, default: []])
            #expect(Set(kept.aside[thread, default: []]) == Set(state.aside[thread, default: []]))
        }
    }

    private func command(_ step: Int, _ state: SessionState, _ random: inout Seeded) -> Command? {
        let thread = state.threads.randomElement(using: &random)?.id ?? Stage.thread
        let message = state.messages[thread]?.randomElement(using: &random)?.id
        let beside = state.aside[thread]?.randomElement(using: &random)?.id
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return .createThread
        case 1: return .openThread(thread)
        case 2: return state.run(in: thread).map { .stop($0.id) }
        case 3: return state.run(in: thread).map { .forceStop($0.id) }
        case 4: return message.map { .retry(thread, $0) }
        case 5: return message.map { .continueReply(thread, $0) }
        case 6: return message.map { .unqueue(thread, $0) }
        case 7: return .saveDraft(thread, text: "draft \(step % 4)")
        case 8: return message.map { .editPrompt(thread, $0, text: "edited \(step)") }
        case 9, 10: return beside.map { .chooseBranch(thread, through: $0) }
        case 11: return message.map { .forkThread(thread, at: $0) }
        default: return .send(thread, text: "prompt \(step)")
        }
    }

    /// Answers everything that is asked, each in another way.
    private func play(_ provider: ScriptedProvider, _ seed: UInt64) async {
        var random = Seeded(seed &+ 1000)
        while let ask = try? await provider.nextAsk() {
            for _ in 0..<Int.random(in: 0..<5, using: &random) { ask.answer(.text("more ")) }
            await Task.yield()
            switch Int.random(in: 0..<6, using: &random) {
            case 0: ask.end(.failed(.refused))
            case 1: ask.breakOff()
            case 2: ask.end(.stopped(.byService))
            default: ask.end(.complete)
            }
        }
    }
}
