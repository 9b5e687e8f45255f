import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// Whole screens, from events and keys to text.
@Suite struct GoldenScreenTests {
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 20, rows: 6)]

    @Test("A newcomer is greeted and told the keys", arguments: sizes)
    func firstRun(_ size: Size) throws {
        var stage = Stage(columns: size.columns, rows: size.rows)
        stage.hear(.threadSaved(Stage.thread("t1", ThreadTitle.untitled, isEmpty: true)))
        try expectScreen("first-run", &stage)
    }

    @Test("A thread with an answer and a draft", arguments: sizes)
    func talk(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.press("and in<Alt-Enter>two lines?")
        try expectScreen("talk", &stage)
    }

    @Test("A reply is waited for", arguments: sizes)
    func waiting(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask(answered: "")
        stage.wait(3)
        try expectScreen("waiting", &stage)
    }

    @Test("A reply streams while another prompt waits", arguments: sizes)
    func streaming(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask()
        stage.hear(.messageAdded(Stage.prompt("m5", "One more thing", state: .queued)))
        stage.wait(65)
        try expectScreen("streaming", &stage)
    }

    @Test("A reply that the person stops", arguments: sizes)
    func stopping(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask()
        stage.press("<Esc>")
        try expectScreen("stopping", &stage)
        stage.end(.stopped(.byService))
        try expectScreen("stopped", &stage)
    }

    @Test("A reply that was cut off, seen from the transcript", arguments: sizes)
    func interrupted(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask()
        stage.end(
            .interrupted(
                Failure(
                    what: "The reply was cut off", why: "the service closed the connection before the end",
                    remedy: "What has come is kept")))
        stage.press("<Shift-Tab>")
        try expectScreen("interrupted", &stage)
    }

    @Test("A reply that was thought about, and what it took", arguments: sizes)
    func reasoning(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask(answered: "")
        let thought = MessagePart.reasoning(1, text: "They have asked how to stop. *Then* is what follows.")
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m4", to: "m3")), .messagePartSet("t1", "m4", thought))
        try expectScreen("reasoning-goes-on", &stage)
        let reasoned = MessagePart(
            id: thought.id, kind: .reasoning, title: "Reasoned for 3.2 s", text: thought.text)
        let usage = TokenUsage(input: 1_204, cachedInput: 800, output: 356, reasoning: 120, model: "large")
        stage.hear(
            .messagePartSet("t1", "m4", reasoned), .replyGrew("t1", "m4", by: "Then you go on."),
            .messagePartSet("t1", "m4", usage.part))
        stage.end(.complete)
        try expectScreen("reasoning", &stage)
        stage.press("<Alt-O>")
        try expectScreen("reasoning-open", &stage)
    }

    @Test("A reply that failed before a prompt that waits", arguments: sizes)
    func failedBeforeQueued(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask()
        stage.hear(.messageAdded(Stage.prompt("m5", "One more thing", state: .queued)))
        stage.end(
            .failed(
                Failure(
                    what: "The service does not answer", why: "nothing listens at /run/user/1000/weft/service.sock",
                    remedy: "start it with `weft serve`, then ask again")))
        try expectScreen("failed-before-queued", &stage)
    }

    @Test("New text below while reading above", arguments: sizes)
    func newTextBelow(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask()
        stage.press("<Home>")
        stage.hear(.replyGrew("t1", "m4", by: "\n\nAnd on."))
        try expectScreen("new-text-below", &stage)
    }

    @Test("The thread list has the keys", arguments: sizes)
    func threadList(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m9", to: "m8", in: "t3")))
        stage.press("<Ctrl-T><Down>")
        try expectScreen("thread-list", &stage)
    }

    @Test("The help page", arguments: sizes)
    func help(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.press("<F1>")
        try expectScreen("help", &stage)
        stage.press("<PgDn>")
        try expectScreen("help-page-2", &stage)
    }

    @Test("The question before quitting", arguments: sizes)
    func question(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.ask()
        stage.press("<Ctrl-Q>")
        try expectScreen("question", &stage)
    }

    @Test("A second instance can read only", arguments: sizes)
    func readOnly(_ size: Size) throws {
        let holder = Failure(
            what: "This Weft can only read", why: "another Weft (process 4711) is writing, since 2026-11-13 14:02",
            remedy: "quit that one, or go on there")
        let threads = [Stage.thread("t1", "How do I stop an answer?", minutesAgo: 2)]
        var stage = Stage(
            SessionState(threads: threads, services: [Stage.service], readOnly: holder), columns: size.columns,
            rows: size.rows)
        stage.hear(.threadOpened("t1", [Stage.prompt("m1", "How do I stop an answer?")]))
        try expectScreen("read-only", &stage)
    }

    @Test("Trouble and a service that is away", arguments: sizes)
    func trouble(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        var service = Stage.service
        service.reachability = .unreachable(Failure(what: "The service does not answer"))
        stage.hear(
            .serviceChanged(service),
            .troubleChanged(Failure(what: "Nothing can be saved", why: "the disk is full", remedy: "Make room")))
        try expectScreen("trouble", &stage)
    }
}
