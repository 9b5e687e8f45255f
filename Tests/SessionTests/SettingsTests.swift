import ChatModel
import Testing

@testable import Session

@Suite("Each thread has settings of its own", .timeLimit(.minutes(1)))
struct SettingsTests {
    private static let own = ReplySettings(system: "Be brief.", temperature: 0.5)
    private static let preset = Preset(
        service: "other", name: "Reviewer", model: "m", settings: ReplySettings(system: "Review.", maxTokens: 100))
    private static let chosen = ServiceChoice(
        service: "other", assistant: AssistantReference(id: "m", name: "Model M"), preset: ChosenPreset(preset))

    private func row(_ state: SessionState) -> ChatThread? { state.thread(Stage.thread) }

    @Test("changed in mid-thread they hold from the next prompt on, and are kept")
    func midThread() async throws {
        let stage = try await Stage.opened()
        let first = try await stage.ask("One")
        #expect(first.request.thread.settings.isEmpty)
        stage.hub.perform(.changeSettings(Stage.thread, Self.own))
        first.answer(.text("Two"))
        first.end(.complete)
        await stage.reply(is: .complete)
        let second = try await stage.ask("Three")
        #expect(second.request.thread.settings == Self.own)
        #expect(second.request.thread.preset == nil)
        await stage.store.until { $0.thread(Stage.thread)?.settings == Self.own }
    }

    @Test("a preset comes with its settings and goes with them, and settings of the thread's own stay")
    func preset() async throws {
        let stage = try await Stage.opened(withOther: true)
        stage.hub.perform(.choose(Stage.thread, Self.chosen))
        let chosen = await stage.watcher.until { $0.choice == Self.chosen }
        #expect(row(chosen)?.settings == Self.preset.settings && row(chosen)?.choice == Self.chosen)
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other")))
        let left = await stage.watcher.until { self.row($0)?.preset == nil }
        #expect(row(left)?.settings == ReplySettings())
        stage.hub.perform(.choose(Stage.thread, Self.chosen))
        stage.hub.perform(.changeSettings(Stage.thread, Self.own))
        let changed = await stage.watcher.until { self.row($0)?.settings == Self.own }
        #expect(row(changed)?.preset == nil)
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "local")))
        let elsewhere = await stage.watcher.until { self.row($0)?.service == "local" }
        #expect(row(elsewhere)?.settings == Self.own)
    }

    @Test("a new thread begins with the preset that was chosen last, and a fork with what its source has")
    func newThreads() async throws {
        let stage = try await Stage.opened(withOther: true)
        let ask = try await stage.ask("One")
        ask.answer(.text("Two"))
        ask.end(.complete)
        let reply = try #require(await stage.reply(is: .complete).replies.last)
        stage.hub.perform(.choose(Stage.thread, Self.chosen))
        stage.hub.perform(.forkThread(Stage.thread, at: reply.id))
        stage.hub.perform(.createThread)
        let state = await stage.watcher.until { $0.threads.count == 3 }
        for thread in state.threads {
            #expect(thread.preset == "Reviewer" && thread.settings == Self.preset.settings, "\(thread.title)")
        }
        await stage.store.until { $0.threads.count { $0.preset == "Reviewer" } == 3 }
    }

    @Test("presets are kept in the order of their names; one that is changed or deleted leaves threads as they are")
    func presets() async throws {
        let stage = try await Stage.opened(withOther: true)
        let other = Preset(service: "other", name: "a", settings: ReplySettings(topP: 0.5))
        stage.hub.perform(.savePreset(Self.preset, replacing: nil))
        stage.hub.perform(.savePreset(other, replacing: nil))
        stage.hub.perform(.choose(Stage.thread, Self.chosen))
        #expect(await stage.watcher.until { $0.choice == Self.chosen }.presets == [other, Self.preset])
        let renamed = Preset(service: "other", name: "Critic", settings: Self.own)
        stage.hub.perform(.savePreset(renamed, replacing: Self.preset.id))
        let state = await stage.watcher.until { $0.choice?.preset?.name == "Critic" }
        #expect(state.presets == [other, renamed])
        #expect(row(state)?.choice == Self.chosen)
        #expect(state.choice == ServiceChoice(service: "other", preset: ChosenPreset(renamed)))
        stage.hub.perform(.deletePreset(renamed.id))
        let left = await stage.watcher.until { $0.choice?.preset == nil }
        #expect(left.presets == [other])
        #expect(row(left)?.choice == Self.chosen)
        await stage.store.until { $0.presets == [other] }
    }

    @Test("presets are there from the start, and one that another process makes comes")
    func following() async throws {
        let holder = Failure(what: "This Weft can only read", why: "another Weft is writing")
        let store = MemoryStore(threads: [Stage.row()], readOnly: holder)
        await store.change { $0.apply(.presetSaved(Self.preset)) }
        let stage = try await Stage(store: store)
        #expect(stage.watcher.replica.presets == [Self.preset])
        await store.change { $0.apply(.presetDeleted(Self.preset.id)) }
        await stage.watcher.until { $0.presets.isEmpty }
        await stage.hub.shutdown()
    }

    @Test("what a service is not told of them is said with the reply")
    func notTaken() async throws {
        let stage = try await Stage.opened()
        stage.hub.perform(.changeSettings(Stage.thread, Self.own))
        let ask = try await stage.ask("One")
        ask.end(.complete)
        let state = await stage.reply(is: .complete)
        #expect(
            state.replies.last?.parts.map(\.title) == [
                "Answered without the thread's instructions, temperature: Local service does not take that from here"
            ])
    }

    @Test("what was asked beside the threads brings its settings with it")
    func joining() {
        var there = Stage.row(isEmpty: false)
        there.settings = Self.own
        var copy = there
        copy.activeAt = there.activeAt + .seconds(1)
        copy.choice = Self.chosen
        let said = Message(
            id: "m", thread: Stage.thread, role: .user, text: "x", createdAt: copy.activeAt, state: .sent)
        let events = StoredThread(thread: copy, messages: [said]).events(
            joining: StoredThread(thread: there, messages: []))
        #expect(events == [.threadSaved(copy), .messageAdded(said)])
    }
}
