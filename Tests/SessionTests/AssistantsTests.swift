import ChatModel
import Testing

@testable import Session

@Suite("The assistants of a service are listed page by page, made, changed and deleted", .timeLimit(.minutes(1)))
struct AssistantsTests {
    private static let all = ["a", "b", "c"].map { name in
        Assistant(id: AssistantID(name), profile: AssistantProfile(name: name.uppercased()))
    }

    private func stage() async throws -> Stage {
        let stage = try await Stage.opened(withOther: true)
        await stage.directory.has(Self.all)
        return stage
    }

    private func listed(_ stage: Stage, _ names: [String], hasMore: Bool = false) async -> AssistantList? {
        await stage.watcher.until {
            let list = $0.assistants["other"]
            return list?.isLoading == false && list?.assistants.map(\.id.text) == names && list?.hasMore == hasMore
        }.assistants["other"]
    }

    @Test("one page after the other, and not one too many")
    func pages() async throws {
        let stage = try await stage()
        stage.hub.perform(.listAssistants("other"))
        _ = await listed(stage, ["a", "b"], hasMore: true)
        stage.hub.perform(.listMoreAssistants("other"))
        _ = await listed(stage, ["a", "b", "c"])
        stage.hub.perform(.listMoreAssistants("other"))
        stage.hub.perform(.listMoreAssistants("local"))
        stage.hub.perform(.listAssistants("other"))
        _ = await listed(stage, ["a", "b"], hasMore: true)
        #expect(await stage.directory.calls == ["after 0", "after 2", "after 0"])
    }

    @Test("what an earlier session has fetched is there at once, until the service is asked, or if it cannot be")
    func remembered() async throws {
        let moment = Timestamp(milliseconds: 5)
        let kept = AssistantList(assistants: [Self.all[2]], hasMore: false, rememberedFrom: moment)
        let stage = try await Stage(store: MemoryStore(threads: [Stage.row()]), withOther: true, remembered: kept)
        #expect(await listed(stage, ["c"])?.rememberedFrom == moment)
        #expect(await stage.directory.calls.isEmpty)
        await stage.directory.fail(.refused)
        stage.hub.perform(.listAssistants("other"))
        let failed = await stage.watcher.until { $0.assistants["other"]?.failure == .refused }
        #expect(failed.assistants["other"]?.assistants == [Self.all[2]])
        #expect(failed.assistants["other"]?.rememberedFrom == moment)
        await stage.directory.fail(nil)
        await stage.directory.has(Self.all)
        stage.hub.perform(.listAssistants("other"))
        #expect(await listed(stage, ["a", "b"], hasMore: true)?.rememberedFrom == nil)
    }

    @Test("a page that does not come leaves what is known, and says why")
    func failure() async throws {
        let stage = try await stage()
        stage.hub.perform(.listAssistants("other"))
        _ = await listed(stage, ["a", "b"], hasMore: true)
        await stage.directory.fail(.refused)
        stage.hub.perform(.listMoreAssistants("other"))
        await stage.watcher.until { $0.assistants["other"]?.failure == .refused }
        await stage.directory.fail(nil)
        stage.hub.perform(.listMoreAssistants("other"))
        #expect(await listed(stage, ["a", "b", "c"])?.failure == nil)
    }

    @Test("what was made meanwhile is not listed twice")
    func shifted() async throws {
        let stage = try await stage()
        stage.hub.perform(.listAssistants("other"))
        _ = await listed(stage, ["a", "b"], hasMore: true)
        stage.hub.perform(.saveAssistant("other", nil, AssistantProfile(name: "New")))
        _ = await listed(stage, ["new", "a", "b"], hasMore: true)
        let strange = Assistant(id: "z", profile: AssistantProfile(name: "Z"))
        await stage.directory.has([strange] + stage.directory.assistants)
        stage.hub.perform(.listMoreAssistants("other"))
        _ = await listed(stage, ["new", "a", "b", "c"])
    }

    @Test("a change is told, kept in the list, and renames the threads of the assistant")
    func change() async throws {
        let stage = try await stage()
        stage.hub.perform(.listAssistants("other"))
        _ = await listed(stage, ["a", "b"], hasMore: true)
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other", assistant: Self.all[1].reference)))
        let profile = AssistantProfile(name: "Better", tools: "[]")
        stage.hub.perform(.saveAssistant("other", "b", profile))
        await stage.watcher.until { $0.thread(Stage.thread)?.assistant?.name == "Better" }
        let changed = Assistant(id: "b", profile: profile)
        #expect(stage.watcher.replica.assistants["other"]?.assistants == [Self.all[0], changed])
        #expect(stage.watcher.takeEvents().contains(.assistantEdited("other", .saved(changed))))
    }

    @Test("a deleted assistant is gone, one that the service keeps stays, and it is said why")
    func deletion() async throws {
        let stage = try await stage()
        stage.hub.perform(.listAssistants("other"))
        stage.hub.perform(.deleteAssistant("other", "a"))
        _ = await listed(stage, ["b"], hasMore: true)
        await stage.directory.fail(.refused)
        stage.hub.perform(.deleteAssistant("other", "b"))
        let state = await stage.watcher.until { $0.assistants["other"]?.failure == .refused }
        #expect(state.assistants["other"]?.assistants.map(\.id.text) == ["b"])
        #expect(stage.watcher.takeEvents().contains(.assistantEdited("other", .deleted("a"))))
    }

    @Test("a service without a directory is not asked")
    func noDirectory() async throws {
        let stage = try await stage()
        stage.hub.perform(.listAssistants("local"))
        stage.hub.perform(.saveAssistant("local", nil, AssistantProfile(name: "x")))
        stage.hub.perform(.deleteAssistant("local", "x"))
        stage.hub.perform(.saveDraft(Stage.thread, text: "after"))
        await stage.watcher.until { $0.drafts[Stage.thread] == "after" }
        #expect(stage.watcher.replica.assistants.isEmpty)
    }
}
