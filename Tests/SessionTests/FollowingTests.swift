import ChatModel
import Session
import Testing

@Suite("A session that only reads follows what another process writes", .timeLimit(.minutes(1)))
struct FollowingTests {
    private static let holder = Failure(what: "This Weft can only read", why: "another Weft is writing")

    private static func reply(_ text: String, _ state: MessageState) -> Message {
        Message(
            id: "reply", thread: Stage.thread, role: .assistant, text: text, createdAt: Timestamp(milliseconds: 1),
            state: state)
    }

    private func stage() async throws -> Stage {
        let store = MemoryStore(
            threads: [Stage.row()], messages: [Stage.thread: [Self.reply("a", .running)]], readOnly: Self.holder)
        let stage = try await Stage(store: store)
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.texts == ["a"] }
        return stage
    }

    @Test("growth comes as growth, an end as an end, a new message as one, and nothing is opened anew")
    func growth() async throws {
        let stage = try await stage()
        _ = stage.watcher.takeEvents()
        await stage.store.change { $0.apply(.replyGrew(Stage.thread, "reply", by: "bc")) }
        await stage.watcher.until { $0.texts == ["abc"] }
        let prompt = Message(
            id: "next", thread: Stage.thread, role: .user, text: "next", createdAt: Timestamp(milliseconds: 2),
            state: .sent, parent: "reply")
        await stage.store.change {
            $0.apply(.messageStateChanged(Stage.thread, "reply", .complete))
            $0.apply(.messageAdded(prompt))
        }
        await stage.watcher.until { $0.texts == ["abc", "next"] && $0.states == [.complete, .sent] }
        let events = stage.watcher.takeEvents()
        #expect(events.contains(.replyGrew(Stage.thread, "reply", by: "bc")))
        #expect(events.contains(.messageAdded(prompt)))
        let isOpenedAnew = events.contains { if case .threadOpened = $0 { true } else { false } }
        #expect(!isOpenedAnew)
        await stage.hub.shutdown()
    }

    @Test("a part comes as one, and its growth as growth")
    func parts() async throws {
        let stage = try await stage()
        let thought = MessagePart(id: "r", kind: .reasoning, title: "Reasoning", text: "Let me e")
        await stage.store.change { $0.apply(.messagePartSet(Stage.thread, "reply", thought)) }
        await stage.watcher.until { $0.replies.last?.parts == [thought] }
        _ = stage.watcher.takeEvents()
        await stage.store.change { $0.apply(.messagePartGrew(Stage.thread, "reply", part: "r", by: "\u{301}t see")) }
        await stage.watcher.until { $0.replies.last?.parts.first?.text == "Let me e\u{301}t see" }
        #expect(
            stage.watcher.takeEvents().contains(
                .messagePartGrew(Stage.thread, "reply", part: "r", by: "\u{301}t see")))
        await stage.hub.shutdown()
    }

    @Test("the list follows: new threads, other titles, erased ones")
    func list() async throws {
        let stage = try await stage()
        var other = Stage.row()
        other.title = "Renamed"
        let new = ChatThread(
            id: "new", title: "New", createdAt: Timestamp(milliseconds: 5), activeAt: Timestamp(milliseconds: 5),
            service: Stage.service.id)
        await stage.store.change { [other] in
            $0.apply(.threadSaved(other))
            $0.apply(.threadSaved(new))
        }
        await stage.watcher.until { $0.threads.map(\.title) == ["New", "Renamed"] }
        await stage.store.change { $0.apply(.threadsErased(["new"])) }
        await stage.watcher.until { $0.threads.map(\.title) == ["Renamed"] }
        await stage.hub.shutdown()
    }

    @Test("a branch that was cut and chosen shows the same here")
    func branch() async throws {
        let stage = try await stage()
        let edited = Message(
            id: "edited", thread: Stage.thread, role: .assistant, text: "other", createdAt: Timestamp(milliseconds: 9),
            state: .complete)
        await stage.store.change {
            $0.apply(.branchCut(Stage.thread, after: nil))
            $0.apply(.messageAdded(edited))
        }
        await stage.watcher.until { $0.texts == ["other"] }
        #expect(stage.watcher.replica.aside[Stage.thread]?.map(\.text) == ["a"])
        await stage.hub.shutdown()
    }
}
