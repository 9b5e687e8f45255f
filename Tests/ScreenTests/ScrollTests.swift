import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct ScrollTests {
    /// Many messages, each of a few lines with words of their own.
    private static func long(_ count: Int = 40, columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Long")], services: [Stage.service]), columns: columns, rows: rows
        )
        let messages = (0..<count).map { number in
            let words = (0..<30).map { "w\(number)x\($0)" }.joined(separator: " ")
            return number.isMultiple(of: 2)
                ? Stage.prompt(MessageID("m\(number)"), words)
                : Stage.reply(MessageID("m\(number)"), words, to: MessageID("m\(number - 1)"))
        }
        stage.hear(.threadOpened("t1", messages.inSequence))
        return stage
    }

    /// The rows of the transcript.
    private static func transcript(_ stage: inout Stage) -> [Substring] {
        stage.lines()[2..<21].map { $0.dropFirst(29) }
    }

    @Test("At the end the view follows what comes")
    func follows() {
        var stage = Self.long()
        stage.hear(.messageAdded(Stage.prompt("new", "the newest words")))
        #expect(Self.transcript(&stage).last == " the newest words")
    }

    @Test("Scrolled up, nothing that comes moves the view", arguments: ["<PgUp>", "<PgUp><PgUp><PgUp>", "<Home>"])
    func staysPut(_ keys: String) {
        var stage = Self.long()
        stage.press(keys)
        let before = Self.transcript(&stage)
        stage.hear(.messageAdded(Stage.prompt("a", "the newest words")))
        stage.hear(.messageAdded(Stage.reply("b", "", to: "a", state: .running)))
        for piece in 0..<50 {
            stage.hear(.replyGrew("t1", "b", by: "piece \(piece)\n\n"))
            #expect(Self.transcript(&stage) == before)
        }
        #expect(stage.text().contains("▼ 104 new lines: End"))
        stage.press("<End>")
        #expect(stage.text().contains("piece 49"))
        #expect(!stage.text().contains("▼"))
    }

    @Test("A reply that grows while its own start is read stays where it is")
    func growingReply() {
        var stage = Self.long(3)
        stage.hear(.messageAdded(Stage.reply("b", "", to: "m2", state: .running)))
        stage.hear(.replyGrew("t1", "b", by: (0..<60).map { "line \($0)\n\n" }.joined()))
        stage.press("<PgUp>")
        let before = Self.transcript(&stage)
        for number in 60..<100 { stage.hear(.replyGrew("t1", "b", by: "line \(number)\n\n")) }
        #expect(Self.transcript(&stage) == before)
    }

    @Test("Line by line up and down again comes back to the end, and follows")
    func upAndDown() {
        var stage = Self.long()
        let end = stage.text()
        stage.press("<Shift-Tab>")
        stage.press(String(repeating: "k", count: 100) + String(repeating: "j", count: 100))
        stage.press("<Tab>")
        #expect(stage.text() == end)
        #expect(stage.screen.transcript.anchors.isEmpty)
    }

    @Test("Every line is seen on the way up, one at a time")
    func everyLine() {
        var stage = Self.long(6)
        stage.press("<Shift-Tab>")
        var before = Self.transcript(&stage)
        for _ in 0..<30 {
            stage.press("<Up>")
            let after = Self.transcript(&stage)
            #expect(after.dropFirst() == before.dropLast() || after == before)
            before = after
        }
    }

    @Test("The text at the top stays there while the width changes")
    func resize() throws {
        var stage = Self.long()
        stage.press("<PgUp><PgUp><PgUp><PgUp>")
        let word = try #require(
            Self.transcript(&stage).first { $0.contains("x") }?.split(separator: " ").first.map(String.init))
        for columns in [100, 61, 120, 80] {
            stage.resize(columns, 24)
            let divider = stage.screen.layout().divider.column
            let top = stage.lines()[2..<6].map { String($0.dropFirst(divider + 1)) }.joined(separator: " ")
            #expect(top.contains(word), "\(word) at \(columns) columns")
        }
    }

    @Test("Each thread keeps its place")
    func placeOfEachThread() {
        var stage = Self.long()
        stage.hear(.threadSaved(Stage.thread("t2", "Other", minutesAgo: 9)))
        stage.press("<PgUp><PgUp>")
        let before = Self.transcript(&stage)
        stage.press("<Alt-Down>")
        #expect(Self.transcript(&stage) != before)
        stage.press("<Alt-Up>")
        #expect(Self.transcript(&stage) == before)
    }

    @Test("Sending goes to the end")
    func sending() {
        var stage = Self.long()
        stage.press("<PgUp>hello<Enter>")
        stage.hear(.messageAdded(Stage.prompt("new", "hello")))
        #expect(Self.transcript(&stage).last == " hello")
    }

    @Test("A frame of a long thread lays out what it shows, and a delta costs itself")
    func work() {
        var stage = Self.long(10_000)
        _ = stage.text()
        let first = stage.screen.transcript.bytesLaidOut
        #expect(first < 20_000)
        _ = stage.text()
        #expect(stage.screen.transcript.bytesLaidOut == first)

        stage.hear(.messageAdded(Stage.reply("b", "", to: "m9999", state: .running)))
        let paragraph = String(repeating: "word ", count: 20) + "\n\n"
        stage.hear(.replyGrew("t1", "b", by: String(repeating: paragraph, count: 3_000)))
        _ = stage.text()
        let before = stage.screen.transcript.bytesLaidOut
        for _ in 0..<20 {
            stage.hear(.replyGrew("t1", "b", by: paragraph))
            _ = stage.text()
        }
        #expect(stage.screen.transcript.bytesLaidOut - before == 20 * paragraph.utf8.count)
    }
}
