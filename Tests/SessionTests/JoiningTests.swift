import ChatModel
import Session
import Testing

@Suite("What was asked beside a session joins it", .timeLimit(.minutes(1)))
struct JoiningTests {
    private static func message(_ id: String, _ role: Role, behind parent: String?, at moment: Int64 = 9) -> Message {
        Message(
            id: MessageID(id), thread: Stage.thread, role: role, text: id, createdAt: Timestamp(milliseconds: moment),
            state: role == .user ? .sent : .complete, parent: parent.map { MessageID($0) },
            answers: role == .user ? nil : MessageID("q2"))
    }

    private static let old = [message("q1", .user, behind: nil, at: 1), message("a1", .assistant, behind: "q1", at: 2)]
    private static let new = [message("q2", .user, behind: "a1"), message("a2", .assistant, behind: "q2")]

    /// The thread as the question's own store has it: its row, and what is new.
    private static func copy(_ messages: [Message] = new, at moment: Int64 = 10) -> StoredThread {
        var row = Stage.row(isEmpty: false)
        row.title = "asked"
        row.activeAt = Timestamp(milliseconds: moment)
        row.remoteID = "remote"
        row.remoteTip = messages.last?.id
        return StoredThread(thread: row, messages: messages)
    }

    @Test("a thread that was not there is there, in the list and in the store; given again it does not come twice")
    func newThread() async throws {
        let stage = try await Stage(store: MemoryStore())
        let messages = [Self.message("q2", .user, behind: nil), Self.message("a2", .assistant, behind: "q2")]
        for _ in 1...2 {
            #expect(await stage.hub.join([Self.copy(messages)]))
            await stage.watcher.until { $0.messages[Stage.thread]?.map(\.text) == ["q2", "a2"] }
            await stage.saved()
        }
        let state = await stage.watcher.until { $0.threads.map(\.title) == ["asked"] }
        #expect(state.thread(Stage.thread)?.remoteTip == "a2")
        #expect(state.aside[Stage.thread] == nil)
    }

    @Test(
        "in a thread on screen it goes on where the thread ended, and the person's own decisions stay",
        arguments: [true, false])
    func goingOn(isOpen: Bool) async throws {
        var row = Stage.row(isEmpty: false)
        row.title = "mine"
        row.hasOwnTitle = true
        row.labels = ["work"]
        let stage = try await Stage(
            store: MemoryStore(threads: [row], messages: [Stage.thread: Self.old], drafts: [Stage.thread: "unsent"]))
        if isOpen {
            stage.hub.perform(.openThread(Stage.thread))
            await stage.watcher.until { $0.messages[Stage.thread] != nil }
        }
        #expect(await stage.hub.join([Self.copy()]))
        let state = await stage.watcher.until { $0.texts == ["q1", "a1", "q2", "a2"] }
        let joined = try #require(state.thread(Stage.thread))
        #expect(joined.title == "mine" && joined.labels == ["work"])
        #expect(joined.activeAt == Timestamp(milliseconds: 10) && joined.remoteTip == "a2")
        #expect(state.drafts[Stage.thread] == "unsent")
        await stage.saved()
    }

