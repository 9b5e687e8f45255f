import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// Moving by what was said, and staying where one is.
@Suite struct MovingTests {
    /// Prompts and replies of a few lines, numbered.
    static func talk(_ count: Int = 12, columns: Int = 80, rows: Int = 24) -> Stage {
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Long")], services: [Stage.service]), columns: columns, rows: rows
        )
        let messages = (0..<count).map { number in
            let words = (0..<50).map { "w\(number)x\($0)" }.joined(separator: " ")
            return number.isMultiple(of: 2)
                ? Stage.prompt(MessageID("m\(number)"), words)
                : Stage.reply(MessageID("m\(number)"), words, to: MessageID("m\(number - 1)"))
        }
        stage.hear(.threadOpened("t1", messages.inSequence))
        return stage
    }

    /// The rows of the transcript, without the thread list.
    static func transcript(_ stage: inout Stage) -> [String] {
        let layout = stage.screen.layout()
        return stage.lines()[layout.transcript.row..<layout.transcript.endRow].map {
            String($0.dropFirst(layout.transcript.column))
        }
    }

    /// The first word of the first message that is seen from its beginning.
    private static func firstWord(_ stage: inout Stage) -> String? {
        let words = transcript(&stage).flatMap { $0.split(separator: " ").map(String.init) }
        return words.first { $0.hasSuffix("x0") }
    }

    @Test("Message by message up to the first and down to the end, each with its head in the first row")
    func messages() {
        var stage = Self.talk()
        var seen: [String] = []
        for _ in 0..<14 {
            stage.press("<Alt-P>")
            #expect(Self.transcript(&stage)[0].contains("12:00"))
            seen.append(Self.firstWord(&stage) ?? "")
        }
        #expect(seen == (0...9).reversed().map { "w\($0)x0" } + Array(repeating: "w0x0", count: 4))
        stage.press("<Shift-Tab>]]")
        #expect(Self.firstWord(&stage) == "w2x0")
        stage.press("]]]]]]]]]]")
        #expect(stage.screen.transcript.anchors.isEmpty)
    }

    @Test("From the middle of a message its own head comes first")
    func middle() {
        var stage = Self.talk()
        stage.press("<Alt-P><Alt-P><Alt-P>")
        let before = Self.firstWord(&stage)
        stage.press("<Shift-Tab>jj[")
        #expect(Self.firstWord(&stage) == before)
    }

    @Test("Half a page is half of the pane, in both directions")
    func halfPages() {
        var stage = Self.talk()
        stage.press("<Shift-Tab>")
        let rows = Self.transcript(&stage)
        stage.press("u")
        #expect(
            Array(Self.transcript(&stage).suffix(rows.count - rows.count / 2))
                == Array(
                    rows.prefix(rows.count - rows.count / 2)))
        stage.press("d")
        #expect(Self.transcript(&stage) == rows)
        stage.press("g")
        #expect(Self.transcript(&stage)[1].contains("w0x0"))
        stage.press("G")
        #expect(Self.transcript(&stage) == rows)
    }

    @Test("The rule counts the lines that came, and no line that was on the screen")
    func newLines() {
        var stage = Self.talk()
        stage.hear(.messageAdded(Stage.reply("b", "", to: "m10", state: .running)))
        stage.hear(.replyGrew("t1", "b", by: "one\n\ntwo\n\n"))
        stage.press("<PgUp>")
        #expect(stage.text().contains("▼ more below: End"))
        stage.hear(.replyGrew("t1", "b", by: "three"))
        #expect(stage.text().contains("▼ 2 new lines: End"))
        stage.hear(.replyGrew("t1", "b", by: "\n\nfour\n\nfive"))
        #expect(stage.text().contains("▼ 6 new lines: End"))
        stage.resize(61, 30)
        #expect(stage.text().contains("▼ 6 new lines: End"))
        stage.press("<PgDn><PgDn>")
        #expect(!stage.text().contains("▼"))
    }

    @Test("What is at the top stays there through streaming, widths, details and the form of the text")
    func anchored() {
        var stage = Self.talk(20)
        stage.hear(.messageAdded(Stage.reply("b", "", to: "m18", state: .running)))
        stage.press("<Alt-P><Alt-P><Alt-P><Alt-P><Alt-P><Shift-Tab>jjj")
        // A word near the end of a row, so that it is in the top row at every width that is tried.
        let word = Self.transcript(&stage)[0].split(separator: " ")[0]
        for step in 0..<40 {
            stage.hear(.replyGrew("t1", "b", by: "piece \(step) of the reply\n\n"))
            stage.resize([80, 100, 64, 120, 72, 40][step % 6], [24, 12, 30][step % 3])
            if step % 4 == 0 { stage.press("w") }
            #expect(Self.transcript(&stage).prefix(4).joined().contains(word), "step \(step)")
        }
    }

    @Test("A text as it was written has the same rows in whatever pieces it came, and their bytes are the text")
    func plainRows() {
        let text = "a line\r\n\n  of 日本語の文 and\ttabs, e\u{301}t cetera and so on\n\u{1B}[31m\nlast  one \r"
        for columns in 1...24 {
            var whole = PlainLayout()
            whole.update(text: text, columns: columns, style: Style())
            var grown = PlainLayout()
            var head = ""
            for scalar in text.unicodeScalars {
                head.unicodeScalars.append(scalar)
                grown.update(text: head, columns: columns, style: Style())
                var fresh = PlainLayout()
                fresh.update(text: head, columns: columns, style: Style())
                #expect(grown.rows == fresh.rows)
            }
            let bytes = Array(text.utf8)
            var copy: [UInt8] = []
            for row in whole.rows {
                guard let range = row.bytes else { continue }
                // What is left out is a line end.
                #expect(bytes[copy.count..<range.lowerBound].allSatisfy { $0 == 0x0A || $0 == 0x0D })
                copy = Array(bytes[..<range.upperBound])
            }
            #expect(copy == bytes)
        }
    }
}
