import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct LimitTests {
    private static let threads = Stage.crowdOfThreads(1200)

    private static func limited(_ text: String, _ stage: inout Stage) {
        for character in text {
            stage.press(character == " " ? "<Space>" : String(character))
            stage.answerList(threads)
        }
    }

    @Test("The list follows what is typed, the heading counts, Enter keeps it and shows the first that fits")
    func typing() {
        var stage = Stage.long(Self.threads)
        stage.press("<Ctrl-T>l")
        Self.limited("hread 77", &stage)
        #expect(stage.list()[0] == " Threads        21 of 1,200")
        #expect(stage.list()[1].contains(" hread 77 "))
        #expect(stage.screen.threads.selected == "t0")
        stage.press("<Enter>")
        #expect(stage.screen.threads.selected == "t77")
        #expect(stage.screen.focus == .threads)
        stage.press("<Down>")
        #expect(stage.screen.threads.selected == "t177")
        stage.press("L")
        stage.answerList(Self.threads)
        #expect(stage.list()[0] == " Threads              1,200")
        #expect(stage.screen.threads.selected == "t177")
    }

    @Test("Enter before the answer shows the first that fits when it comes")
    func early() {
        var stage = Stage.long(Self.threads)
        stage.press("<Ctrl-T>l77<Enter>")
        #expect(stage.screen.threads.selected == "t0")
        stage.effects = [.command(.listThreads(ThreadQuery(filter: .text("77")), around: 0))]
        stage.answerList(Self.threads)
        #expect(stage.screen.threads.selected == "t77")
    }

    @Test("What is no limit is explained below its place, and the list stays")
    func problem() {
        var stage = Stage.long(Self.threads)
        stage.press("<Ctrl-T>l")
        Self.limited("77 ~", &stage)
        let before = stage.list()[2...20]
        stage.press("x")
        #expect(stage.commands.isEmpty)
        #expect(stage.list()[2...20] == before)
        let lines = stage.lines()
        #expect(lines[22].contains("▲ There is no ~x"))
        let mark = lines[22].firstIndex(of: "▲").map { lines[22].distance(from: lines[22].startIndex, to: $0) }
        let sign = lines[21].firstIndex(of: "~").map { lines[21].distance(from: lines[21].startIndex, to: $0) }
        #expect(mark == sign)
        stage.press("<Enter>")
        #expect(stage.screen.field != nil)
        stage.press("<Backspace>u")
        #expect(stage.commands == [.listThreads(ThreadQuery(filter: .and([.text("77"), .unread])), around: 0)])
        stage.press("<Esc>")
        #expect(stage.commands == [.listThreads(ThreadQuery(), around: 0)])
        #expect(stage.screen.threads.limit.isEmpty)
    }

    @Test("The limit stands in the field again when it is opened again")
    func again() {
        var stage = Stage.long(Self.threads)
        stage.press("<Ctrl-T>l~u<Enter>l")
        #expect(stage.screen.field?.editor.text == "~u")
    }

    @Test(
        "Tab completes signs, names and labels",
        arguments: [
            ("<Tab>", "~t "), ("<Tab><Tab>", "~b "), ("<Shift-Tab>", "~A"), ("~<Tab><Tab><Tab>", "~d "),
            ("~s <Tab>", "~s Assisters"), ("~s loc<Tab>", "~s \"Local service\""), ("~a Gu<Tab>", "~a Guide"),
            ("~a Rev<Tab>", "~a Reviewer"),
            ("~l wo<Tab>", "~l work"), ("~l <Tab><Tab>", "~l work"), ("~d y<Tab>", "~d yesterday"),
            ("~d<Tab>", "~d today"), ("bread ~l wo<Tab> | x", "bread ~l work | x"), ("~u<Tab>", "~f"),
        ])
    func completion(_ keys: String, _ text: String) {
        var stage = Stage.several()
        var labelled = Stage.thread("t2", "Labelled")
        labelled.labels = ["home", "work"]
        stage.hear(
            .threadSaved(labelled),
            .presetsRead([Preset(service: "openai", name: "Reviewer", settings: ReplySettings())]))
        stage.press("<Ctrl-T>l" + (keys.hasPrefix("~s <Tab>") ? "~s a<Tab>" : keys))
        #expect(stage.screen.field?.editor.text == text)
    }

    @Test("What is behind the cursor stays when something is completed")
    func inTheMiddle() {
        var stage = Stage.several()
        stage.press("<Ctrl-T>l~s loc tail<Ctrl-Left><Left><Tab>")
        #expect(stage.screen.field?.editor.text == "~s \"Local service\" tail")
        stage.press("<Tab>")
        #expect(stage.screen.field?.editor.text == "~s \"Local service\" tail")
    }

    @Test("The pieces of a limit fit the help beside it, in every size", arguments: 1...40)
    func help(_ rows: Int) {
        for columns in [1, 10, 20, 40, 51, 90] {
            let lines = LimitHelp.lines(size: Size(columns: columns, rows: rows), theme: .plain)
            #expect(lines.allSatisfy { $0.columns <= max(columns, 15) })
        }
    }
}
