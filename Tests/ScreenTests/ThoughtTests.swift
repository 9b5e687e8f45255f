import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

/// What a model thinks before it says something, and what a reply took.
@Suite struct ThoughtTests {
    private static let thinking = MessagePart.reasoning(1, text: "The person asks *why*.\n\nTwo ways")

    private static func reasoned(_ part: MessagePart, _ time: String) -> Event {
        var part = part
        part.title = "Reasoned for \(time)"
        return .messagePartSet("t1", "m4", part)
    }

    private static func thinker(columns: Int = 80, rows: Int = 40) -> Stage {
        var stage = Stage.talk(columns: columns, rows: rows)
        stage.ask(answered: "")
        stage.hear(
            .runChanged(Stage.run(.streaming, reply: "m4", to: "m3")), .messagePartSet("t1", "m4", thinking),
            .messagePartGrew("t1", "m4", part: "reasoning-1", by: " are open."))
        return stage
    }

    private static func pane(_ stage: inout Stage) -> [String] {
        stage.lines().dropFirst(2).map { String($0.dropFirst(29)) }
    }

    @Test("A thought is a line above the text, with its time when it is over, and what the reply took the last line")
    func folded() throws {
        var stage = Self.thinker()
        var lines = Self.pane(&stage)
        let head = try #require(lines.firstIndex { $0.contains("▸ Reasoning…") })
        #expect(lines[head + 2].contains("● thinking… "))
        #expect(!stage.text().contains("writing…"))
        let usage = TokenUsage(input: 1_204, cachedInput: 800, output: 356, reasoning: 120, model: "m")
        stage.hear(
            Self.reasoned(Self.thinking, "3.2 s"), .replyGrew("t1", "m4", by: "Because."),
            .messagePartSet("t1", "m4", usage.part), .messagePartSet("t1", "m4", Stage.parts[1]))
        lines = Self.pane(&stage)
        #expect(lines[head].contains("▸ Reasoned for 3.2 s"))
        #expect(lines[head + 1].isEmpty && lines[head + 2].contains("Because."))
        #expect(stage.text().contains("● writing… "))
        #expect(!stage.text().contains("1,204"))
        stage.end(.complete)
        lines = Self.pane(&stage)
        #expect(lines[head + 4].contains("• called clock"))
        #expect(lines[head + 5].contains("• 1,204 tokens in (800 cached), 356 out"))
        #expect(!stage.text().contains("input 1204"))
    }

    @Test("The details key shows the thought as it grows, and folds it")
    func opened() {
        var stage = Self.thinker()
        let folded = stage.text()
        stage.press("<Alt-O>")
        #expect(stage.text().contains("▾ Reasoning…"))
        #expect(stage.text().contains("   The person asks why."))
        #expect(stage.text().contains("   Two ways are open."))
        stage.hear(.messagePartGrew("t1", "m4", part: "reasoning-1", by: "\n\n- the **first**"))
        #expect(stage.text().contains("the first"))
        stage.press("<Alt-O>")
        #expect(stage.text() == folded)
    }

    @Test("The rows of a thought that grew piece by piece are those of the whole", arguments: [7, 30, 80])
    func growing(_ columns: Int) {
        let text = Stage.answer + "\n\n{\"a\": 1}\n\n" + Stage.answer
        var grown = PartLayout()
        var part = MessagePart.reasoning(1)
        let characters = Array(text)
        for start in stride(from: 0, to: characters.count, by: 5) {
            part.text += String(characters[start..<min(start + 5, characters.count)])
            grown.update(part, columns: columns, theme: .dark)
        }
        var whole = PartLayout()
        whole.update(part, columns: columns, theme: .dark)
        #expect(grown.rows == whole.rows && !whole.rows.isEmpty)
        part.text = "Other"
        grown.update(part, columns: columns, theme: .dark)
        #expect(grown.rows.count == 1)
    }

    /// A long reply, of which the end or its middle is read.
    private static func reader(_ keys: String) -> Stage {
        var stage = thinker(rows: 24)
        stage.hear(
            reasoned(thinking, "1.0 s"), .replyGrew("t1", "m4", by: (0..<60).map { "line \($0)\n\n" }.joined()))
        stage.press(keys)
        return stage
    }

