import Settings
import TerminalModel
import Testing

@testable import Screen

@Suite struct ThemeTests {
    @Test(
        "The plain theme has no colour anywhere", arguments: ["", "<Tab>", "<Shift-Tab>", "<F1>", "<F4>", "<Ctrl-Q>"])
    func plain(_ keys: String) {
        var stage = Stage.talk(theme: .plain)
        stage.ask()
        stage.press(keys)
        let styles = Set(stage.screen.frame().rows.joined().map(\.style))
        #expect(styles.allSatisfy { $0.foreground == .standard && $0.background == .standard })
        #expect(styles.count > 1)
        #expect(Theme.plain.isColorless && !Theme.dark.isColorless)
    }

    @Test("The pane that has the keys looks different", arguments: ThemeLibrary.shipped.names)
    func focus(_ name: String) throws {
        let theme = try #require(ThemeLibrary.shipped.entry(name)?.theme)
        var stage = Stage.talk(theme: theme)
        var frames: Set<[[Cell]]> = []
        for _ in 0..<3 {
            frames.insert(stage.screen.frame().rows)
            stage.press("<Tab>")
        }
        #expect(frames.count == 3)
    }

    @Test(
        "A theme with a background of its own leaves no cell without it",
        arguments: ["nord", "gruvbox-light"],
        ["", "<Tab>", "<Shift-Tab>", "<F1>", "<F3>key", "<Ctrl-S>", "<Ctrl-O>", "<F4>"])
    func background(_ name: String, _ keys: String) throws {
        let theme = try #require(ThemeLibrary.shipped.entry(name)?.theme)
        var stage = Stage.talk(theme: theme)
        stage.ask(answered: EveryBlock.text)
        stage.press(keys)
        for cell in stage.screen.frame().rows.joined() {
            #expect(cell.style.background != .standard && cell.style.foreground != .standard)
        }
    }

    @Test("Every name has a look, a purpose and a place of its own in a theme")
    func names() {
        #expect(Set(StyleName.allCases.map(\.property)).count == StyleName.allCases.count)
        #expect(Set(StyleName.allCases.map(\.purpose)).count == StyleName.allCases.count)
        for name in StyleName.allCases {
            #expect(Theme.plain[name] == name.plain)
            #expect(name.purpose.last != ".")
        }
    }
}

@Suite("What theme files say")
struct ThemeSourceTests {
    private func theme(_ styles: [String: String], _ palette: [String: String] = [:]) throws -> Theme {
        try Theme([ThemeSource(name: "t", palette: palette, styles: styles)])
    }

    private func faults(_ source: ThemeSource) -> [ThemeFault] {
        do {
            _ = try Theme([source])
            return []
        } catch {
            return error.all
        }
    }

    private static let teal = Color.rgb(RGB(red: 0, green: 0x88, blue: 0xff))

    @Test(
        "A style is colours and attributes",
        arguments: [
            ("default", Style()), ("bold", Style(.standard, on: .standard, .bold)), ("79", Style(.indexed(79))),
            ("#08f", Style(teal)), ("#0088FF", Style(teal)), ("on 0", Style(.standard, on: .indexed(0))),
            ("red on bright-white bold dim", Style(.indexed(1), on: .indexed(15), [.bold, .dim])),
            (
                "italic  underline\treverse strikethrough sea",
                Style(teal, [.italic, .underline, .reverse, .strikethrough])
            ),
            ("default on sea", Style(.standard, on: teal)), ("on sea sea", Style(teal, on: teal)),
            ("blue", Style(.indexed(200))),
        ])
    func style(_ text: String, _ expected: Style) throws {
        #expect(try theme(["accent": text], ["sea": "#08f", "blue": "200"]).accent == expected)
    }

    @Test(
        "What is no style is said",
        arguments: [
            ("", "it says nothing; default is the terminal's own colour"), ("on", "there is no colour after on"),
            ("red green", "green is one colour too many"), ("red on", "there is no colour after on"),
            ("red on blue on green", "on is one colour too many"), ("256", "256 is no colour: they go from 0 to 255"),
            ("-1", "-1 is no colour: they go from 0 to 255"), ("bald", "there is no colour or attribute bald"),
            ("#12345", "#12345 is no colour: write three or six digits of 0 to f behind the #"),
            ("#ggg", "#ggg is no colour: write three or six digits of 0 to f behind the #"),
            ("on bold", "there is no colour or attribute bold"),
        ])
    func wrong(_ text: String, _ words: String) throws {
        let found = faults(ThemeSource(name: "t", styles: ["code.keyword": text]))
        #expect(found.map(\.what) == [words])
        #expect(found.map(\.place) == [.style("code.keyword")])
    }

    @Test("Names that are not known are named, with those that are")
    func unknown() {
        let source = ThemeSource(
            name: "t", palette: ["sea": "blau", "sky": "#00f"], styles: ["code.keywrd": "bold", "accent": "skye"])
        let found = faults(source)
        #expect(found.map(\.unknown) == ["blau", "skye", "code.keywrd"])
        #expect(found.map(\.place) == [.palette("sea"), .style("accent"), .style("code.keywrd")])
        #expect(found[1].known.contains("sky") && found[1].known.contains("bright-red"))
        #expect(found[2].known == StyleName.allCases.map(\.rawValue))
    }

    @Test("What is not named looks as the name before the dot, then as what is like it, then plain")
    func falling() throws {
        let made = try theme(["pane.border": "1", "accent": "2", "code": "3", "code.string": "4"])
        #expect(made.rule == Style(.indexed(1)) && made.focusedRule == Style(.indexed(1)))
        #expect(made.list.running == Style(.indexed(2)) && made.assistant == Style(.indexed(2)))
        #expect(made[.markdownRule] == Style(.indexed(1)))
        #expect(made[.codeKeyword] == Style(.indexed(3)) && made[.codeString] == Style(.indexed(4)))
        #expect(made.failure == Theme.plain.failure && made.list.failed == Theme.plain.list.failed)
    }

    @Test("A name that is given says the whole of its look, also where another theme is inherited")
    func inheritance() throws {
        let parent = ThemeSource(
            name: "p", palette: ["sea": "1", "sky": "2"],
            styles: ["accent": "sea bold", "heading": "sky", "text.secondary": "nonsense"])
        let child = ThemeSource(
            name: "c", inherits: "p", palette: ["sea": "7"], styles: ["heading": "italic", "pane.border": "sky"])
        let made = try Theme([child, parent])
        #expect(made.name == "c")
        #expect(made.accent == Style(.indexed(7), on: .standard, .bold))
        #expect(made.heading == Style(.standard, on: .standard, .italic))
        #expect(made.rule == Style(.indexed(2)))
        #expect(made.secondary == Theme.plain.secondary)
    }
}
