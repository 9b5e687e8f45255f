import Foundation
import TerminalModel
import TestSupport
import Testing

@Suite("Themes", .serialized)
struct ThemeTests {
    private static let question = Array("\u{1B}]11;?\u{7}".utf8)
    private static let white = "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}"
    private static let size = Size(columns: 100, rows: 30)

    private func isAsked(_ weft: TerminalProgram) -> Bool { weft.log.firstRange(of: Self.question) != nil }

    @Test("auto is light where the terminal says that its background is, and nothing of that is typed")
    func answered() async throws {
        try await Home.lend { home in
            let weft = try home.weft(size: Self.size)
            // At once, as a terminal does: an answer that is taken in late changes nothing.
            try await weft.screen("the first frame") { $0.text.contains("──") }
            #expect(isAsked(weft))
            try weft.type("a")
            try weft.type(bytes: Array(Self.white.utf8))
            try weft.type("b")
            try await weft.screen("the light theme") { $0.text.contains("› ab") && Self.isWorn(30, $0) }
            try weft.type("<Ctrl-U><Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    /// The line at the pane that has the keys is of this colour.
    private static func isWorn(_ index: UInt8, _ screen: ScreenSnapshot) -> Bool {
        screen.cells.joined().contains { $0.text == "━" && $0.style.foreground == .indexed(index) }
    }

    @Test("auto is dark where the terminal never answers, and the first frame waits for nothing")
    func silent() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.size)
            #expect(isAsked(weft))
            #expect(Self.isWorn(79, weft.snapshot))
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    @Test("an answer that comes too late, in pieces, is neither worn nor typed")
    func late() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.size)
            try await weft.askForManual()
            try await weft.screen(contains: "writing… 3s")
            let bytes = Array(Self.white.utf8)
            try weft.type(bytes: Array(bytes[..<7]))
            try await weft.screen(contains: "writing… 4s")
            try weft.type(bytes: Array(bytes[7...]))
            try weft.type("x")
            try await weft.screen("what was typed") { $0.text.contains("› x") && Self.isWorn(79, $0) }
            try weft.type("<Ctrl-U><Ctrl-Q>y")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    @Test("a theme is chosen, kept in config.toml and there again; its file is re-read when it changes")
    func choosing() async throws {
        try await Home.lend { home in
            let folder = home.path + "/.config/weft/themes"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try "inherits = \"dark\"\n\"pane.border.focused\" = 200\n".write(
                toFile: folder + "/mine.toml", atomically: true, encoding: .utf8)
            let weft = try await home.readyWeft(size: Self.size)
            try weft.type("<F5>mine")
            try await weft.screen("the preview") { $0.text.contains("mine.toml") && Self.isWorn(200, $0) }
            try weft.type("<Enter>")
            try await weft.screen(contains: "The theme from now on: mine, in ~/.config/weft/config.toml")

            try "inherits = \"dark\"\n\"pane.border.focused\" = 201\n".write(
                toFile: folder + "/mine.toml", atomically: true, encoding: .utf8)
            try await weft.screen("the new colour") { Self.isWorn(201, $0) }
            try "inherits = \"dark\"\n\"pane.bordr.focused\" = 202\n".write(
                toFile: folder + "/mine.toml", atomically: true, encoding: .utf8)
            try await weft.screen(contains: "mine.toml:2: there is no style pane.bordr.focused")
            #expect(Self.isWorn(201, weft.snapshot))
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))

            try "\"pane.border.focused\" = 203\n".write(
                toFile: folder + "/mine.toml", atomically: true, encoding: .utf8)
            let again = try await home.readyWeft(size: Self.size)
            #expect(Self.isWorn(203, again.snapshot))
            try again.type("<Ctrl-Q>")
            #expect(try await again.exit() == .exited(0))
        }
    }

    @Test("weft themes lists them, says what is wrong, and prints one")
    func verb() async throws {
        try await Home.lend { home in
            let list = try home.run(["themes"])
            #expect(list.code == 0 && list.output.contains("*  dark") && list.output.contains("nord"))
            #expect(home.files.isEmpty)
            #expect(try home.run(["themes", "show", "nord"]).output.contains("[palette]"))
            let folder = home.path + "/.config/weft/themes"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try "\naccent = \"tael\"\n".write(toFile: folder + "/mine.toml", atomically: true, encoding: .utf8)
            let wrong = try home.run(["themes"])
            #expect(wrong.code == 1 && wrong.output.contains("wrong  ~/.config/weft/themes/mine.toml"))
            #expect(wrong.errors.hasPrefix("weft: ~/.config/weft/themes/mine.toml:2: accent: there is no colour"))
            let unknown = try home.run(["--theme", "nrod"])
            #expect(unknown.code == 64 && unknown.errors.contains("did you mean nord?"))
            let broken = try home.run(["--theme", "mine"])
            #expect(broken.code == 1 && broken.errors.contains("mine.toml:2"))
        }
    }
}