    @Test(
        "What comes above the text that is read does not move it",
        arguments: ["<PgUp>", "<PgUp><PgUp>", "<Shift-Tab>o<PgDn><PgDn>"])
    func staysPut(_ keys: String) {
        var stage = Self.reader(keys)
        #expect(!stage.screen.transcript.anchors.isEmpty)
        let before = Self.pane(&stage)[..<18]
        let second = MessagePart.reasoning(2, text: "And then\n\nmore")
        stage.hear(.messagePartSet("t1", "m4", second))
        #expect(Self.pane(&stage)[..<18] == before)
        for _ in 0..<3 { stage.hear(.messagePartGrew("t1", "m4", part: "reasoning-2", by: "\n\nand more")) }
        #expect(Self.pane(&stage)[..<18] == before)
        stage.hear(Self.reasoned(second, "2.0 s"))
        #expect(Self.pane(&stage)[..<18] == before)
    }

    @Test("Opening shows the thought from its beginning, and its folding leaves the reader where the text is")
    func bringsIntoView() {
        var stage = Self.reader("")
        stage.press("<Alt-O>")
        #expect(Self.pane(&stage).first?.contains("▾ Reasoned for 1.0 s") == true)
        stage.press("<PgDn>")
        let line = Self.pane(&stage).first { $0.contains("line ") }
        stage.press("<Alt-O>")
        #expect(Self.pane(&stage).first { $0.contains("line ") } == line)
    }

    @Test("A reply is taken as what it says, without what was thought")
    func copied() {
        var stage = Self.reader("<Alt-O>")
        stage.end(.complete)
        let text = (0..<60).map { "line \($0)\n\n" }.joined()
        stage.press("<Alt-W>")
        #expect(SelectionTests.copied(stage) == text)
    }

    @Test("What is found in the text is found wherever the text has moved", arguments: ["", "<Alt-O>"])
    func found(_ keys: String) throws {
        var stage = Self.reader(keys + "<F3>line 59<Enter>")
        #expect(stage.screen.transcript.find?.results?.total == 1)
        stage.hear(.messagePartSet("t1", "m4", MessagePart.reasoning(2, text: "line 59\n\nmore")))
        stage.wait(0)
        #expect(stage.screen.transcript.find?.results?.total == (keys.isEmpty ? 1 : 2))
        let row = try #require(stage.screen.frame().rowsWithMarks.last)
        #expect(row.contains("line 59"))
    }

    @Test("No line is wider than asked, folded or opened", arguments: 1...60)
    func widths(_ columns: Int) {
        var stage = Self.reader("")
        stage.hear(.messagePartSet("t1", "m4", TokenUsage(input: 1_204, cachedInput: 800, output: 356).part))
        stage.end(.complete)
        stage.resize(columns, 40)
        for _ in 0..<2 {
            var screen = stage.screen
            let scene = screen.transcriptScene()
            let message = scene.messages[3]
            let rows =
                screen.transcript.thoughtRows(of: message, scene) + screen.transcript.partRows(of: message, scene)
            #expect(rows.count > 3 && rows.allSatisfy { $0.columns <= max(1, scene.size.columns) })
            stage.press("<Alt-O>")
        }
    }

    @Test("Beside the title stands what all replies of the thread took, where there is room")
    func sum() {
        var stage = Stage.talk(columns: 100, rows: 24)
        func heading() -> String { String(stage.lines()[0].dropFirst(29)) }
        #expect(heading().hasSuffix("How do I stop an answer?"))
        stage.hear(.messagePartSet("t1", "m2", TokenUsage(input: 1_000, output: 200, dollars: 0.5).part))
        #expect(heading().hasSuffix("1,200 tokens, $0.50"))
        stage.ask()
        stage.hear(.messagePartSet("t1", "m4", TokenUsage(input: 30_000, output: 4).part))
        #expect(heading().hasSuffix("31,204 tokens"))
        stage.hear(.messageRemoved("t1", "m4"))
        #expect(heading().hasSuffix("1,200 tokens, $0.50"))
        stage.resize(60, 24)
        #expect(!stage.text().contains("1,200"))
        stage.resize(100, 24)
        stage.press("<Alt-Down>")
        #expect(!stage.text().contains("1,200"))
    }

    @Test("A thought with no words is a line without a key")
    func withoutWords() {
        var stage = Self.thinker()
        stage.hear(Self.reasoned(.reasoning(1), "0.4 s"), .replyGrew("t1", "m4", by: "Yes."))
        stage.end(.complete)
        #expect(stage.text().contains("• Reasoned for 0.4 s"))
        stage.press("<Alt-O>")
        #expect(stage.screen.status.notice == "The last reply has no details")
    }
}

extension Frame {
    /// The rows of the transcript in which something is marked.
    fileprivate var rowsWithMarks: [String] {
        rows.compactMap { row in
            let cells = row.dropFirst(30)
            let isMarked = cells.contains { !$0.style.attributes.isDisjoint(with: [.reverse, .underline]) }
            return isMarked ? cells.map { String($0.cluster) }.joined() : nil
        }
    }
}
