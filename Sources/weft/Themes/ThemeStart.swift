import Screen
import Settings

/// What the screen wears first, and what it is told of themes later.
struct ThemeStart: Sendable {
    let folders: ThemeFolders
    let wish: ThemeWish
    /// The background is taken for light until the terminal has said what it is.
    let isOnLight: Bool
    /// Attributes only (no-color.org).
    let isColorless: Bool

    /// - Parameters:
    ///   - wish: as `config.toml` has it.
    ///   - name: what the command line says instead; nil if nothing.
    init(
        _ folders: ThemeFolders, wish: ThemeWish, name: String?, directory: String, environment: (String) -> String?
    ) {
        var wish = wish
        if let name { wish.name = name }
        wish.name = Self.path(wish.name, home: folders.home, directory: directory) ?? wish.name
        self.folders = folders
        self.wish = wish
        isOnLight = Self.isLight(environment("COLORFGBG") ?? "")
        isColorless = environment("NO_COLOR")?.isEmpty == false
    }

    static func ofThisProcess(_ wish: ThemeWish, name: String?) -> ThemeStart {
        ThemeStart(
            ThemeFolders(.current()), wish: wish, name: name, directory: Errands.ofThisProcess.directory,
            environment: Locations.variable)
    }

    /// The whole path of what is no name of a theme but the path of a file; nil for a name.
    static func path(_ name: String, home: String, directory: String) -> String? {
        guard name.contains("/") || name.hasSuffix(".toml") else { return nil }
        if name.hasPrefix("~/") { return home + name.dropFirst() }
        return name.hasPrefix("/") ? name : directory + "/" + name
    }

    /// The variable of rxvt and Konsole: colours of text and background by their numbers, `15;0`. Light are 7 and those
    /// over 8, as Vim reads it.
    static func isLight(_ variable: String) -> Bool {
        guard let number = variable.split(separator: ";").last.flatMap({ Int($0) }) else { return false }
        return number == 7 || (9...15).contains(number)
    }

    var library: ThemeLibrary { folders.library(with: wish.name.contains("/") ? wish.name : nil) }

    /// What can be worn at once, with the theme for it. All others are read when the screen is up.
    var first: (theme: Theme, shelf: ThemeShelf) {
        let library = library
        let names = wish.isAutomatic ? [wish.dark, wish.light] : [wish.name]
        let entries = Set(names).sorted().compactMap(library.entry).filter { $0.problem == nil }.map(dressed)
        let shelf = ThemeShelf(entries, isWhole: false)
        let standard = library.entry(isOnLight ? "light" : "dark").map(dressed)?.theme
        let theme = shelf[wish.theme(onLight: isOnLight)]?.theme ?? standard ?? (isOnLight ? .light : .dark)
        return (isColorless && !theme.isColorless ? .plain : theme, shelf)
    }

    /// All themes of a library; one that is wanted and not there is among them as one that is wrong.
    func shelf(of library: ThemeLibrary) -> ThemeShelf {
        var shelf = library.shelf
        shelf.entries = shelf.entries.map(dressed)
        let wanted = wish.isAutomatic ? [wish.dark, wish.light] : [wish.name]
        for name in wanted where shelf[name] == nil {
            shelf.entries.append(ThemeEntry(wrong: name, place: "", problem: Self.absence(of: name, in: library)))
        }
        return shelf
    }

    static func absence(of name: String, in library: ThemeLibrary) -> String {
        let meant = NearestName.of(name, in: library.names).map { "did you mean \($0)?" }
        return "There is no theme \(name): \(meant ?? "weft themes lists them")"
    }

    /// Without its colours where none are wanted: then the look of another is that of the theme without any.
    private func dressed(_ entry: ThemeEntry) -> ThemeEntry {
        guard isColorless, var theme = entry.theme, !theme.isColorless else { return entry }
        theme = .plain
        theme.name = entry.name
        return ThemeEntry(theme, ground: entry.ground, place: entry.place)
    }
}
