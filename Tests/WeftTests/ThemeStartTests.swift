import Foundation
import Screen
import Settings
import TerminalModel
import Testing

@testable import weft

@Suite("The theme that Weft begins with")
struct ThemeStartTests {
    private func start(
        _ scratch: Scratch, _ name: String? = nil, wish: ThemeWish = ThemeWish(), _ environment: [String: String] = [:]
    ) -> ThemeStart {
        let folders = ThemeFolders(paths: [scratch.path + "/themes"], home: scratch.path)
        return ThemeStart(
            folders, wish: wish, name: name, directory: scratch.path, environment: { environment[$0] })
    }

    private func write(_ text: String, _ name: String, _ scratch: Scratch) throws {
        try FileManager.default.createDirectory(atPath: scratch.path + "/themes", withIntermediateDirectories: true)
        try scratch.write(text, to: "themes/\(name).toml")
    }

    @Test("Without a word it is dark, or what COLORFGBG says")
    func guess() throws {
        let scratch = try Scratch()
        #expect(start(scratch).first.theme == .dark)
        #expect(start(scratch, nil, ["COLORFGBG": "0;15"]).first.theme == .light)
        #expect(start(scratch, nil, ["COLORFGBG": "15;default;0"]).first.theme == .dark)
        for (variable, isLight) in [
            ("0;7", true), ("0;8", false), ("15;4", false), ("0;11", true), ("", false), ("x", false),
        ] {
            #expect(ThemeStart.isLight(variable) == isLight, "\(variable)")
        }
        #expect(start(scratch).first.shelf.entries.map(\.name) == ["dark", "light"])
    }

    @Test("The command line goes before the configuration, which may say what auto is")
    func wishes() throws {
        let scratch = try Scratch()
        var wish = ThemeWish()
        wish.name = "nord"
        #expect(start(scratch, wish: wish).first.theme.name == "nord")
        #expect(start(scratch, "dracula", wish: wish).first.theme.name == "dracula")
        wish.dark = "gruvbox-dark"
        #expect(start(scratch, "auto", wish: wish).first.theme.name == "gruvbox-dark")
    }

    @Test("A person's own file goes before one of the program, and may inherit it")
    func own() throws {
        let scratch = try Scratch()
        try write("inherits = \"dark\"\naccent = 200", "dark", scratch)
        let theme = start(scratch).first.theme
        #expect(theme.accent == Style(.indexed(200)) && theme.failure == Theme.dark.failure)
        #expect(start(scratch).library.entry("dark")?.place == "~/themes/dark.toml")
    }

    @Test("A path is a theme too", arguments: ["themes/mine.toml", "./themes/mine.toml", "~/themes/mine.toml"])
    func path(_ name: String) throws {
        let scratch = try Scratch()
        try write("accent = 200", "mine", scratch)
        let found = start(scratch, name)
        #expect(found.first.theme.accent == Style(.indexed(200)))
        #expect(found.wish.name.hasPrefix(scratch.path) && found.wish.name.hasSuffix("themes/mine.toml"))
    }

