/// A theme that the person can choose.
package struct ThemeEntry: Hashable, Sendable {
    package let name: String
    /// "built in", or the path of its file.
    package let place: String
    package let ground: ThemeGround
    /// nil where its file is wrong.
    package let theme: Theme?
    /// What is wrong in its file, with line and name.
    package let problem: String?

    package init(_ theme: Theme, ground: ThemeGround = .any, place: String = "built in") {
        self.name = theme.name
        self.place = place
        self.ground = ground
        self.theme = theme
        self.problem = nil
    }

    package init(wrong name: String, place: String, problem: String) {
        self.name = name
        self.place = place
        self.ground = .any
        self.theme = nil
        self.problem = problem
    }
}

/// The themes there are, each name once.
package struct ThemeShelf: Hashable, Sendable {
    package var entries: [ThemeEntry]
    /// All that there are; otherwise only those that the first frame needs.
    package var isWhole: Bool

    package init(_ entries: [ThemeEntry] = [], isWhole: Bool = true) {
        self.entries = entries
        self.isWhole = isWhole
    }

    package subscript(name: String) -> ThemeEntry? { entries.first { $0.name == name } }
}

/// Which theme the person wants.
package struct ThemeWish: Hashable, Sendable {
    /// The name for the theme that goes with the background of the terminal.
    package static let automatic = "auto"

    package var name = ThemeWish.automatic
    /// What `auto` is on a dark background.
    package var dark = "dark"
    /// What `auto` is on a light one.
    package var light = "light"

    package init() {}

    package var isAutomatic: Bool { name == Self.automatic }

    package func theme(onLight isLight: Bool) -> String {
        guard isAutomatic else { return name }
        return isLight ? light : dark
    }
}
