import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct LinkTests {
    static func talk(columns: Int = 80, rows: Int = 24) -> Stage {
        SelectionTests.talk(
            columns: columns, rows: rows,
            "See [one](https://one.example/a/long/path?with=query&and=more-of-it-so-that-it-is-cut-in-lists-of-80-columns),"
                + " [two](https://two.example) and [mail](mailto:ada@example.org), not [that](javascript:alert).")
    }

    @Test("Links are listed, one is shown whole, and only then opened")
    func opening() {
        var stage = Self.talk()
        stage.press("<Alt-L>")
        #expect(stage.text().contains("2  https://two.example"))
        stage.press("o")
        #expect(stage.effects.isEmpty)
        #expect(stage.text().contains("Enter shows the whole link first"))
        stage.press("1")
        #expect(stage.lines().joined().filter { $0 != " " }.contains("so-that-it-is-cut-in-lists-of-80-columns"))
        stage.press("o")
        #expect(
            stage.effects == [
                .errand(
                    .open(
                        "https://one.example/a/long/path?with=query&and=more-of-it-so-that-it-is-cut-in-lists-of-80-columns"
                    ))
            ])
        #expect(stage.screen.links == nil)
    }

    @Test("A link of another kind is not opened, but can be copied")
    func otherKinds() {
        var stage = Self.talk()
        stage.screen.links = Links(["https://a.example", "javascript:alert"])
        stage.press("2")
        #expect(stage.text().contains("javascript:alert"))
        stage.press("o")
        #expect(stage.effects.isEmpty)
        stage.press("y")
        #expect(SelectionTests.copied(stage) == "javascript:alert")
        stage.press("<Esc>")
        #expect(stage.screen.links?.isWhole == false)
        stage.press("<Esc>")
        #expect(stage.screen.links == nil)
    }

    static let openable: [(String, Bool)] = [
        ("https://a.example", true), ("HTTP://a.example", true), ("mailto:a@b.c", true), ("file:///etc/passwd", false),
        ("javascript:x", false), ("https://a b", false), ("https://a\nb", false), ("-https://a", false), ("", false),
    ]

    @Test("http, https and mailto are opened, and nothing with blanks or controls", arguments: openable)
    func kinds(_ link: String, _ isOpened: Bool) { #expect(Links.canOpen(link) == isOpened) }

    @Test("Without a link on the screen that is said")
    func none() {
        var stage = Stage.talk()
        stage.press("<Alt-L>")
        #expect(stage.screen.status.notice == "There is no link on the screen")
    }

    @Test("The pages on the screen", arguments: GoldenScreenTests.sizes)
    func golden(_ size: Size) throws {
        var stage = Self.talk(columns: size.columns, rows: size.rows)
        stage.press("<Shift-Tab>l")
        try expectScreen("links", &stage)
        stage.press("<Enter>")
        try expectScreen("link", &stage)
    }
}
