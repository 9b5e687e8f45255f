import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// The pages about services and assistants, and what belongs to messages, as whole screens.
@Suite struct GoldenPageTests {
    static let sizes = GoldenScreenTests.sizes + [Size(columns: 120, rows: 36)]

    @Test("The picker with several services", arguments: sizes)
    func picker(_ size: Size) throws {
        var stage = Stage.picking(columns: size.columns, rows: size.rows)
        stage.press("<Down><Down>")
        try expectScreen("picker", &stage)
        stage.press("<Ctrl-End>")
        try expectScreen("picker-away", &stage)
    }

    @Test("The picker narrowed down", arguments: sizes)
    func filter(_ size: Size) throws {
        var stage = Stage.picking(columns: size.columns, rows: size.rows)
        stage.press("coo")
        try expectScreen("picker-filter", &stage)
    }

    @Test("The picker with many assistants, more of which are being fetched", arguments: sizes)
    func crowd(_ size: Size) throws {
        var stage = Stage.picking(
            columns: size.columns, rows: size.rows,
            AssistantList(assistants: Stage.crowd(0..<40), hasMore: true, isLoading: true))
        stage.press("<Ctrl-End><Up><Up>")
        try expectScreen("picker-crowd", &stage)
    }

    @Test("The picker when the assistants did not come", arguments: sizes)
    func failure(_ size: Size) throws {
        let gone = Failure(
            what: "The assistants did not come", why: "the service knows no such key", remedy: "look at its key")
        var stage = Stage.picking(
            columns: size.columns, rows: size.rows, AssistantList(assistants: [], hasMore: true, failure: gone))
        stage.press("<Down><Down>")
        try expectScreen("picker-failure", &stage)
    }

    @Test("A new assistant", arguments: sizes)
    func form(_ size: Size) throws {
        var stage = Stage.picking(columns: size.columns, rows: size.rows)
        stage.press("<Down><Ctrl-N>Nils<Tab>Knows the way")
        try expectScreen("form-new", &stage)
    }

    @Test("An assistant that the service does not take, and a number out of its range", arguments: sizes)
    func refused(_ size: Size) throws {
        var stage = Stage.picking(columns: size.columns, rows: size.rows)
        stage.press("<Down><Down><Ctrl-E><Tab><Tab> More.<Ctrl-S>")
        stage.hear(.assistantEdited("assisters", .refused(AssistantFormTests.refusal)))
        try expectScreen("form-refused", &stage)
        stage.press("<Tab><Tab><Tab><Ctrl-U>5<Ctrl-S>")
        try expectScreen("form-problem", &stage)
        stage.press("<Backspace>1<Ctrl-S>")
        try expectScreen("form-saving", &stage)
    }

    @Test("The question before a form is left", arguments: sizes)
    func leaving(_ size: Size) throws {
        var stage = Stage.picking(columns: size.columns, rows: size.rows)
        stage.press("<Down><Ctrl-N>Nils<Esc>")
        try expectScreen("form-leave", &stage)
    }

    @Test("What belongs to a reply, folded and opened", arguments: sizes)
    func details(_ size: Size) throws {
        var stage = Stage.talk(columns: size.columns, rows: size.rows)
        stage.answerWithParts()
        try expectScreen("details-folded", &stage)
        stage.press("<Alt-O>")
        try expectScreen("details-opened", &stage)
    }

    @Test("The next try is waited for", arguments: sizes)
    func countdown(_ size: Size) throws {
        var stage = RetryTests.waiting(columns: size.columns, rows: size.rows)
        stage.wait(3)
        try expectScreen("countdown", &stage)
    }

    @Test("Little is left to ask, in a thread with an assistant of its own", arguments: sizes)
    func rateLimit(_ size: Size) throws {
        var stage = Stage.several(columns: size.columns, rows: size.rows)
        var thread = Stage.thread("t1", "How do I stop an answer?", minutesAgo: 2)
        thread.choice = ServiceChoice(service: "assisters", assistant: Stage.assistants[0].reference)
        var service = Stage.assisters
        service.rateLimit = RateLimit(limit: 100, remaining: 12, resetsAt: Stage.noon + .seconds(30))
        stage.hear(.threadSaved(thread), .serviceChanged(service))
        try expectScreen("rate-limit", &stage)
    }

    @Test("Another empty thread says how to choose who answers", arguments: sizes)
    func emptyThread(_ size: Size) throws {
        var stage = Stage.several(columns: size.columns, rows: size.rows)
        stage.hear(.threadSaved(Stage.thread("t2", ThreadTitle.untitled, isEmpty: true)), .threadOpened("t2", []))
        stage.press("<Ctrl-N>")
        try expectScreen("empty-thread", &stage)
    }
}