    @Test("Where the wanted one is wrong or not there, Weft starts all the same, and is told why")
    func wrong() throws {
        let scratch = try Scratch()
        try write("acent = 200", "mine", scratch)
        let mine = start(scratch, "mine")
        #expect(mine.first.theme == .dark && mine.first.shelf.entries.isEmpty)
        #expect(
            mine.shelf(of: mine.library)["mine"]?.problem
                == "~/themes/mine.toml:1: there is no style acent: did you mean accent?")
        let none = start(scratch, "nrod")
        #expect(none.first.theme == .dark)
        #expect(none.shelf(of: none.library)["nrod"]?.problem == "There is no theme nrod: did you mean nord?")
    }

    @Test("With NO_COLOR no theme has a colour, and one without any stays as it is")
    func colorless() throws {
        let scratch = try Scratch()
        try write("accent = \"italic\"", "mine", scratch)
        let nord = start(scratch, "nord", ["NO_COLOR": "1"])
        #expect(nord.isColorless && nord.first.theme.isColorless)
        #expect(nord.shelf(of: nord.library).entries.allSatisfy { $0.theme?.isColorless == true })
        let mine = start(scratch, "mine", ["NO_COLOR": "1"])
        #expect(mine.first.theme.accent == Style(.standard, on: .standard, .italic))
        #expect(!start(scratch, nil, ["NO_COLOR": ""]).isColorless)
    }

    @Test("weft themes lists each with its place, the wanted ones marked")
    func list() throws {
        let scratch = try Scratch()
        try write("acent = 200", "mine", scratch)
        let text = ThemeList(shelf: start(scratch).library.shelf, wish: ThemeWish()).text
        #expect(text.contains("*  dark              dark   built in\n"))
        #expect(text.contains("   mine              wrong  ~/themes/mine.toml\n"))
        #expect(text.split(separator: "\n").count == ThemeLibrary.shipped.names.count + 1)
    }

    @Test("The folders are the person's own, then those that came with the program")
    func folders() throws {
        let scratch = try Scratch()
        let paths = ThemeFolders(scratch.locations, home: scratch.path).paths
        #expect(paths.first == scratch.path + "/.config/weft/themes")
        // The tests run in the source tree.
        #expect(paths.last?.hasSuffix("/themes") == true && paths.count > 1)
    }
}

@Suite("Watching the files of themes", .timeLimit(.minutes(1)))
struct ThemeWatchTests {
    @Test("Each change is told once it is whole, also where the folder comes later; nothing else is")
    func changes() async throws {
        let scratch = try Scratch()
        let folders = ThemeFolders(paths: [scratch.path + "/.config/weft/themes"], home: scratch.path)
        let start = ThemeStart(folders, wish: ThemeWish(), name: nil, directory: "/", environment: { _ in nil })
        let (told, teller) = AsyncStream.makeStream(of: ThemeLibrary.self)
        let watch = ThemeWatch(start) { teller.yield($0) }
        defer { watch.cancel() }
        var libraries = told.makeAsyncIterator()
        #expect(await libraries.next() == ThemeLibrary.shipped)

        try FileManager.default.createDirectory(
            atPath: scratch.path + "/.config/weft/themes", withIntermediateDirectories: true)
        try scratch.write("accent = 1", to: ".config/weft/themes/mine.toml")
        #expect(await libraries.next()?.entry("mine")?.theme?.accent == Style(.indexed(1)))

        // As editors do: beside it, then in its place.
        try scratch.write("accent = 2", to: ".config/weft/themes/.mine.swp")
        rename(scratch.path + "/.config/weft/themes/.mine.swp", scratch.path + "/.config/weft/themes/mine.toml")
        #expect(await libraries.next()?.entry("mine")?.theme?.accent == Style(.indexed(2)))

        try scratch.write("accent = 2", to: ".config/weft/themes/mine.toml")
        try scratch.write("acent = 3", to: ".config/weft/themes/mine.toml")
        #expect(await libraries.next()?.problems(of: "mine").count == 1)

        try FileManager.default.removeItem(atPath: scratch.path + "/.config/weft/themes/mine.toml")
        #expect(await libraries.next() == ThemeLibrary.shipped)
    }

    @Test("A file that a link leads to is watched too")
    func links() async throws {
        let scratch = try Scratch()
        for folder in ["themes", "elsewhere"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/" + folder, withIntermediateDirectories: true)
        }
        try scratch.write("accent = 1", to: "elsewhere/mine.toml")
        symlink(scratch.path + "/elsewhere/mine.toml", scratch.path + "/themes/mine.toml")
        let folders = ThemeFolders(paths: [scratch.path + "/themes"], home: scratch.path)
        let start = ThemeStart(folders, wish: ThemeWish(), name: nil, directory: "/", environment: { _ in nil })
        let (told, teller) = AsyncStream.makeStream(of: ThemeLibrary.self)
        let watch = ThemeWatch(start) { teller.yield($0) }
        defer { watch.cancel() }
        var libraries = told.makeAsyncIterator()
        #expect(await libraries.next()?.entry("mine")?.theme?.accent == Style(.indexed(1)))
        try scratch.write("accent = 2", to: "elsewhere/mine.toml")
        #expect(await libraries.next()?.entry("mine")?.theme?.accent == Style(.indexed(2)))
    }
}
