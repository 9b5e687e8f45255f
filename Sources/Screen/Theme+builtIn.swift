import Markdown
import TerminalModel

extension Theme {
    package static let builtIn = [dark, light, plain]

    /// For terminals with a dark background: a soft teal beside the terminal's own colours.
    package static let dark = Theme(
        name: "dark",
        secondary: Style(.indexed(245)),
        accent: Style(.indexed(79)),
        heading: Style(.standard, on: .standard, .bold),
        rule: Style(.indexed(239)),
        focusedRule: Style(.indexed(79)),
        selection: Style(.standard, on: .indexed(235)),
        focusedSelection: Style(.standard, on: .indexed(238)),
        person: Style(.standard, on: .standard, .bold),
        assistant: Style(.indexed(79), on: .standard, .bold),
        failure: Style(.indexed(210)),
        attention: Style(.indexed(222)),
        code: Style(.indexed(115)),
        syntax: .onDark)

    /// For terminals with a light background: the same teal, darker.
    package static let light = Theme(
        name: "light",
        secondary: Style(.indexed(243)),
        accent: Style(.indexed(30)),
        heading: Style(.standard, on: .standard, .bold),
        rule: Style(.indexed(250)),
        focusedRule: Style(.indexed(30)),
        selection: Style(.standard, on: .indexed(255)),
        focusedSelection: Style(.standard, on: .indexed(253)),
        person: Style(.standard, on: .standard, .bold),
        assistant: Style(.indexed(30), on: .standard, .bold),
        failure: Style(.indexed(124)),
        attention: Style(.indexed(130)),
        code: Style(.indexed(23)),
        syntax: .onLight)

    /// Attributes only, for NO_COLOR and for terminals without colours.
    package static let plain = Theme(
        name: "plain",
        secondary: Style(.standard, on: .standard, .dim),
        accent: Style(.standard, on: .standard, .bold),
        heading: Style(.standard, on: .standard, .bold),
        rule: Style(.standard, on: .standard, .dim),
        focusedRule: Style(.standard, on: .standard, .bold),
        selection: Style(.standard, on: .standard, .bold),
        focusedSelection: Style(.standard, on: .standard, .reverse),
        person: Style(.standard, on: .standard, .bold),
        assistant: Style(.standard, on: .standard, [.bold, .underline]),
        failure: Style(.standard, on: .standard, .bold),
        attention: Style(.standard, on: .standard, .reverse),
        code: Style(),
        syntax: SyntaxStyles())
}
