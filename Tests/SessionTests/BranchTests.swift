import ChatModel
import Testing

@testable import Session

@Suite("Another way to go on stands beside what was said", .timeLimit(.minutes(1)))
struct BranchTests {
    /// Two prompts, answered "one" and "two".
    private static func talk() async throws -> Stage {
        let stage = try await Stage.opened()
        for (prompt, reply) in [("1", "one"), ("2", "two")] {
            let ask = try await stage.ask(prompt)
            ask.answer(.threadNamed("remote"), .text(reply))
            ask.end(.complete)
            await stage.watcher.until { $0.texts.last == reply && $0.runs.isEmpty }
        }
        return stage
    }

    private func told(_ ask: Ask) -> [String] { ask.request.history.map(\.text) + [ask.request.prompt.text] }

    private func edit(_ stage: Stage, _ place: Int, _ text: String) throws {
        let prompt = try #require(stage.watcher.replica.messages[Stage.thread]?[place].id)
        stage.hub.perform(.editPrompt(Stage.thread, prompt, text: text))
    }

    @Test("an edited prompt is asked at once, in a branch of its own; what was told is that branch")
    func edited() async throws {
        let stage = try await Self.talk()
        try edit(stage, 2, "2b")
        let ask = try await stage.provider.nextAsk()
        #expect(told(ask) == ["1", "one", "2b"])
        ask.answer(.text("two b"))
        ask.end(.complete)
        let state = await stage.watcher.until { $0.texts.last == "two b" && $0.runs.isEmpty }
        #expect(state.texts == ["1", "one", "2b", "two b"])
        #expect(state.aside[Stage.thread]?.map(\.text) == ["2", "two"])
        let shown = try #require(state.messages[Stage.thread])
        #expect(state.variants(of: shown[2]).map(\.text).sorted() == ["2", "2b"])
        await stage.saved()
    }

    @Test("the first prompt can be edited too; the title stays")
    func editedFirst() async throws {
        let stage = try await Self.talk()
        try edit(stage, 0, "1b")
        let ask = try await stage.provider.nextAsk()
        #expect(told(ask) == ["1b"])
        ask.end(.complete)
        let state = await stage.watcher.until { $0.runs.isEmpty }
        #expect(state.texts == ["1b", ""] && state.aside[Stage.thread]?.count == 4)
        #expect(state.thread(Stage.thread)?.title == "1")
        await stage.saved()
    }

