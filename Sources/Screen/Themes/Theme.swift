package import Markdown
package import TerminalModel

/// How each kind of thing on the screen looks.
///
/// `StyleName` has the names that files give to these; whatever no file names is as in `plain`.
package struct Theme: Hashable, Sendable {
    package var name: String
    /// Plain words. Its colours are those of the whole screen: what has none of its own stands on them.
    package var text = StyleName.text.plain
    /// Times, hints and other things read second.
    package var secondary = StyleName.secondary.plain
    /// Names, marks and keys that matter now.
    package var accent = StyleName.accent.plain
    package var heading = StyleName.heading.plain
    package var rule = StyleName.border.plain
    /// The rule of the pane that has the keys.
    package var focusedRule = StyleName.focusedBorder.plain
    package var selection = StyleName.selected.plain
    /// The selected thread while the list has the keys.
    package var focusedSelection = StyleName.focusedSelected.plain
    package var person = StyleName.user.plain
    package var assistant = StyleName.assistant.plain
    package var failure = StyleName.failure.plain
    package var attention = StyleName.attention.plain
    /// What was found.
    package var found = StyleName.match.plain
    /// The hit that the person is at.
    package var foundNow = StyleName.currentMatch.plain
    /// Text that is selected.
    package var marked = StyleName.selection.plain
    /// The cluster that the moving end of a selection is at.
    package var cursor = StyleName.cursor.plain
    package var list = ListStyles()
    package var markdown = MarkdownStyles()

    /// Marks and words in the list of threads.
    package struct ListStyles: Hashable, Sendable {
        package var running = StyleName.running.plain
        package var queued = StyleName.queued.plain
        package var unread = StyleName.unread.plain
        package var failed = StyleName.failed.plain
        package var draft = StyleName.draft.plain
        package var pinned = StyleName.pinned.plain
        package var label = StyleName.label.plain
        package var match = StyleName.listMatch.plain
    }

    private init(plain name: String) {
        self.name = name
        for style in StyleName.allCases { self[keyPath: style.property] = style.plain }
    }

    /// Attributes only, for NO_COLOR and for terminals without colours.
    package static let plain = Theme(plain: "plain")

    package subscript(style: StyleName) -> Style { self[keyPath: style.property] }

    /// It names no colour anywhere.
    package var isColorless: Bool {
        StyleName.allCases.allSatisfy { self[$0].foreground == .standard && self[$0].background == .standard }
    }
}

extension Theme {
    /// The theme that a file describes, with what it inherits.
    /// - Parameter sources: the file's own, then each that the one before inherits. Only the first is examined for
    ///   faults; what is faulty in another counts as not named.
    /// - Throws: all that is wrong in the first, at least one thing.
    package init(_ sources: [ThemeSource]) throws(ThemeFaults) {
        let styles = try ThemeSource.read(sources)
        self.init(plain: sources.first?.name ?? "")
        for name in StyleName.allCases {
            if let found = Self.look(of: name, in: styles) { self[keyPath: name.property] = found }
        }
    }

    /// What is named, by its own name, by that of a parent, or by that of something like it; nil if nothing is.
    private static func look(of name: StyleName, in styles: [StyleName: Style]) -> Style? {
        for named in sequence(first: name, next: \.parent) {
            if let style = styles[named] { return style }
        }
        return name.substitute.flatMap { look(of: $0, in: styles) }
    }
}
