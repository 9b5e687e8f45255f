import Screen
import Settings
import Testing

@testable import weft

@Suite("The screen in config.toml")
struct ScreenSettingTests {
    private func problems(_ text: String) -> [String] {
        guard case .failure(let problems) = Configuration.parse(text) else { return [] }
        return problems.all.map { $0.text(file: "c") }
    }

    @Test("All that is said of the screen is read")
    func whole() throws {
        let configuration = try Configuration.parse(
            """
            [screen]
            theme = "nord"
            theme_dark = "dracula"
            theme_light = "gruvbox-light"
            wrap_code = false
            mouse = false
            order_text = false
            ambiguous_width = 2
            clipboard_command = ["xclip", "-selection", "clipboard"]
            trash_days = 7
            """
        ).get()
        #expect(!configuration.screen.wrapsCode && !configuration.screen.usesMouse && !configuration.screen.ordersText)
        #expect(configuration.screen.clipboardCommand == ["xclip", "-selection", "clipboard"])
        #expect(configuration.ambiguousColumns == 2 && configuration.screen.daysOfTrash == 7)
        let theme = configuration.screen.theme
        #expect(theme.name == "nord" && theme.dark == "dracula" && theme.light == "gruvbox-light")
    }

    @Test(
        "What is not said stays as it is",
        arguments: ["", "[screen]\n", "screen.mouse = true\n", "[screen]\nclipboard_command = []\n"])
    func defaults(text: String) throws {
        let configuration = try Configuration.parse(text).get()
        #expect(configuration.screen == ScreenSettings())
        #expect(configuration.ambiguousColumns == 1)
    }

    @Test("All problems are named with their lines and what was expected, those of services among them")
    func problems() {
        let text = """
            [screen]
            wrap_code = "yes"
            mouse = 1
            ambigous_width = 2
            order_text = [true]
            ambiguous_width = 3
            clipboard_command = "wl-copy"
            theme = ""
            theme_dark = 3
            tehme = "dark"
            trash_days = 0

            [services.x]
            url = "https://h/m"
            """
        #expect(
            problems(text) == [
                "c:2: wrap_code is a string: it takes true or false",
                "c:3: mouse is an integer: it takes true or false",
                "c:4: the key ambigous_width is not known: did you mean ambiguous_width?",
                "c:5: order_text is an array: it takes true or false",
                "c:6: ambiguous_width is an integer: it takes 1 or 2",
                "c:7: clipboard_command is a string: write an array of strings, like [\"wl-copy\"]; no shell runs it",
                "c:8: theme is a string: write the name of a theme as a string; weft themes lists them",
                "c:9: theme_dark is an integer: write the name of a theme as a string; weft themes lists them",
                "c:10: the key tehme is not known: did you mean theme?",
                "c:11: trash_days is an integer: it takes a number from 1 to 3650",
                "c:13: the service has no kind: add kind = with one of "
                    + ServiceKind.allCases.map(\.rawValue).joined(separator: ", "),
            ])
    }

    @Test(
        "What is no table or no program is a problem",
        arguments: [
            ("screen = 1", "c:1: screen is an integer: write it as a table [screen]"),
            ("[screen]\nclipboard_command = [\"a\", 1]", "c:2: clipboard_command is an array"),
            ("[screen]\nclipboard_command = [\"\"]", "c:2: clipboard_command is an array"),
            ("[screen]\nambiguous_width = 1.5", "c:2: ambiguous_width is a number"),
            ("[scren]\nmouse = true", "c:1: the key scren is not known: did you mean screen?"),
        ])
    func wrong(text: String, expected: String) {
        let found = problems(text)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(expected) == true, "\(found)")
    }
}
