import TerminalModel

// Marks on text, made of the theme's colours so that they hold in every theme

extension Theme {
    /// What was found.
    var found: Style { Style(attention.foreground, on: .standard, [.bold, .underline]) }

    /// The hit that the person is at.
    var foundNow: Style { Style(attention.foreground, on: .standard, [.bold, .reverse]) }

    /// Text that is selected.
    var marked: Style { focusedSelection }

    /// The cluster that the moving end of a selection is at.
    var cursor: Style { Style(accent.foreground, on: .standard, [.bold, .reverse]) }
}