    @Test("what was said here meanwhile stays on the screen, and what joins stands beside it")
    func meanwhile() async throws {
        let stage = try await Stage(
            store: MemoryStore(threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: Self.old]))
        stage.hub.perform(.openThread(Stage.thread))
        let ask = try await stage.ask("meanwhile")
        #expect(await stage.hub.join([Self.copy()]))
        ask.answer(.threadNamed("ours"), .text("yes"))
        ask.end(.complete)
        let state = await stage.reply(is: .complete)
        #expect(state.texts == ["q1", "a1", "meanwhile", "yes"])
        #expect(Set(state.aside[Stage.thread, default: []].map(\.text)) == ["q2", "a2"])
        #expect(state.thread(Stage.thread)?.remoteID == "ours", "a run that goes on keeps its remote thread")
        await stage.saved()
    }

    @Test("where the store takes nothing nothing is shown, and it joins when it is given again")
    func fullDisk() async throws {
        let stage = try await Stage(store: MemoryStore())
        await stage.store.fail(.diskFull)
        #expect(await stage.hub.join([Self.copy()]) == false)
        #expect(await stage.hub.subscribe { _ in }.state.messages[Stage.thread] == nil)
        await stage.store.fail(nil)
        #expect(await stage.hub.join([Self.copy()]))
        await stage.watcher.until { $0.messages[Stage.thread]?.count == 2 }
    }

    /// The question while it goes on: its reply as far as it has come.
    private static func going(_ text: String, _ state: MessageState = .running, parts: [MessagePart] = [])
        -> StoredThread
    {
        var reply = message("a2", .assistant, behind: "q2")
        (reply.text, reply.state) = (text, state)
        for part in parts { reply.set(part) }
        return copy([new[0], reply])
    }

    private static func listening() async throws -> Stage {
        let stage = try await Stage(
            store: MemoryStore(
                threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: old], drafts: [Stage.thread: "unsent"]))
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.messages[Stage.thread] != nil }
        return stage
    }

    @Test("in a thread on screen the answer grows as it comes, and is kept when it is over, at whatever point that is")
    func overheard() async throws {
        let thought = MessagePart(id: "t", kind: .reasoning, title: "", text: "Hm")
        for last in ["", "He", "Hello", "Hello.", "Something else"] {
            let stage = try await Self.listening()
            _ = stage.watcher.takeEvents()
            for text in ["", "He", "He", "Hello"] { await stage.hub.overhear([Self.going(text, parts: [thought])]) }
            #expect(stage.watcher.replica.texts == ["q1", "a1", "q2", "Hello"])
            let events = stage.watcher.takeEvents()
            #expect(events.contains(.replyGrew(Stage.thread, "a2", by: "llo")))
            #expect(events.count { if case .messageAdded = $0 { true } else { false } } == 2)
            #expect(!events.contains { if case .threadOpened = $0 { true } else { false } })
            #expect(await stage.hub.join([Self.going(last, .complete, parts: [thought])]))
            let state = stage.watcher.replica
            #expect(state.texts == ["q1", "a1", "q2", last] && state.states.last == .complete)
            #expect(state.aside[Stage.thread] == nil && state.drafts[Stage.thread] == "unsent")
            #expect(state.messages[Stage.thread]?.last?.parts == [thought])
            #expect(state.thread(Stage.thread)?.remoteTip == "a2")
            await stage.saved()
        }
    }

    @Test("what is overheard of a thread that is not open here is nothing yet")
    func unopened() async throws {
        let stage = try await Stage(
            store: MemoryStore(threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: Self.old]))
        await stage.hub.overhear([Self.going("He")])
        #expect(stage.watcher.replica.messages[Stage.thread] == nil)
        #expect(await stage.hub.join([Self.going("Hello", .complete)]))
        await stage.watcher.until { $0.texts == ["q1", "a1", "q2", "Hello"] }
        await stage.saved()
    }

    @Test(
        "a prompt that is sent meanwhile waits for the answer, and is asked when that ends well",
        arguments: [MessageState.complete, .interrupted(.refused)])
    func queuedBehind(end: MessageState) async throws {
        let stage = try await Self.listening()
        await stage.hub.overhear([Self.going("He")])
        stage.hub.perform(.send(Stage.thread, text: "next"))
        await stage.watcher.until { $0.states.last == .queued }
        await stage.hub.overhear([Self.going("Hel")])
        #expect(stage.watcher.replica.texts == ["q1", "a1", "q2", "Hel", "next"] && stage.provider.askCount == 0)
        #expect(await stage.hub.join([Self.going("Hello", end)]))
        if end == .complete {
            let ask = try await stage.provider.nextAsk()
            #expect(
                ask.request.prompt.text == "next" && ask.request.history.map(\.text) == ["q1", "a1", "q2", "Hello"])
            ask.end(.complete)
            await stage.reply(is: .complete)
        }
        #expect(stage.watcher.replica.states[4] == (end == .complete ? .sent : .queued))
        await stage.saved()
    }

    @Test("what was overheard when a Weft ended reads interrupted, goes on in the next, and is whole when it joins")
    func afterDeath() async throws {
        var cut = Self.message("a2", .assistant, behind: "q2")
        (cut.text, cut.state) = ("", .interrupted(.refused))
        let stage = try await Stage(
            store: MemoryStore(
                threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: Self.old + [Self.new[0], cut]]))
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.states.last == .interrupted(.refused) }
        await stage.hub.overhear([Self.going("He")])
        #expect(stage.watcher.replica.texts.last == "He" && stage.watcher.replica.states.last == .running)
        #expect(await stage.hub.join([Self.going("Hello", .complete)]))
        #expect(stage.watcher.replica.texts.last == "Hello" && stage.watcher.replica.states.last == .complete)
        await stage.saved()
        #expect(await stage.hub.join([Self.going("Hello", .interrupted(.refused))]))
        #expect(stage.watcher.replica.states.last == .complete)
    }
}
