import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// The list of threads and the search, with their styles.
@Suite struct GoldenListTests {
    private static func expect(_ name: String, _ stage: inout Stage) throws {
        try expectText(stage.screen.frame().styledText, name, stage.screen.size)
    }

    /// Threads with every mark, pinned and labelled ones among them.
    private static func marked(_ size: Size) -> Stage {
        var pinned = Stage.thread("p1", "The house: plans and numbers", minutesAgo: 60 * 24 * 9)
        pinned.isPinned = true
        pinned.labels = ["home", "money"]
        var labelled = Stage.thread("t2", "Bread", minutesAgo: 26 * 60, isUnread: true)
        labelled.labels = ["kitchen"]
        let threads = [
            pinned, labelled, Stage.thread("t1", "How do I stop an answer?", minutesAgo: 2),
            Stage.thread("t3", "日本語のスレッドの題名はここで切れる", minutesAgo: 60 * 5),
            Stage.thread("t4", "What went wrong?", minutesAgo: 60 * 24 * 3, hasFailed: true),
            Stage.thread("t5", "Waiting for its turn", minutesAgo: 60 * 24 * 20),
            Stage.thread("t6", "Half a thought", minutesAgo: 60 * 24 * 40),
            Stage.thread("t7", "שלום וברכה", minutesAgo: 60 * 24 * 400),
        ]
        var stage = Stage(SessionState(services: [Stage.service]), columns: size.columns, rows: size.rows)
        let sorted = threads.sorted(by: ThreadQuery().lists)
        stage.hear(.threadsListed(ThreadPage(count: 8, threads: sorted, drafts: ["t6": "but"], queued: ["t5"])))
        stage.hear(.runChanged(Stage.run(.streaming, reply: "m9", to: "m8", in: "t3")))
        stage.press("<Ctrl-T>")
        return stage
    }

    @Test("Groups, marks and labels", arguments: GoldenScreenTests.sizes)
    func groups(_ size: Size) throws {
        var stage = Self.marked(size)
        stage.press("<Down><Down>t")
        try Self.expect("list-groups", &stage)
    }

    @Test("A long list, in its middle and where it is not known yet", arguments: GoldenScreenTests.sizes)
    func long(_ size: Size) throws {
        let threads = Stage.crowdOfThreads(4210)
        var stage = Stage.long(threads, columns: size.columns, rows: size.rows)
        stage.press("<Ctrl-T><End>")
        try Self.expect("list-coming", &stage)
        stage.answerList(threads)
        try Self.expect("list-end", &stage)
    }

    @Test("A limit that is being written, kept, and one that is none", arguments: GoldenScreenTests.sizes)
    func limit(_ size: Size) throws {
        let threads = Stage.crowdOfThreads(4210)
        var stage = Stage.long(threads, columns: size.columns, rows: size.rows)
        stage.press("<Ctrl-T>l~t 421")
        stage.answerList(threads)
        try Self.expect("list-limit", &stage)
        stage.press(" ~d never")
        try Self.expect("list-limit-problem", &stage)
        for _ in 0..<9 { stage.press("<Backspace>") }
        stage.press("<Enter>")
        try Self.expect("list-limited", &stage)
    }

    @Test("The trash, and the question before it is emptied", arguments: GoldenScreenTests.sizes)
    func trash(_ size: Size) throws {
        var stage = Self.marked(size)
        stage.press("vv")
        let deleted = [3, 12, 29].map { days in
            var thread = Stage.thread(ThreadID("d\(days)"), "Thrown away \(days) days ago", minutesAgo: 1440 * days)
            thread.deletedAt = Stage.noon + .seconds(-86_400 * days)
            return thread
        }
        stage.hear(.threadsListed(ThreadPage(query: ThreadQuery(scope: .trash), count: 3, threads: deleted)))
        try Self.expect("list-trash", &stage)
        stage.press("E")
        try Self.expect("list-trash-question", &stage)
    }

    @Test("A title that is being written, and a label", arguments: GoldenScreenTests.sizes)
    func fields(_ size: Size) throws {
        var stage = Self.marked(size)
        stage.press("<F2>")
        try Self.expect("list-rename", &stage)
        stage.press("<Esc>+ki<Tab>")
        try Self.expect("list-label", &stage)
    }

    @Test(
        "The search: what is found, and nothing yet",
        arguments: GoldenScreenTests.sizes + [Size(columns: 120, rows: 36)])
    func search(_ size: Size) throws {
        var stage = SearchTests.searching(columns: size.columns, rows: size.rows)
        stage.press("<Down>")
        try Self.expect("search", &stage)
        stage.press("<Ctrl-U>")
        try Self.expect("search-empty", &stage)
    }
}
