import ChatModel
import Foundation
import Screen
import Testing

@testable import weft

@Suite("Keeping a theme in config.toml")
struct ThemeKeepingTests {
    private static func changed(_ text: String, _ name: String = "nord") -> String {
        var text = ConfigurationText(text)
        text.setTheme(name)
        return text.text
    }

    @Test(
        "Only its own line is changed",
        arguments: [
            ("", "[screen]\ntheme = \"nord\"\n"),
            ("# mine\ndefault = \"local\"\n", "# mine\ndefault = \"local\"\n\n[screen]\ntheme = \"nord\"\n"),
            ("default = \"local\"", "default = \"local\"\n\n[screen]\ntheme = \"nord\"\n"),
            ("[screen]", "[screen]\ntheme = \"nord\"\n"), ("[screen]\n", "[screen]\ntheme = \"nord\"\n"),
            (
                "[screen] # how it looks\nmouse = false # why\n\n[services.x]\n",
                "[screen] # how it looks\ntheme = \"nord\"\nmouse = false # why\n\n[services.x]\n"
            ),
            (
                "[screen]\n  theme = 'dark' # at night\nmouse = true\n",
                "[screen]\n  theme = \"nord\" # at night\nmouse = true\n"
            ),
            ("screen.mouse = false\n", "screen.theme = \"nord\"\nscreen.mouse = false\n"),
            ("screen.theme = \"dark\"\n", "screen.theme = \"nord\"\n"),
            ("\u{FEFF}screen.mouse = false\n", "\u{FEFF}screen.theme = \"nord\"\nscreen.mouse = false\n"),
            ("\u{FEFF}[screen]\nmouse = false\n", "\u{FEFF}[screen]\ntheme = \"nord\"\nmouse = false\n"),
            ("[screen]\r\nmouse = false\r\n", "[screen]\r\ntheme = \"nord\"\nmouse = false\r\n"),
            ("screen = { mouse = false }\n", "screen = { mouse = false }\n"),
        ])
    func line(_ before: String, _ after: String) { #expect(Self.changed(before) == after) }

    @Test("A name with odd characters is read as it was", arguments: ["a\"b", "~/x y.toml", "\\", "日本語"])
    func odd(_ name: String) throws {
        let text = Self.changed("[screen]\nmouse = false\n", name)
        #expect(try Configuration.parse(text).get().screen.theme.name == name)
    }

    private func keep(_ name: String, _ text: String?, in scratch: Scratch) throws -> ErrandResult {
        let path = scratch.locations.configurationFile.path
        if let text {
            try ProcessSafety.makeDirectory(scratch.locations.configuration)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        return Errands(environment: [:], home: scratch.path, directory: scratch.path).keepTheme(name)
    }

    @Test(
        "It is there at the next start, with everything else as it was", arguments: [nil, "[screen]\nmouse = false\n"])
    func kept(_ text: String?) throws {
        let scratch = try Scratch()
        #expect(try keep("nord", text, in: scratch) == .themeKept("nord", file: "~/.config/weft/config.toml"))
        let configuration = try scratch.locations.configurationFile.read().get()
        #expect(configuration.screen.theme.name == "nord")
        #expect(configuration.screen.usesMouse == (text == nil))
        #expect(try scratch.permissions(of: scratch.locations.configurationFile.path) == 0o600)
    }

    @Test(
        "A file that cannot be changed in one line, or is wrong, stays to the byte, and that is said",
        arguments: ["screen = { mouse = false }\n", "mouse = 1\n", "[screen\n"])
    func refused(_ text: String) throws {
        let scratch = try Scratch()
        guard case .failed(let failure) = try keep("nord", text, in: scratch) else {
            Issue.record("it was written")
            return
        }
        #expect(failure.what == "The theme is worn, and not kept")
        #expect(try scratch.locations.configurationFile.text().get() == text)
    }
}
