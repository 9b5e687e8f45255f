import Foundation
import Screen
import TerminalModel
import Testing

@testable import Settings

@Suite("The themes that come with the program")
struct ShippedThemeTests {
    static let names = ThemeLibrary.shipped.names

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "themes")

    @Test("are the files of the folder, each and unchanged")
    func folder() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".toml") }.sorted()
        #expect(files == ThemeLibrary.shipped.files.map { $0.name + ".toml" })
        for file in ThemeLibrary.shipped.files {
            let text = try String(contentsOf: Self.folder.appending(path: file.name + ".toml"), encoding: .utf8)
            #expect(try file.text.get() == text)
        }
        #expect(files.count >= 8)
    }

    @Test("have nothing wrong and say what they are for", arguments: names)
    func sound(_ name: String) throws {
        #expect(ThemeLibrary.shipped.problems(of: name) == [])
        let entry = try #require(ThemeLibrary.shipped.entry(name))
        #expect(entry.theme?.name == name && entry.problem == nil)
        #expect(entry.ground == .any || entry.theme?.isColorless == false)
    }

    @Test("name everything that there is, or the name before its dot", arguments: names)
    func complete(_ name: String) throws {
        let sources = try Self.sources(name)
        let named = Set(sources.flatMap(\.styles.keys))
        for style in StyleName.allCases.map(\.rawValue) {
            let parent = style.split(separator: ".").dropLast().joined(separator: ".")
            #expect(named.contains(style) || named.contains(parent), "\(style)")
        }
    }

    @Test("use every colour of their palette", arguments: names)
    func palette(_ name: String) throws {
        let sources = try Self.sources(name)
        let words = Set(sources.flatMap(\.styles.values).flatMap { $0.split(separator: " ").map(String.init) })
        for color in try #require(sources.first).palette.keys { #expect(words.contains(color), "\(color)") }
    }

    @Test("The theme without colours is what holds where no theme says anything")
    func monochrome() throws {
        var theme = try #require(ThemeLibrary.shipped.entry("monochrome")?.theme)
        theme.name = Theme.plain.name
        #expect(theme == .plain)
    }

    private static func sources(_ name: String) throws -> [ThemeSource] {
        let file = try #require(ThemeLibrary.shipped.files.first { $0.name == name })
        let source = try ThemeDocument.read(file).get().source
        return try [source] + (source.inherits.map { try sources($0) } ?? [])
    }
}

@Suite("The contrast of the themes, by WCAG 2.1")
struct ThemeContrastTests {
    /// Lines between things, which say nothing themselves.
    private static let lines: Set<StyleName> = [.border, .markdownRule, .table]
    private static let inLists: Set<StyleName> = [
        .secondary, .accent, .running, .queued, .unread, .failed, .draft, .pinned, .label, .listMatch,
    ]

    private static let white = RGB(red: 255, green: 255, blue: 255)
    private static let black = RGB(red: 0, green: 0, blue: 0)
    /// As dark as dark terminals mostly are.
    private static let nearlyBlack = RGB(red: 0x1c, green: 0x1c, blue: 0x1c)

    @Test("Every word can be read on its background", arguments: ShippedThemeTests.names)
    func words(_ name: String) throws {
        let (theme, grounds) = try Self.theme(name)
        for ground in grounds {
            for style in StyleName.allCases where !Self.lines.contains(style) {
                let found = Self.contrast(theme[style], of: theme, on: ground)
                #expect(found >= (name == "high-contrast" ? 7 : 4.5), "\(style.rawValue) \(found)")
            }
        }
    }

    @Test("Lines can be seen", arguments: ShippedThemeTests.names)
    func lines(_ name: String) throws {
        let (theme, grounds) = try Self.theme(name)
        for style in Self.lines {
            #expect(Self.contrast(theme[style], of: theme, on: grounds[0]) >= (name == "high-contrast" ? 7 : 1.5))
        }
    }

    @Test("What is selected can be read, and its marks and ages be seen", arguments: ShippedThemeTests.names)
    func selected(_ name: String) throws {
        let (theme, grounds) = try Self.theme(name)
        for row in [theme.selection, theme.focusedSelection, theme.marked] {
            let base = theme.text.overlaid(by: row)
            #expect(Self.contrast(base, of: theme, on: grounds[0]) >= 4.5)
            for style in Self.inLists where row != theme.marked {
                #expect(
                    Self.contrast(base.overlaid(by: theme[style]), of: theme, on: grounds[0]) >= 3, "\(style.rawValue)")
            }
        }
    }

    private static func theme(_ name: String) throws -> (Theme, grounds: [RGB]) {
        let entry = try #require(ThemeLibrary.shipped.entry(name))
        let theme = try #require(entry.theme)
        if let own = rgb(theme.text.background) { return (theme, [own]) }
        return (theme, entry.ground == .light ? [white] : [black, nearlyBlack])
    }

    /// The terminal's own colours count as the best there is.
    private static func contrast(_ style: Style, of theme: Theme, on ground: RGB) -> Double {
        let text = rgb(style.foreground) ?? rgb(theme.text.foreground) ?? (ground.isLight ? black : white)
        let (first, second) = (luminance(text), luminance(rgb(style.background) ?? ground))
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// The colour cube and the greys of xterm; the first 16 look as each terminal likes.
    private static func rgb(_ color: Color) -> RGB? {
        switch color {
        case .standard: return nil
        case .rgb(let color): return color
        case .indexed(let index) where index < 16: return nil
        case .indexed(let index) where index < 232:
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let cube = Int(index) - 16
            return RGB(red: levels[cube / 36], green: levels[cube / 6 % 6], blue: levels[cube % 6])
        case .indexed(let index):
            let grey = 8 + 10 * (index - 232)
            return RGB(red: grey, green: grey, blue: grey)
        }
    }

    private static func luminance(_ color: RGB) -> Double {
        zip([color.red, color.green, color.blue], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
            let value = Double(part.0) / 255
            return sum + part.1 * (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
        }
    }
}
