import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// What belongs to a message beside its text.
@Suite struct DetailsTests {
    @Test("Parts are a line each, in the order they came, and open and close again")
    func folding() throws {
        var stage = Stage.talk(rows: 40)
        stage.answerWithParts()
        let folded = stage.text()
        let lines = stage.lines()
        let first = try #require(lines.firstIndex { $0.contains("▸ called lookup_user: {\"user_id\": 7") })
        #expect(lines[first + 1].contains("• called clock"))
        #expect(lines[first + 2].contains("▸ 2 sources"))
        #expect(lines[first + 3].contains("! 1 record could not be read"))
        stage.press("<Alt-O>")
        let opened = stage.text()
        #expect(opened.contains("▾ called lookup_user"))
        #expect(opened.contains("      \"born\""))
        #expect(opened.contains("\"note\": \"say \\\"hi\\\", {x}\""))
        #expect(opened.contains("▾ 2 sources"))
        #expect(opened.contains("Names, the second edition"))
        stage.press("<Alt-O>")
        #expect(stage.text() == folded)
    }

    @Test("Another part of the same name takes the place of the one before, opened or not")
    func replaced() {
        var stage = Stage.talk(rows: 40)
        stage.answerWithParts()
        stage.press("<Alt-O>")
        let result = MessagePart(id: "tool-1", kind: .toolCall, title: "lookup_user", text: "# Result\n\nname: Ada")
        stage.hear(.messagePartSet("t1", "m4", result))
        #expect(stage.text().contains("name: Ada"))
        #expect(!stage.text().contains("\"born\""))
    }

