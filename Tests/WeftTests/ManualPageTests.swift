import ArgumentParser
import Screen
import TerminalModel
import Testing

@testable import weft

@Suite("The manual page")
struct ManualPageTests {
    @Test(
        "Every action that has keys is in it, with all of them", arguments: Action.allCases.filter { !$0.keys.isEmpty })
    func actions(action: Action) {
        let keys = action.keys.map(\.description).joined(separator: ", ")
        let entry = ".TP\n.B \(ManualPage.escaped(keys))\n\(ManualPage.escaped(action.description))\n"
        #expect(ManualPage.text.contains(entry))
    }

    @Test("Every verb is in it")
    func verbs() {
        for verb in Weft.configuration.subcommands where verb != Chat.self {
            let name = verb._commandName
            #expect(ManualPage.text.contains("weft \(name)"))
        }
    }

    @Test("Every key of config.toml is in it, with what it is for", arguments: ServiceSetting.allCases)
    func settings(setting: ServiceSetting) {
        let entry = ".TP\n.B \(ManualPage.escaped(setting.rawValue))\n\(ManualPage.escaped(setting.purpose))"
        #expect(ManualPage.text.contains(entry))
    }

    @Test("Every key of the screen in config.toml is in it, with what it is for", arguments: ScreenSetting.allCases)
    func screenSettings(setting: ScreenSetting) {
        let entry = ".TP\n.B \(ManualPage.escaped(setting.rawValue))\n\(ManualPage.escaped(setting.purpose))"
        #expect(ManualPage.text.contains(entry))
    }

    @Test("Only the requests meant begin a line, each with something to print")
    func requests() {
        let alone: Set = ["TP", "PP", "br"]
        let withText: Set = ["TH", "SH", "SS", "B", "BR", "RB", "I", "IR", "RI"]
        for line in ManualPage.text.split(separator: "\n", omittingEmptySubsequences: false) {
            #expect(!line.isEmpty && !line.hasPrefix("'"), "\(line)")
            guard line.hasPrefix(".") else { continue }
            let words = line.dropFirst().split(separator: " ")
            let request = words.first.map(String.init) ?? ""
            #expect(words.count == 1 ? alone.contains(request) : withText.contains(request), "\(line)")
        }
    }

    @Test(
        "Text is printed as it is",
        arguments: [
            (".x", "\\&.x"), ("'x", "\\(aqx"), ("a\\b", "a\\eb"), ("Ctrl-C", "Ctrl\\-C"),
            ("say \"x\"", "say \\(dqx\\(dq"),
            ("plain", "plain"), ("", ""),
        ])
    func escaping(text: String, expected: String) { #expect(ManualPage.escaped(text) == expected) }
}
