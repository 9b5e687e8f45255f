import ChatModel
import Glibc
import Screen
import TerminalFront
import TerminalModel
import Testing

/// The loop with a person who types and looks, and a session played by the test.
@Suite(.serialized, .timeLimit(.minutes(1))) struct LoopTests {
    private static let thread = ChatThread(
        id: "t", title: "Tides", createdAt: .init(milliseconds: 0), activeAt: .init(milliseconds: 0), service: "s",
        isEmpty: false)

    private struct Stage {
        let person = FakePerson()
        let inbox: Inbox
        let commands: AsyncStream<Command>
        let end: Task<LoopEnd, Never>

        init() {
            let person = person
            let wakes = TerminalWakes(input: person.descriptor, signals: [])
            let inbox = Inbox { wakes.ring() }
            let (commands, sink) = AsyncStream.makeStream(of: Command.self)
            self.inbox = inbox
            self.commands = commands
            end = Task {
                let now = Timestamp(milliseconds: 1000)
                let service = Service(id: "s", name: "Local service", assistant: "Guide", reachability: .reachable)
                let state = SessionState(threads: [LoopTests.thread], services: [service])
                let screen = ScreenState(
                    session: state, size: Size(columns: 80, rows: 24), theme: .plain, now: now)
                var loop = TerminalLoop(
                    terminal: FakeTerminal(person: person), wakes: wakes, inbox: inbox, screen: screen, now: { now },
                    perform: { sink.yield($0) }, errand: { _ in .saved(path: "~/tides.md", bytes: 7) })
                return await loop.run()
            }
        }

        func commanded(_ condition: (Command) -> Bool) async -> Command? {
            for await command in commands where condition(command) { return command }
            return nil
        }
    }

    @Test("what is typed is seen, and Enter hands it to the session")
    func types() async {
        let stage = Stage()
        stage.person.type("when is high tide?")
        #expect(await stage.person.sees("when is high tide?"))
        stage.person.type("<Enter>")
        let sent = await stage.commanded { if case .send = $0 { true } else { false } }
        #expect(sent == .send("t", text: "when is high tide?"))
        stage.person.type("<Ctrl-Q>")
        #expect(await stage.end.value == .quit)
    }

    @Test("a flood of deltas is shown whole, in far fewer frames than deltas")
    func flood() async {
        let stage = Stage()
        #expect(await stage.person.sees("Tides"))
        stage.inbox.put(.threadOpened("t", []))
        let reply = Message(
            id: "m", thread: "t", role: .assistant, text: "", createdAt: .init(milliseconds: 0), state: .running,
            author: "Guide")
        stage.inbox.put(.messageAdded(reply))
        let (before, start) = (stage.person.frameCount, ContinuousClock.now)
        for number in 0..<20_000 { stage.inbox.put(.replyGrew("t", "m", by: " word\(number)")) }
        stage.inbox.put(.replyGrew("t", "m", by: " the end."))
        #expect(await stage.person.sees("the end."))
        // One is drawn at once, and one more in each interval that has begun.
        let most = Int((ContinuousClock.now - start) / FramePacer.interval) + 2
        #expect(stage.person.frameCount - before <= most)
        stage.person.type("<Ctrl-Q>")
        #expect(await stage.end.value == .quit)
    }

    @Test("each key is drawn at once while deltas come, and no delta is left behind")
    func keysWhileStreaming() async {
        let stage = Stage()
        #expect(await stage.person.sees("Tides"))
        stage.inbox.put(.threadOpened("t", []))
        let reply = Message(
            id: "m", thread: "t", role: .assistant, text: "", createdAt: .init(milliseconds: 0), state: .running,
            author: "Guide")
        stage.inbox.put(.messageAdded(reply))
        for number in 0..<40 {
            // The key meets deltas that wait for their frame, and brings them with it.
            stage.inbox.put(.replyGrew("t", "m", by: " word\(number)"))
            let before = stage.person.frameCount
            stage.person.type("~")
            let typed = String(repeating: "~", count: number + 1)
            let frame = await stage.person.sees { $0.text.contains(typed) }
            #expect(frame?.text.contains("word\(number)") == true)
            // The delta's own frame may have come before it.
            #expect(stage.person.frameCount - before <= 2)
        }
        stage.person.type("<Ctrl-Q>")
        #expect(await stage.end.value == .quit)
    }

    @Test("Ctrl-L has the screen sent anew, once")
    func redraws() async {
        let stage = Stage()
        #expect(await stage.person.sees("Tides"))
        stage.person.type("<Ctrl-L>after")
        #expect(await stage.person.sees("after"))
        #expect(stage.person.redrawCount == 1)
        stage.person.type("<Ctrl-Q>")
        #expect(await stage.end.value == .quit)
    }

    @Test("what is copied goes to the terminal, and what came of it is said")
    func copies() async {
        let stage = Stage()
        #expect(await stage.person.sees("Tides"))
        let reply = Message(
            id: "m", thread: "t", role: .assistant, text: "High at **six**.", createdAt: .init(milliseconds: 0),
            state: .complete, author: "Guide")
        stage.inbox.put(.threadOpened("t", [reply]))
        #expect(await stage.person.sees("High at six."))
        stage.person.type("<Alt-W>")
        #expect(await stage.person.sees("Sent to the terminal: 16 characters"))
        #expect(stage.person.copied == ["High at **six**."])
        stage.person.type("<Ctrl-Q>")
        #expect(await stage.end.value == .quit)
    }

    @Test("an errand outside is answered by the inbox while the loop goes on, and the mouse is asked for")
    func errands() async {
        let stage = Stage()
        #expect(await stage.person.sees("Tides"))
        stage.inbox.put(.threadOpened("t", []))
        let reply = Message(
            id: "m", thread: "t", role: .assistant, text: "At six.", createdAt: .init(milliseconds: 0),
            state: .complete, author: "Guide")
        stage.inbox.put(.messageAdded(reply))
        #expect(await stage.person.sees("At six."))
        stage.person.type("<Ctrl-S><Enter>")
        #expect(await stage.person.sees("Saved in ~/tides.md (7 bytes)"))
        stage.person.type("<Alt-M>")
        #expect(await stage.person.sees("The terminal has the mouse"))
        #expect(stage.person.mouse == [true, false])
        stage.person.type("<Ctrl-Q>")
        #expect(await stage.end.value == .quit)
    }

    @Test("a lost terminal ends the loop")
    func lost() async {
        let stage = Stage()
        stage.person.send([.lost])
        #expect(await stage.end.value == .lost)
    }
}
