import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

/// A screen under test with the session's own state beside it, at a clock that only the test moves.
struct Stage {
    var screen: ScreenState
    /// What the session holds: the events applied, and nothing else.
    var session: SessionState
    var now: Timestamp
    var effects: [Effect] = []

    /// 14 November 2026, 12:00:00 UTC.
    static let noon = Timestamp(milliseconds: 1_794_657_600_000)
    static let service = Service(
        id: "local", name: "Local service", assistant: "Guide", reachability: .reachable)

    init(
        _ session: SessionState = SessionState(services: [service]), columns: Int = 80, rows: Int = 24,
        theme: Theme = .dark
    ) {
        self.session = session
        self.now = Self.noon
        screen = ScreenState(
            session: session, size: Size(columns: columns, rows: rows), theme: theme, now: Self.noon)
        effects = screen.update(.tick, at: Self.noon)
    }

    var commands: [Command] {
        effects.compactMap { if case .command(let command) = $0 { command } else { nil } }
    }

    /// Types; `effects` are those of these keys.
    mutating func press(_ script: String, _ location: SourceLocation = #_sourceLocation) {
        effects = []
        guard let keys = KeyScript.keys(script) else {
            Issue.record("no such key in \(script)", sourceLocation: location)
            return
        }
        for key in keys { effects += screen.update(.terminal(.key(key)), at: now) }
        // As in the program, where a frame follows what was typed together.
        _ = screen.frame()
    }

    mutating func paste(_ text: String) { effects = screen.update(.terminal(.paste(text)), at: now) }

    mutating func resize(_ columns: Int, _ rows: Int) {
        effects = screen.update(.terminal(.resized(Size(columns: columns, rows: rows))), at: now)
    }

    /// Events of the session; `effects` are what they led to.
    mutating func hear(_ events: Event...) { hear(events) }

    mutating func hear(_ events: [Event]) {
        effects = []
        for event in events {
            session.apply(event)
            effects += screen.update(.session(event), at: now)
        }
    }

    mutating func wait(_ seconds: Int) {
        now = now + .seconds(seconds)
        effects = screen.update(.tick, at: now)
    }

    /// The screen as text, as a golden screen has it.
    mutating func text() -> String { screen.frame().text }

    mutating func lines() -> [String] {
        text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

// Things to show

extension Stage {
    static func thread(
        _ id: ThreadID, _ title: String, minutesAgo: Int = 0, isUnread: Bool = false, hasFailed: Bool = false,
        isEmpty: Bool = false
    ) -> ChatThread {
        let moment = noon + .seconds(-60 * minutesAgo)
        return ChatThread(
            id: id, title: title, createdAt: moment, activeAt: moment, isUnread: isUnread, hasFailed: hasFailed,
            service: "local", isEmpty: isEmpty)
    }

    static func prompt(
        _ id: MessageID, _ text: String, in thread: ThreadID = "t1", state: MessageState = .sent, minutesAgo: Int = 0
    ) -> Message {
        Message(
            id: id, thread: thread, role: .user, text: text, createdAt: noon + .seconds(-60 * minutesAgo), state: state)
    }

    static func reply(
        _ id: MessageID, _ text: String, to prompt: MessageID, in thread: ThreadID = "t1",
        state: MessageState = .complete, minutesAgo: Int = 0
    ) -> Message {
        Message(
            id: id, thread: thread, role: .assistant, text: text, createdAt: noon + .seconds(-60 * minutesAgo),
            state: state, answers: prompt, author: "Guide")
    }

    static func run(
        _ phase: RunPhase = .waiting, reply: MessageID, to prompt: MessageID, in thread: ThreadID = "t1"
    ) -> Run {
        Run(id: "run", thread: thread, prompt: prompt, reply: reply, startedAt: noon, phase: phase)
    }

    /// A few threads, the first of them with something said in it.
    static func talk(columns: Int = 80, rows: Int = 24, theme: Theme = .dark) -> Stage {
        let threads = [
            thread("t1", "How do I stop an answer?", minutesAgo: 2),
            thread("t2", "Show me the whole manual", minutesAgo: 12, isUnread: true),
            thread("t3", "日本語のスレッドの題名はここで切れる", minutesAgo: 60 * 5),
            thread("t4", "What went wrong?", minutesAgo: 60 * 24 * 3, hasFailed: true),
            thread("t5", "A recipe for bread", minutesAgo: 60 * 24 * 60),
        ]
        var stage = Stage(
            SessionState(threads: threads, services: [service]), columns: columns, rows: rows, theme: theme)
        stage.hear(
            .threadOpened(
                "t1",
                [
                    prompt("m1", "How do I stop an answer?", minutesAgo: 3),
                    reply("m2", Self.answer, to: "m1", minutesAgo: 3),
                ].inSequence))
        return stage
    }

    static let answer = """
        ## Stopping

        Press **Esc** while an answer is coming. The text stands still at once, and below it you read who stopped it:

        - *stopped by the service* means that the service has confirmed it
        - *stopped here only* means that it did not answer

        ```
        Esc        stop
        Esc Esc    stop without waiting
        ```
        """

    /// A second prompt, with a reply that is being written.
    mutating func ask(_ text: String = "And then?", answered: String = "Then you go on.") {
        hear(
            .messageAdded(Self.prompt("m3", text)), .messageAdded(Self.reply("m4", "", to: "m3", state: .running)),
            .runChanged(Self.run(reply: "m4", to: "m3")))
        guard !answered.isEmpty else { return }
        hear(.runChanged(Self.run(.streaming, reply: "m4", to: "m3")), .replyGrew("t1", "m4", by: answered))
    }

    mutating func end(_ state: MessageState) {
        hear(.messageStateChanged("t1", "m4", state), .runEnded("run"))
    }
}
