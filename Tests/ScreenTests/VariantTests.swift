import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

/// Editing earlier prompts, flipping between variants, forks and quotations.
@Suite struct VariantTests {
    static let sizes = [(120, 36), (80, 24), (40, 12), (20, 6)].map { Size(columns: $0.0, rows: $0.1) }

    /// The talk, with a second question that was asked in two ways, the second of them answered three times.
    static func talk(columns: Int = 80, rows: Int = 24, theme: Theme = .dark) -> Stage {
        var stage = Stage.talk(columns: columns, rows: rows, theme: theme)
        let first = [
            Stage.prompt("a1", "And what then?", minutesAgo: 2).following("m2"),
            Stage.reply("a2", "Then nothing.", to: "a1", minutesAgo: 2).following("a1"),
        ]
        let second = Stage.prompt("b1", "And what comes after that?", minutesAgo: 1).following("m2")
        let texts = [
            "Wait for the end.\n\nThen ask the next question.\n\nWhatever you typed is kept.",
            "Wait for its end.\n\nThen ask your next question.\n\nWhatever you typed is kept.\n\nNothing is lost.",
            "Just go on.",
        ]
        let replies = texts.enumerated().map { number, text in
            Stage.reply(MessageID("r\(number)"), text, to: "b1", minutesAgo: 1).following("b1")
        }
        stage.hear(first.map { .messageAdded($0) })
        stage.hear(.branchCut("t1", after: "m2"), .messageAdded(second), .branchChosen("t1", through: "b1"))
        stage.hear(.messageAdded(replies[0]))
        for reply in replies.dropFirst() {
            stage.hear(.branchCut("t1", after: "b1"), .messageAdded(reply), .branchChosen("t1", through: reply.id))
        }
        stage.hear(.branchChosen("t1", through: "r1"))
        return stage
    }

    private func press(_ stage: inout Stage, alt character: Character) {
        stage.effects = stage.screen.update(.terminal(.key(Key(.character(character), .alt))), at: stage.now)
    }

    private func flip(_ stage: inout Stage, _ key: Character) {
        press(&stage, alt: key)
        for case .chooseBranch(let thread, let id) in stage.commands { stage.hear(.branchChosen(thread, through: id)) }
    }

    @Test("A message with variants says which of them it is", arguments: sizes)
    func header(_ size: Size) throws {
        var stage = Self.talk(columns: size.columns, rows: size.rows)
        try expectText(stage.screen.frame().styledText, "variants", size)
    }

    @Test("An earlier prompt is being edited", arguments: sizes)
    func editing(_ size: Size) throws {
        var stage = Self.talk(columns: size.columns, rows: size.rows)
        stage.press("a draft<Alt-A> and in short")
        try expectText(stage.screen.frame().styledText, "editing", size)
    }

    @Test("What is different between two variants", arguments: sizes)
    func comparison(_ size: Size) throws {
        var stage = Self.talk(columns: size.columns, rows: size.rows)
        stage.press("<Alt-=>")
        try expectText(stage.screen.frame().styledText, "comparison", size)
    }

    @Test("Flip there and back: the same screen, and the view stays where it is")
    func flipping() {
        var stage = Self.talk()
        let before = stage.lines()
        flip(&stage, "<")
        #expect(stage.commands.isEmpty && stage.text().contains("1/3"))
        #expect(stage.screen.session.messages["t1"]?.last?.id == "r0")
        flip(&stage, "<")
        #expect(stage.text().contains("This is the first variant"))
        flip(&stage, ">")
        #expect(stage.lines().dropLast() == before.dropLast())
        flip(&stage, ">")
        #expect(stage.screen.session.messages["t1"]?.last?.id == "r2")
        flip(&stage, ">")
        #expect(stage.text().contains("This is the last variant"))
    }

    @Test("A branch that was left is shown again as it was")
    func branchEnds() {
        var stage = Self.talk()
        stage.press("<Shift-Tab>mk")
        flip(&stage, "<")
        #expect(stage.screen.session.messages["t1"]?.map(\.id) == ["m1", "m2", "a1", "a2"])
        flip(&stage, ">")
        #expect(stage.screen.session.messages["t1"]?.map(\.id) == ["m1", "m2", "b1", "r1"])
    }

    @Test("In the middle of a long reply the line at the top stays at its place")
    func scroll() {
        var stage = Stage.talk(rows: 12)
        let long = (1...80).map { "Line \($0)." }.joined(separator: "\n\n")
        stage.hear(.messageAdded(Stage.prompt("p", "Go on", minutesAgo: 1).following("m2")))
        for (number, id) in ["v0", "v1"].enumerated() {
            stage.hear(
                .branchCut("t1", after: "p"),
                .messageAdded(Stage.reply(MessageID(id), long + "\n\nVariant \(number)", to: "p").following("p")),
                .branchChosen("t1", through: MessageID(id)))
        }
        stage.press("<PgUp><PgUp><PgUp>")
        let before = stage.lines()
        flip(&stage, "<")
        #expect(stage.lines().dropLast() == before.dropLast())
        flip(&stage, ">")
    }

