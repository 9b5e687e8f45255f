import Screen
import TerminalModel
import Testing

@testable import Settings

@Suite("Files of themes")
struct ThemeLibraryTests {
    private func library(_ texts: (String, String)...) -> ThemeLibrary {
        ThemeLibrary(texts.map { ThemeFile(name: $0, place: "\($0).toml", text: .success($1)) })
    }

    @Test("Styles stand under their names, in tables or as numbers; what is inherited is under them")
    func reading() throws {
        let found = library(
            (
                "a",
                """
                inherits = "b"
                "pane.border.focused" = "sea bold"
                accent = 79
                [code]
                keyword = "italic"
                [palette]
                sea = "#08f"
                """
            ), ("b", "background = \"light\"\nheading = \"sea\"\npalette = { sea = 1 }"))
        let entry = try #require(found.entry("a"))
        let theme = try #require(entry.theme)
        let sea = Color.rgb(RGB(red: 0, green: 0x88, blue: 0xff))
        #expect(theme.focusedRule == Style(sea, on: .standard, .bold))
        #expect(theme.accent == Style(.indexed(79)) && theme.heading == Style(sea))
        #expect(theme[.codeKeyword] == Style(.standard, on: .standard, .italic))
        #expect(entry.ground == .light && entry.place == "a.toml")
        #expect(found.names == ["a", "b"] && found.entry("c") == nil)
    }

    @Test(
        "What is wrong is said with file, line and name",
        arguments: [
            ("accent = \"red\n", "a.toml:1: this is not TOML: "),
            ("\n# x\nacent = \"red\"", "a.toml:3: there is no style acent: did you mean accent?"),
            ("[code]\n\nkeywrd = \"red\"", "a.toml:3: there is no style code.keywrd: did you mean code.keyword?"),
            (
                "\"code.type\" = \"tael\"\n[palette]\nteal = 1",
                "a.toml:1: code.type: there is no colour or attribute tael: "
            ),
            ("[palette]\nteal = \"#12\"", "a.toml:2: teal: #12 is no colour: "),
            ("[palette]\nteal = true", "a.toml:2: teal is true or false: write a colour"),
            ("accent = [1]", "a.toml:1: accent is an array: write a colour"),
            ("accent = 300", "a.toml:1: accent: 300 is no colour: they go from 0 to 255"),
            ("palette = 1", "a.toml:1: palette is an integer: write it as a table [palette]"),
            ("background = \"grey\"", "a.toml:1: background is not known: it takes \"dark\", \"light\" or \"any\""),
            ("inherits = 1", "a.toml:1: inherits is an integer: give the name of a theme as a string"),
            ("\ninherits = \"drak\"", "a.toml:2: there is no theme drak: did you mean dark?"),
            ("inherits = \"bad\"", "a.toml:1: inherits bad, which is wrong: bad.toml:1: there is no style x"),
            ("inherits = \"a\"", "a.toml:1: inherits a, which inherits this theme"),
            ("inherits = \"loop\"", "a.toml:1: inherits loop, which is wrong: loop.toml:1: inherits a"),
        ])
    func wrong(_ text: String, _ words: String) {
        let found = library(("a", text), ("dark", ""), ("bad", "x = 1"), ("loop", "inherits = \"a\""))
        #expect(found.problems(of: "a").first?.hasPrefix(words) == true, "\(found.problems(of: "a"))")
        #expect(found.entry("a")?.theme == nil)
        #expect(found.entry("a")?.problem == found.problems(of: "a").first)
    }

    @Test("All that is wrong in one file is said, in the order of its lines")
    func several() {
        let found = library(("a", "accent = \"x\"\nheading = \"bold\"\ncode = \"y\"\n"))
        #expect(found.problems(of: "a").map { $0.prefix(8) } == ["a.toml:1", "a.toml:3"])
    }

    @Test("A theme may inherit the one of its own name that it stands before")
    func shadowing() throws {
        let files = [("dark", "inherits = \"dark\"\nheading = 3"), ("dark", "accent = 2\nheading = 1")].map {
            ThemeFile(name: $0.0, place: "f", text: .success($0.1))
        }
        let theme = try #require(ThemeLibrary(files).entry("dark")?.theme)
        #expect(theme.accent == Style(.indexed(2)) && theme.heading == Style(.indexed(3)))
        #expect(ThemeLibrary(files).shelf.entries.count == 1)
    }

    @Test("A file that cannot be read is one that is wrong")
    func unreadable() {
        let problem = ConfigurationProblem(line: nil, what: "Permission denied", remedy: "")
        let found = ThemeLibrary([ThemeFile(name: "a", place: "~/a.toml", text: .failure(problem))])
        #expect(found.entry("a")?.problem == "~/a.toml: Permission denied")
    }
}