    @Test("flip and back: the same messages; what follows goes on in the branch that is shown")
    func flip() async throws {
        let stage = try await Self.talk()
        let before = stage.watcher.replica.messages[Stage.thread]
        try edit(stage, 2, "2b")
        let ask = try await stage.provider.nextAsk()
        ask.end(.complete)
        let edited = await stage.watcher.until { $0.runs.isEmpty && $0.texts == ["1", "one", "2b", ""] }
        stage.hub.perform(.chooseBranch(Stage.thread, through: try #require(before?.last?.id)))
        let flipped = await stage.watcher.until { $0.texts.last == "two" }
        #expect(flipped.messages[Stage.thread] == before)
        let next = try await stage.ask("3")
        #expect(told(next) == ["1", "one", "2", "two", "3"])
        next.end(.complete)
        await stage.watcher.until { $0.runs.isEmpty }
        stage.hub.perform(.chooseBranch(Stage.thread, through: try #require(edited.messages[Stage.thread]?[2].id)))
        await stage.watcher.until { $0.texts == ["1", "one", "2b", ""] }
        await stage.saved()
    }

    @Test("a reply goes on growing in the branch that is not shown, and its end is noted")
    func runElsewhere() async throws {
        let stage = try await Self.talk()
        let shown = try #require(stage.watcher.replica.messages[Stage.thread])
        stage.hub.perform(.retry(Stage.thread, shown[3].id))
        let ask = try await stage.provider.nextAsk()
        #expect(told(ask) == ["1", "one", "2"])
        ask.answer(.text("new"))
        await stage.watcher.until { $0.texts == ["1", "one", "2", "new"] }
        stage.hub.perform(.chooseBranch(Stage.thread, through: shown[3].id))
        await stage.watcher.until { $0.texts == ["1", "one", "2", "two"] }
        ask.answer(.text("er"))
        ask.end(.stopped(.byService))
        let end = await stage.watcher.until { $0.runs.isEmpty }
        #expect(end.texts == ["1", "one", "2", "two"])
        let beside = try #require(end.aside[Stage.thread]?.first)
        #expect(beside.text == "newer" && beside.state == .stopped(.byService))
        await stage.saved()
    }

    @Test("a prompt edited while a reply runs waits in its own branch, and goes when the reply has ended")
    func editedWhileRunning() async throws {
        let stage = try await Self.talk()
        let running = try await stage.ask("3")
        stage.hub.perform(.send(Stage.thread, text: "4"))
        await stage.watcher.until { $0.texts == ["1", "one", "2", "two", "3", "", "4"] }
        stage.clock.advance(by: .seconds(1))
        try edit(stage, 2, "2b")
        let waiting = await stage.watcher.until { $0.texts == ["1", "one", "2b"] }
        #expect(waiting.states.last == .queued)
        running.answer(.text("three"))
        running.end(.complete)
        let fourth = try await stage.provider.nextAsk()
        #expect(told(fourth) == ["1", "one", "2", "two", "3", "three", "4"])
        #expect(stage.watcher.replica.texts == ["1", "one", "2b"])
        fourth.end(.complete)
        let edited = try await stage.provider.nextAsk()
        #expect(told(edited) == ["1", "one", "2b"])
        edited.end(.complete)
        await stage.watcher.until { $0.runs.isEmpty }
        await stage.saved()
    }

    @Test("a queue that waits behind a failed reply stays in its branch, and goes with a retry")
    func heldQueue() async throws {
        let stage = try await Self.talk()
        let failing = try await stage.ask("3")
        stage.hub.perform(.send(Stage.thread, text: "4"))
        await stage.watcher.until { $0.texts.last == "4" }
        failing.end(.failed(.refused))
        let held = await stage.watcher.until { $0.runs.isEmpty && $0.thread(Stage.thread)?.hasFailed == true }
        let failed = try #require(held.messages[Stage.thread]?[5])
        try edit(stage, 2, "2b")
        let edited = try await stage.provider.nextAsk()
        edited.answer(.text("two b"))
        edited.end(.complete)
        await stage.watcher.until { $0.runs.isEmpty && $0.texts.last == "two b" }
        #expect(stage.provider.askCount == 4)
        stage.hub.perform(.chooseBranch(Stage.thread, through: failed.id))
        stage.hub.perform(.retry(Stage.thread, failed.id))
        let again = try await stage.provider.nextAsk()
        #expect(told(again) == ["1", "one", "2", "two", "3"])
        #expect(stage.watcher.replica.texts == ["1", "one", "2", "two", "3", "", "4"])
        #expect(stage.watcher.replica.aside[Stage.thread]?.contains { $0.id == failed.id } == true)
        again.answer(.text("three"))
        again.end(.complete)
        #expect(told(try await stage.provider.nextAsk()) == ["1", "one", "2", "two", "3", "three", "4"])
    }

    @Test("only the branch that the service knows goes on in its thread; every other begins a new one")
    func remote() async throws {
        let stage = try await Self.talk()
        let shown = try #require(stage.watcher.replica.messages[Stage.thread])
        let heard = await stage.watcher.until { $0.thread(Stage.thread)?.remoteTip == shown[3].id }
        #expect(heard.thread(Stage.thread)?.remoteID == "remote")
        stage.hub.perform(.retry(Stage.thread, shown[3].id))
        let other = try await stage.provider.nextAsk()
        #expect(other.request.thread.remoteID == nil)
        other.answer(.threadNamed("other"), .text("new"))
        other.end(.stopped(.byService))
        await stage.watcher.until { $0.runs.isEmpty && $0.texts.last == "new" }
        let next = try await stage.ask("3")
        #expect(next.request.thread.remoteID == "other")
        next.end(.stopped(.hereOnly))
        await stage.watcher.until { $0.runs.isEmpty }
        let unknown = try await stage.ask("4")
        #expect(unknown.request.thread.remoteID == nil)
        #expect(told(unknown) == ["1", "one", "2", "new", "3", "4"])
        unknown.end(.complete)
        await stage.watcher.until { $0.runs.isEmpty }
        await stage.saved()
    }

    @Test("a thread that the service was never asked in keeps what it knows")
    func neverAsked() async throws {
        let stage = try await Self.talk()
        await stage.store.fail(.diskFull)
        stage.hub.perform(.send(Stage.thread, text: "3"))
        let state = await stage.watcher.until { $0.states.last == .failed(.unsaved(because: .diskFull)) }
        let row = await stage.watcher.until { $0.thread(Stage.thread)?.hasFailed == true }.thread(Stage.thread)
        #expect(row?.remoteID == "remote" && row?.remoteTip == state.messages[Stage.thread]?[3].id)
    }

    @Test("a fork holds copies up to a message, has its own title, and the service has not heard of it")
    func fork() async throws {
        let stage = try await Self.talk()
        let running = try await stage.ask("3")
        running.answer(.text("thr"))
        stage.hub.perform(.send(Stage.thread, text: "4"))
        let state = await stage.watcher.until { $0.texts == ["1", "one", "2", "two", "3", "thr", "4"] }
        let source = try #require(state.messages[Stage.thread])
        stage.hub.perform(.forkThread(Stage.thread, at: try #require(source.last?.id)))
        let forked = await stage.watcher.until { $0.threads.count == 2 && $0.threads.allSatisfy { $0.title != "x" } }
        let row = try #require(forked.threads.first { $0.id != Stage.thread })
        let copies = await stage.watcher.until { $0.messages[row.id]?.count == 6 }.messages[row.id] ?? []
        #expect(row.title == "1 (fork)" && row.remoteID == nil && !row.isEmpty)
        #expect(copies.map(\.text) == ["1", "one", "2", "two", "3", "thr"])
        #expect(copies.map(\.state) == source.prefix(5).map(\.state) + [.interrupted(.forked)])
        #expect(copies.map(\.parent) == [nil] + copies.dropLast().map(\.id))
        #expect(copies.map(\.answers) == [nil, copies[0].id, nil, copies[2].id, nil, copies[4].id])
        #expect(Set(copies.map(\.id)).isDisjoint(with: source.map(\.id)))
        #expect(stage.watcher.replica.messages[Stage.thread] == source)
        running.end(.complete)
        _ = try await stage.provider.nextAsk()
    }

    @Test("a title given by hand stays when the first prompt comes")
    func ownTitle() async throws {
        var row = Stage.row()
        row.title = "Mine"
        row.hasOwnTitle = true
        let stage = try await Stage(store: MemoryStore(threads: [row]))
        stage.hub.perform(.openThread(Stage.thread))
        let ask = try await stage.ask("Hello")
        ask.end(.complete)
        await stage.watcher.until { $0.runs.isEmpty && !$0.texts.isEmpty }
        #expect(stage.watcher.replica.thread(Stage.thread)?.title == "Mine")
    }

    @Test("an edit of a prompt that is gone becomes the draft, above the one there is")
    func lostEdit() async throws {
        let stage = try await Self.talk()
        stage.hub.perform(.saveDraft(Stage.thread, text: "draft"))
        stage.hub.perform(.editPrompt(Stage.thread, "gone", text: "edited"))
        await stage.watcher.until { $0.drafts[Stage.thread] == "edited\ndraft" }
    }

    @Test("a new reply that is taken back gives way to the one beside it")
    func takenBack() async throws {
        let stage = try await Self.talk()
        try edit(stage, 0, "1b")
        let ask = try await stage.provider.nextAsk()
        ask.answer(.retrying(after: .seconds(60), because: .refused))
        await stage.watcher.until { if case .retrying = $0.run?.phase { true } else { false } }
        stage.hub.perform(.takeBack(ask.request.run))
        let state = await stage.watcher.until { $0.texts == ["1", "one", "2", "two"] }
        #expect(state.aside[Stage.thread] == nil)
        await stage.saved()
    }

    @Test("in a thread of one line, a reply that stands further down is told with its prompt")
    func oneLine() {
        func message(_ id: MessageID, _ role: Role, _ answers: MessageID? = nil, _ text: String? = nil) -> Message {
            Message(
                id: id, thread: Stage.thread, role: role, text: text ?? id.text, createdAt: Timestamp(milliseconds: 0),
                state: role == .user ? .sent : .complete, answers: answers)
        }
        let line = [
            message("p1", .user), message("r1", .assistant, "p1", ""), message("p2", .user),
            message("r2", .assistant, "p2"), message("again", .assistant, "p1"), message("imported", .assistant),
        ]
        #expect(ReplyRequest.history(of: line).map(\.id) == ["p1", "again", "p2", "r2", "imported"])
    }

    @Test(
        "each fork of a fork has a number",
        arguments: [
            ("A", "A (fork)"), ("A (fork)", "A (fork 2)"), ("A (fork 2)", "A (fork 3)"),
            ("A (forks)", "A (forks) (fork)"),
            ("", " (fork)"), ("(fork 1)", "(fork 1) (fork)"), ("A (fork 1)", "A (fork 1) (fork)"),
        ])
    func titles(_ title: String, _ fork: String) { #expect(ThreadTitle.ofFork(title) == fork) }
}
