import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct ThreadListTests {
    @Test("At the start the newest thread is opened")
    func start() {
        let stage = Stage(SessionState(threads: [Stage.thread("t1", "One", minutesAgo: 5), Stage.thread("t2", "Two")]))
        #expect(stage.commands == [.openThread("t2")])
    }

    @Test("Moving in the list opens the thread; Enter goes to its composer")
    func moving() {
        var stage = Stage.talk()
        stage.press("<Ctrl-T><Down>")
        #expect(stage.commands == [.openThread("t2")])
        stage.press("<End>")
        #expect(stage.commands == [.openThread("t5")])
        stage.press("<Down>")
        #expect(stage.commands.isEmpty)
        stage.press("<Enter>")
        #expect(stage.screen.focus == .composer)
    }

    @Test("The selected thread stays selected while the order changes")
    func order() {
        var stage = Stage.talk()
        stage.press("<Alt-Down>")
        var moved = Stage.thread("t5", "A recipe for bread")
        moved.activeAt = Stage.noon + .seconds(1)
        stage.hear(.threadSaved(moved))
        #expect(stage.screen.threads.selected == "t2")
        #expect(stage.lines()[5].hasPrefix("▌◆ Show me"))
    }

    @Test("A new thread is selected when it comes, another that comes meanwhile is not")
    func newThread() {
        var stage = Stage.talk()
        stage.press("<Ctrl-N>")
        #expect(stage.commands == [.createThread])
        stage.press("<Ctrl-N>")
        #expect(stage.commands.isEmpty)
        stage.hear(.threadSaved(Stage.thread("other", "Said elsewhere")))
        #expect(stage.screen.threads.selected == "t1")
        stage.hear(.threadSaved(Stage.thread("new", ThreadTitle.untitled, isEmpty: true)))
        #expect(stage.commands == [.openThread("new")])
        #expect(stage.screen.threads.selected == "new")
    }

    @Test("An empty thread that exists is shown instead of a new one")
    func emptyThread() {
        var stage = Stage.talk()
        stage.hear(.threadSaved(Stage.thread("empty", ThreadTitle.untitled, minutesAgo: 90, isEmpty: true)))
        stage.press("<Ctrl-N>")
        #expect(stage.commands == [.openThread("empty")])
        stage.press("<Ctrl-N>")
        #expect(stage.commands.isEmpty)
    }

    @Test("The list scrolls with the selection")
    func scrolling() {
        let threads = (0..<50).map { Stage.thread(ThreadID("t\($0)"), "Thread \($0)", minutesAgo: $0) }
        var stage = Stage(SessionState(threads: threads, services: [Stage.service]))
        stage.press("<Ctrl-T><End>")
        #expect(stage.lines()[22].hasPrefix("▌  Thread 49"))
        stage.press("<Home>")
        #expect(stage.lines()[2].hasPrefix(" Today"))
        #expect(stage.lines()[3].hasPrefix("▌  Thread 0"))
    }

    @Test("On a narrow screen the list takes the place of the rest, and Esc gives it back")
    func folded() {
        var stage = Stage.talk(columns: 40, rows: 12)
        #expect(!stage.text().contains("Show me"))
        stage.press("<Ctrl-T>")
        #expect(stage.text().contains("Show me"))
        #expect(!stage.text().contains("Write to"))
        stage.press("<Esc>")
        #expect(!stage.text().contains("Show me"))
    }

    @Test(
        "Ages",
        arguments: [
            (0, "now"), (59, "now"), (60, "1m"), (3599, "59m"), (3600, "1h"), (86_399, "23h"), (86_400, "1d"),
            (604_799, "6d"), (604_800, "1w"), (3_023_999, "4w"), (3_024_000, "10 Oct"), (31_536_000, "Nov 2025"),
            (-5, "now"),
        ])
    func ages(_ seconds: Int, _ words: String) {
        let moment = Stage.noon + .seconds(-seconds)
        #expect(Age.words(of: moment, at: Stage.noon, offset: .zero).string == words)
    }

    @Test(
        "The next change of an age is the first moment with other words",
        arguments: [-90, 0, 1, 59, 60, 3600, 90_000, 700_000])
    func nextChange(_ seconds: Int) throws {
        let moment = Stage.noon + .seconds(-seconds)
        let next = try #require(Age.nextChange(of: moment, at: Stage.noon))
        let words = Age.words(of: moment, at: Stage.noon, offset: .zero)
        #expect(Age.words(of: moment, at: next + .milliseconds(-1), offset: .zero) == words)
        #expect(Age.words(of: moment, at: next, offset: .zero) != words)
    }
}
