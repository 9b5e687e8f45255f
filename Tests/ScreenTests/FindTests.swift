import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

/// Looking for words in the thread.
@Suite struct FindTests {
    /// Three exchanges with the word "tide" in some of them.
    static func talk(columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Tides")], services: [Stage.service]), columns: columns,
            rows: rows)
        let filler = (0..<30).map { "line \($0)" }.joined(separator: "\n\n")
        stage.hear(
            .threadOpened(
                "t1",
                [
                    Stage.prompt("m1", "When is the Tide high?"), Stage.reply("m2", "The tide. " + filler, to: "m1"),
                    Stage.prompt("m3", "And low tide?"), Stage.reply("m4", filler + "\n\nAt six, TIDE.", to: "m3"),
                ].inSequence))
        return stage
    }

    private static func count(_ stage: inout Stage) -> String {
        let line = stage.lines().last { $0.contains("Find ›") } ?? ""
        return line.split(separator: "  ").last.map { $0.trimmed } ?? ""
    }

    @Test("While it is typed the view goes to the nearest hit, and Esc goes back to where it was")
    func incremental() {
        var stage = Self.talk()
        stage.press("<Alt-P><Alt-P><Alt-P>")
        let before = MovingTests.transcript(&stage)
        stage.press("<F3>low t")
        #expect(Self.count(&stage) == "1 of 1")
        #expect(stage.text().contains("And low tide?"))
        stage.press("<Esc>")
        #expect(MovingTests.transcript(&stage) == before)
        #expect(stage.screen.focus == .composer)
    }

    @Test("Small letters find capitals, a capital makes it exact, and n and N go around the end")
    func caseAndCount() {
        var stage = Self.talk()
        stage.press("<Ctrl-Home><F3>tide")
        #expect(Self.count(&stage) == "1 of 4")
        stage.press("<Enter>nn")
        #expect(stage.text().contains("3 of 4"))
        stage.press("nn")
        #expect(stage.screen.status.notice == "From the start again")
        #expect(stage.screen.transcript.find?.results?.current == .init(index: 0, number: 0))
        stage.press("N")
        #expect(stage.screen.transcript.find?.results?.current == .init(index: 3, number: 0))
        stage.press("/<Ctrl-U>Tide")
        #expect(Self.count(&stage) == "1 of 1")
        stage.press("<Esc>")
        #expect(stage.screen.transcript.find == nil)
    }

    @Test("A regular expression is one by toggle; what is wrong with it stands under the line")
    func expressions() {
        var stage = Self.talk()
        stage.press("<F3>line 1.<Ctrl-R>")
        #expect(Self.count(&stage).contains("of 20 · expression"))
        stage.press("(")
        #expect(stage.text().contains("This is no regular expression: a ( is not closed"))
        stage.press("<Backspace><Ctrl-R>")
        #expect(Self.count(&stage) == "nothing found")
    }

    @Test("A hit across a wrap is marked in both rows")
    func acrossRows() throws {
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Tides")], services: [Stage.service]), columns: 40, rows: 12)
        let text = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii"
        stage.hear(
            .threadOpened("t1", [Stage.prompt("m1", text), Stage.reply("m2", "> " + text, to: "m1")].inSequence))
        stage.press("<F3>ffff gggg hhhh<Enter>")
        let frame = stage.screen.frame()
        let found = Set([Theme.dark.found, Theme.dark.foundNow].map(\.attributes))
        var marked: [String] = []
        for row in frame.rows.prefix(9) {
            let cells = row.filter { !$0.style.attributes.isDisjoint(with: [.reverse, .underline]) }
            marked.append(String(cells.filter { found.contains($0.style.attributes) }.map(\.cluster)))
        }
        #expect(marked.filter { !$0.isEmpty }.joined(separator: "|").contains("hhhh"))
        #expect(marked.joined().filter { $0 == "f" }.count == 8)
        #expect(marked.joined().filter { $0 == "h" }.count == 8)
        #expect(!marked.joined().contains("│"))
    }

    @Test("What streams in is searched too, also where it completes a word")
    func streaming() {
        var stage = Self.talk()
        stage.press("<F3>ebb and flow<Enter>")
        #expect(stage.text().contains("nothing found"))
        stage.hear(.messageAdded(Stage.reply("m5", "", to: "m3", state: .running)))
        stage.hear(.replyGrew("t1", "m5", by: "ebb and fl"), .replyGrew("t1", "m5", by: "ow and ebb and flow"))
        stage.wait(0)
        #expect(stage.screen.transcript.find?.results?.total == 2)
        stage.hear(.replyReplaced("t1", "m5", text: "no such thing"))
        stage.wait(0)
        #expect(stage.screen.transcript.find?.results?.total == 0)
    }

    @Test("A thread of megabytes is searched in slices, and the count says that there is more")
    func slices() {
        var stage = Stage(SessionState(threads: [Stage.thread("t1", "Long")], services: [Stage.service]))
        let paragraph = String(repeating: "many words and one needle here. ", count: 20) + "\n\n"
        stage.screen.transcript.bytesOfSlice = 10_000
        let messages = (0..<10).map {
            Stage.prompt(MessageID("m\($0)"), String(repeating: paragraph, count: 10))
        }
        stage.hear(.threadOpened("t1", messages.inSequence))
        stage.press("<F3>needle")
        #expect(Self.count(&stage).hasSuffix("+"))
        #expect(stage.screen.nextTick == stage.now)
        var slices = 0
        while let next = stage.screen.nextTick, next <= stage.now, slices < 100 {
            stage.wait(0)
            slices += 1
        }
        #expect(slices > 3)
        #expect(stage.screen.transcript.find?.results?.total == 10 * 10 * 20)
        #expect(!Self.count(&stage).contains("+"))
    }

    @Test("Other widths find the same, and the view stays where it is")
    func widths() {
        var stage = Self.talk()
        stage.press("<F3>line<Enter>")
        for columns in [40, 61, 100, 80] {
            stage.resize(columns, 24)
            stage.wait(0)
            #expect(stage.screen.transcript.find?.results?.total == 60)
        }
    }

    @Test("The field on the screen", arguments: GoldenScreenTests.sizes)
    func golden(_ size: Size) throws {
        var stage = Self.talk(columns: size.columns, rows: size.rows)
        stage.press("<F3>tide")
        try expectScreen("find", &stage)
        stage.press("<Ctrl-R>[")
        try expectScreen("find-problem", &stage)
        stage.press("<Backspace><Enter>")
        try expectScreen("found", &stage)
    }
}

extension StringProtocol {
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