    @Test("An edited prompt is sent as a branch, and the draft is there again")
    func edit() {
        var stage = Self.talk()
        stage.press("dra<Alt-A>")
        #expect(stage.screen.composer.editor.text == "And what comes after that?")
        #expect(stage.commands.last == .saveDraft("t1", text: "dra"))
        stage.press("<Enter>")
        #expect(stage.commands.isEmpty && stage.text().contains("Nothing of the prompt was changed yet"))
        stage.press("!")
        #expect(stage.commands == [.saveDraft("t1", text: "And what comes after that?!\ndra")])
        stage.press("<Enter>")
        #expect(
            stage.commands == [
                .saveDraft("t1", text: "dra"), .editPrompt("t1", "b1", text: "And what comes after that?!"),
            ])
        #expect(stage.screen.composer.editor.text == "dra" && stage.screen.composer.amendment == nil)
    }

    @Test("Again goes to the prompt before; Esc gives the draft back, and the edit is kept for later")
    func leave() {
        var stage = Self.talk()
        stage.press("dra<Alt-A>x<Alt-A>")
        #expect(stage.screen.composer.editor.text == "How do I stop an answer?")
        stage.press("<Alt-A>")
        #expect(stage.text().contains("This is the first prompt"))
        stage.press("<Esc>")
        #expect(stage.screen.composer.editor.text == "dra")
        #expect(stage.commands == [.saveDraft("t1", text: "dra")])
        stage.press("<Ctrl-End><Alt-A>")
        #expect(stage.screen.composer.editor.text == "And what comes after that?x")
        stage.press("<Alt-Down>")
        #expect(stage.screen.composer.editor.isEmpty)
        stage.press("<Alt-Up>")
        #expect(stage.screen.composer.editor.text == "And what comes after that?x")
        stage.press("<Esc>")
        #expect(stage.screen.composer.editor.text == "dra")
    }

    @Test("While a reply runs, Esc takes the draft back first; the run goes on")
    func escape() {
        var stage = Self.talk()
        stage.ask()
        stage.press("<Alt-A><Esc>")
        #expect(!stage.commands.contains(.stop("run")) && stage.screen.composer.amendment == nil)
        stage.press("<Esc>")
        #expect(stage.commands == [.stop("run")])
    }

    @Test("From the transcript the prompt above the message at hand is edited, and the reply there asked for again")
    func atHand() {
        var stage = Self.talk(rows: 12)
        stage.press("<Shift-Tab><Home>ja")
        #expect(stage.screen.composer.amendment?.prompt == "m1")
        stage.press("<Esc><Shift-Tab>")
        stage.press("r")
        #expect(stage.commands == [.retry("t1", "m1")])
    }

    @Test("Nothing to flip or to edit is said, not done")
    func refusals() {
        var stage = Stage.talk()
        for key: Character in ["<", ">", "="] {
            press(&stage, alt: key)
            #expect(stage.effects.isEmpty && stage.text().contains("Nothing has variants here"))
        }
    }

    @Test("A quotation stands in lines of its own, and what was written stays")
    func quote() {
        var stage = Self.talk()
        stage.press("See<Alt-Q>why?")
        let lines = [
            "See", "", "> Wait for its end.", ">", "> Then ask your next question.", ">",
            "> Whatever you typed is kept.",
            ">", "> Nothing is lost.", "", "why?",
        ]
        #expect(stage.screen.composer.editor.text == lines.joined(separator: "\n"))
    }

    @Test("What is selected is quoted alone")
    func quoteSelection() {
        var stage = Self.talk()
        stage.press("<Shift-Tab>b")
        stage.press("Q")
        #expect(stage.screen.composer.editor.text.hasPrefix("> "))
        #expect(stage.screen.focus == .composer && stage.screen.transcript.selection == nil)
    }

    @Test("A fork is shown when it has come; another thread that comes first is not taken for it")
    func fork() {
        var stage = Self.talk()
        stage.press("<Alt-G>")
        #expect(stage.commands == [.forkThread("t1", at: "r1")])
        stage.hear(.threadOpened("t2", [Stage.prompt("x", "Other", in: "t2")]))
        #expect(stage.screen.threads.selected == "t1")
        let copies = (stage.session.messages["t1"] ?? []).map { message in
            Message(
                id: MessageID("c" + message.id.text), thread: "t9", role: message.role, text: message.text,
                createdAt: message.createdAt, state: message.state)
        }.inSequence
        stage.hear(.threadSaved(Stage.thread("t9", "Talk (fork)")))
        stage.hear(copies.map { .messageAdded($0) })
        stage.hear(.threadOpened("t9", copies, through: copies.last?.id))
        #expect(stage.screen.threads.selected == "t9" && stage.commands == [.openThread("t9")])
    }

    @Test("The page of two variants: the other one changes, Enter shows it, a growing one is followed")
    func page() {
        var stage = Self.talk()
        stage.press("<Alt-=>")
        #expect(stage.text().contains("1/3") && stage.text().contains("2/3 12:01") == false)
        stage.press(">")
        #expect(stage.text().contains("Just go on."))
        stage.hear(.replyGrew("t1", "r2", by: " And on."))
        #expect(stage.text().contains("Just go on. And on."))
        stage.press("<Enter>")
        #expect(stage.commands == [.chooseBranch("t1", through: "r2")] && stage.screen.comparison == nil)
        stage.press("<Alt-=>q")
        #expect(stage.screen.comparison == nil)
    }

    @Test("A run of another branch is said to be there")
    func elsewhere() {
        var stage = Self.talk()
        stage.hear(
            .branchCut("t1", after: "b1"),
            .messageAdded(Stage.reply("r3", "", to: "b1", state: .running).following("b1")),
            .branchChosen("t1", through: "r3"),
            .runChanged(Stage.run(.streaming, reply: "r3", to: "b1")), .branchChosen("t1", through: "r1"))
        #expect(stage.text().contains("2/4 ●"))
        #expect(stage.text().contains("writing… 0s in another branch"))
    }
}
