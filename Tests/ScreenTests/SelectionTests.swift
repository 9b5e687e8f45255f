import ChatModel
import TerminalModel
import Testing

@testable import Screen

/// Taking text out of the transcript.
@Suite struct SelectionTests {
    static let answer = """
        # Title

        A paragraph of **many** words that is long enough to be broken at the width of every screen that is tried here.

        - one item
        - another item that is long enough to be broken at the width of the screen, twice if need be

        > quoted words that are long enough to be broken at the width of the screen as well

        | name | size |
        |------|-----:|
        | Ada  |   36 |

        ```swift
        let x = 1
        \tif x > 0 { print("a line of code that is longer than the pane is wide, by far") }

        ```
        """

    static func talk(columns: Int = 80, rows: Int = 24, _ text: String = answer) -> Stage {
        var stage = Stage(
            SessionState(threads: [Stage.thread("t1", "Text")], services: [Stage.service]), columns: columns,
            rows: rows)
        stage.hear(
            .threadOpened(
                "t1",
                [Stage.prompt("m1", "Show  me\n\tall of it,  please"), Stage.reply("m2", text, to: "m1")]
                    .inSequence))
        return stage
    }

    /// The text of the errand that the last keys led to.
    static func copied(_ stage: Stage) -> String? {
        stage.effects.lazy.compactMap { effect in
            if case .errand(.copy(let text, _)) = effect { text.string } else { nil }
        }.first
    }

    @Test("A reply is copied as it was sent, from the composer and from the transcript")
    func reply() {
        var stage = Self.talk()
        stage.press("<Alt-W>")
        #expect(Self.copied(stage) == Self.answer)
        stage.press("<Shift-Tab>y")
        #expect(Self.copied(stage) == Self.answer)
        stage.press("mky")
        #expect(Self.copied(stage) == "Show  me\n\tall of it,  please")
        #expect(stage.screen.transcript.selection == nil)
    }