    @Test("JSON in a paragraph of its own is broken into lines, and Markdown around it stays Markdown")
    func mixed() throws {
        var stage = Stage.talk(rows: 40)
        stage.answerWithParts()
        let text = "Looking for **Ada**\n\nin all books\n\n{\"name\":\"Ada\"}\n\n[found](http://x.org) one"
        stage.hear(.messagePartSet("t1", "m4", MessagePart(id: "tool-1", kind: .toolCall, title: "find", text: text)))
        #expect(stage.text().contains("▸ called find: Looking for **Ada**"))
        stage.press("<Alt-O>")
        let lines = stage.lines().map { String($0.dropFirst(29)) }
        let start = try #require(lines.firstIndex { $0.contains("▾ called find") })
        #expect(
            lines[start + 1..<start + 8] == [
                "   Looking for Ada", "", "   in all books", "   {", "     \"name\": \"Ada\"", "   }",
                "   found (http://x.org) one",
            ])
    }

    @Test("Of a call that begins with a block of code the code is what is seen of it, not its fence")
    func fencedCall() {
        var stage = Stage.talk(rows: 40)
        stage.answerWithParts()
        let text = "```python\nprint(1)\n```\n\n```\n1\n```"
        stage.hear(.messagePartSet("t1", "m4", MessagePart(id: "tool-1", kind: .toolCall, title: "python", text: text)))
        #expect(stage.text().contains("▸ called python: print(1)"))
    }

    @Test("From the transcript the first message on the screen that has details is opened")
    func fromTranscript() {
        var stage = Stage.talk(rows: 60)
        stage.hear(.messagePartSet("t1", "m2", Stage.parts[2]))
        stage.answerWithParts()
        stage.press("<Shift-Tab>o")
        #expect(stage.screen.transcript.opened == ["m2": .heads])
        stage.press("<Tab><Alt-O>")
        #expect(stage.screen.transcript.opened == ["m2": .heads, "m4": .heads])
    }

    @Test("Without details that is said, and o is a letter in the composer")
    func none() {
        var stage = Stage.talk()
        stage.press("<Alt-O>o")
        #expect(stage.screen.composer.editor.text == "o")
        stage.press("<Alt-O>")
        #expect(stage.screen.status.notice == "The last reply has no details")
    }

    @Test("What is opened is brought into view from its beginning, and closing finds the end again")
    func inView() throws {
        var stage = Stage.talk()
        stage.answerWithParts()
        let long = (1...60).map { "- source \($0)" }.joined(separator: "\n")
        stage.hear(
            .messagePartSet("t1", "m4", MessagePart(id: "long", kind: .sources, title: "60 sources", text: long)))
        let folded = stage.text()
        stage.press("<Alt-O>")
        #expect(stage.text().contains("▾ called lookup_user"))
        #expect(stage.text().contains("▼ more below"))
        #expect(!stage.text().contains("source 60"))
        stage.press("<PgDn>")
        #expect(stage.text().contains("… 40 more lines: Alt-O"))
        stage.press("<Alt-O><End>")
        #expect(stage.text().contains("source 60"))
        stage.press("<Alt-O>")
        #expect(stage.text() == folded)
        #expect(stage.screen.transcript.anchors.isEmpty)
    }

    @Test("Files attached to a prompt are lines under it, and stand in the composer when it comes back")
    func attachments() {
        var stage = Stage.several(rows: 40)
        stage.hear(.threadSaved(Self.thread(at: "assisters")))
        let file = MessagePart(id: "file_ghi789", kind: .attachment, title: "file_ghi789")
        stage.hear(
            .messageAdded(
                Message(
                    id: "m5", thread: "t1", role: .user, text: "Look at this", createdAt: Stage.noon, state: .sent,
                    parts: [file])))
        #expect(stage.text().contains("attached file_ghi789"))
        stage.press("<Alt-E>")
        #expect(stage.commands == [.saveDraft("t1", text: "/attach file_ghi789\nLook at this")])
        stage.press("<Enter>")
        #expect(stage.commands == [.send("t1", text: "/attach file_ghi789\nLook at this")])
        stage.press("<Up>")
        #expect(stage.screen.composer.editor.text == "/attach file_ghi789\nLook at this")
    }

    @Test("A service that takes no attachments is not sent any, and nothing typed is lost")
    func refusedAttachment() {
        var stage = Stage.several()
        stage.press("/attach file_1<Ctrl-J>Look")
        stage.press("<Enter>")
        #expect(stage.commands.isEmpty)
        #expect(stage.text().contains("Local service takes no attachments"))
        #expect(stage.screen.composer.editor.text == "/attach file_1\nLook")
        stage.hear(.threadSaved(Self.thread(at: "assisters")))
        stage.press("<Enter>")
        #expect(stage.commands == [.send("t1", text: "/attach file_1\nLook")])
    }

    private static func thread(at service: ServiceID) -> ChatThread {
        var thread = Stage.thread("t1", "How do I stop an answer?", minutesAgo: 2)
        thread.choice = ServiceChoice(service: service)
        return thread
    }

    static let json: [(String, String)] = [
        ("{}", "{}"), ("[ ]", "[]"), ("[1,2]", "[\n  1,\n  2\n]"),
        (#"{"a":{"b":[]},"c":"x,y:{"}"#, "{\n  \"a\": {\n    \"b\": []\n  },\n  \"c\": \"x,y:{\"\n}"),
        (#"["\"\\"]"#, "[\n  \"\\\"\\\\\"\n]"), ("[1", "[\n  1"), ("}}", "\n}\n}"), ("[\"日\"]", "[\n  \"日\"\n]"),
    ]

    @Test("JSON is broken into lines, and nothing but blanks is added", arguments: json)
    func pretty(_ text: String, _ expected: String) {
        #expect(JSONText.pretty(text[...]) == expected)
        #expect(JSONText.pretty(expected[...]) == expected || text == "}}")
    }

    @Test("No line of parts is wider than asked, folded or opened", arguments: 1...100)
    func widths(_ columns: Int) {
        var stage = Stage.talk(columns: columns, rows: 60)
        stage.answerWithParts()
        for _ in 0..<2 {
            var screen = stage.screen
            let scene = screen.transcriptScene()
            let message = scene.messages[3]
            let lines =
                screen.transcript.partRows(of: message, scene) + screen.transcript.thoughtRows(of: message, scene)
            #expect(lines.allSatisfy { $0.columns <= max(1, scene.size.columns) })
            stage.press("<Alt-O>")
        }
    }
}