    @Test("Block after block comes back as it was sent, at every width", arguments: [120, 80, 64, 40, 24, 12])
    func blocks(_ columns: Int) {
        var stage = Self.talk(columns: columns)
        stage.press("<Shift-Tab>b")
        var seen: [String] = []
        for _ in 0..<8 {
            stage.press("y")
            seen.append(Self.copied(stage) ?? "")
            stage.press("Gb" + String(repeating: "k", count: seen.count))
        }
        let code = "let x = 1\n\tif x > 0 { print(\"a line of code that is longer than the pane is wide, by far\") }\n"
        #expect(seen.first?.hasPrefix(code) == true)
        let paragraph =
            "A paragraph of **many** words that is long enough to be broken at the width of every screen that is tried here."
        #expect(seen.contains(paragraph))
        #expect(seen.contains("| name | size |\n|------|-----:|\n| Ada  |   36 |"))
        #expect(
            seen.contains { $0.contains("quoted words that are long enough to be broken at the width of the screen") })
    }

    @Test("The last code is copied from the composer, exact", arguments: [80, 40, 20])
    func code(_ columns: Int) {
        var stage = Self.talk(columns: columns)
        stage.press("<Alt-X>")
        #expect(
            Self.copied(stage)?.hasPrefix(
                "let x = 1\n\tif x > 0 { print(\"a line of code that is longer than the pane is wide, by far\") }\n")
                == true)
    }

    @Test("Lines are those of the text, at every width", arguments: [100, 80, 61, 40, 30])
    func lines(_ columns: Int) {
        var stage = Self.talk(columns: columns, rows: 60)
        stage.press("<Shift-Tab>VgoGy")
        let text = Self.copied(stage) ?? ""
        let paragraph =
            "A paragraph of many words that is long enough to be broken at the width of every screen that is tried here."
        #expect(
            text.hasPrefix("Show  me\n\tall of it,  please\n\nTitle\n\n" + paragraph + "\n\n- one item\n- another item")
        )
        #expect(text.contains("be broken at the width of the screen, twice if need be\n\n> quoted words that are long"))
        #expect(text.contains("\n| name | size |\n|------|-----:|\n| Ada  |   36 |\n"))
        #expect(
            text.contains(
                "\nlet x = 1\n\tif x > 0 { print(\"a line of code that is longer than the pane is wide, by far\") }\n"))
        #expect(!text.contains("│"))
        #expect(!text.contains("↳"))
    }

    @Test("Characters are selected from the cursor to the other end, over the breaks of rows")
    func characters() {
        var stage = Self.talk(columns: 40, rows: 40, "Some words that are broken at the width of a narrow screen.")
        stage.press("<Shift-Tab>[vw")
        #expect(stage.text().contains("y copy"))
        stage.press("vww")
        stage.press("y")
        #expect(Self.copied(stage) == "words that a")
        stage.press("vlllo" + "y")
        #expect(Self.copied(stage) == "Some")
        stage.press("v$j0y")
        #expect(
            Self.copied(stage) == "Some words that are broken at the widt"
                || Self.copied(stage)?.hasPrefix("Some words") == true)
        stage.press("vw<Esc>y")
        #expect(Self.copied(stage) == "Some words that are broken at the width of a narrow screen.")
    }

    @Test("A part of a row of code is copied with its tabs")
    func tabs() {
        var stage = Self.talk(columns: 100, rows: 60, "```\n\ta\tb\n```")
        stage.press("<Shift-Tab>gV")
        stage.press("<Esc>")
        stage.press("G<F3>b<Enter>v0y")
        #expect(Self.copied(stage) == "\ta\tb")
    }

    @Test("A part of a row of a table is copied as it is shown")
    func cells() {
        var stage = Self.talk(columns: 100, rows: 60)
        stage.press("<Shift-Tab>G<F3>Ada<Enter>vwy")
        #expect(Self.copied(stage)?.hasPrefix("Ada") == true)
        #expect(Self.copied(stage)?.contains("|") == false)
    }

    @Test("A selection stays on its text through other widths and what comes")
    func stays() {
        var stage = Self.talk(columns: 80, rows: 40)
        stage.press("<Shift-Tab><F3>many<Enter>v" + "www")
        let before = stage.screen.transcript.selected(stage.screen.transcriptScene())
        #expect(before != nil)
        stage.hear(.messageAdded(Stage.reply("b", "more", to: "m1", state: .running)))
        for columns in [40, 100, 64, 80] { stage.resize(columns, 40) }
        stage.press("y")
        #expect(Self.copied(stage)?.hasPrefix("many words that i") == true)
    }

    @Test("Of two messages the text is copied with an empty line between, and no head")
    func messages() {
        var stage = Self.talk(columns: 80, rows: 40, "The reply.")
        stage.press("<Shift-Tab>vgoGy")
        #expect(Self.copied(stage) == "Show  me\n\tall of it,  please\n\nThe reply.")
    }

    @Test("Control characters that could act where they are pasted are not copied")
    func controls() {
        var stage = Self.talk(columns: 80, rows: 40, "a\u{1B}]0;x\u{7}b")
        stage.press("<Alt-W>")
        #expect(Self.copied(stage) == "a\u{FFFD}]0;x\u{FFFD}b")
    }

    @Test("What came of copying is said, and no more than that")
    func notes() {
        var stage = Self.talk()
        func say(_ result: ErrandResult) -> String {
            stage.effects = stage.screen.update(.errand(result), at: stage.now)
            return stage.lines().last ?? ""
        }
        #expect(say(.sentToTerminal(characters: 312)).contains("Sent to the terminal: 312 characters"))
        #expect(say(.copied(with: "wl-copy", characters: 1)).contains("Copied with wl-copy: 1 character"))
        #expect(say(.notForTerminal).contains("Ctrl-S saves it to a file"))
        #expect(say(.failed(Failure(what: "No", why: "because", remedy: "do that"))).contains("No: because. Do that"))
    }

    @Test("What is saved goes to a file of a name with the time, and another is asked for before it is replaced")
    func saving() {
        var stage = Self.talk()
        stage.press("<Ctrl-S>")
        #expect(stage.text().contains("Save the reply as › weft-20261114-120000.md"))
        stage.press("<Ctrl-U>answer.md<Enter>")
        let text = CopiedText(Self.answer)
        #expect(stage.effects == [.errand(.save(text, name: "answer.md", replaces: false))])
        let replacing = Errand.save(text, name: "answer.md", replaces: true)
        stage.effects = stage.screen.update(.errand(.fileExists(replacing, name: "answer.md")), at: stage.now)
        #expect(stage.text().contains("There is a file answer.md. Replace it? [y/N]"))
        stage.press("y")
        #expect(stage.effects == [.errand(replacing)])
        stage.press("<Shift-Tab>s<Esc>")
        #expect(stage.screen.file == nil)
    }

    @Test("A name that does not do can be mended, and what is typed goes on in it")
    func badName() {
        var stage = Self.talk()
        stage.press("<Ctrl-S><Ctrl-U>none/answer.md<Enter>")
        let missing = Failure(what: "Nothing was written", why: "no such folder")
        stage.effects = stage.screen.update(.errand(.failed(missing)), at: stage.now)
        #expect(stage.lines().last?.contains("Nothing was written: no such folder") == true)
        stage.press("<Home><Delete><Delete><Delete><Delete><Delete><Enter>")
        #expect(
            stage.effects.contains(.errand(.save(CopiedText(Self.answer), name: "answer.md", replaces: false))))
        stage.effects = stage.screen.update(.errand(.saved(path: "answer.md", bytes: 9)), at: stage.now)
        stage.effects = stage.screen.update(.errand(.failed(missing)), at: stage.now)
        #expect(stage.screen.file == nil)
    }

    @Test("The raw text of a reply is shown and hidden again")
    func source() {
        var stage = Self.talk(rows: 50)
        let formatted = stage.text()
        stage.press("<Alt-T>")
        #expect(stage.text().contains("of **many** words"))
        #expect(stage.text().contains("```swift"))
        stage.press("<Alt-T>x<Backspace>")
        #expect(stage.text() == formatted)
    }

    @Test("A selection on the screen", arguments: GoldenScreenTests.sizes)
    func golden(_ size: Size) throws {
        var stage = Self.talk(columns: size.columns, rows: size.rows)
        stage.press("<Shift-Tab>gVjj")
        try expectScreen("selection", &stage)
        stage.press("<Esc><Ctrl-S>")
        try expectScreen("save", &stage)
    }
}
