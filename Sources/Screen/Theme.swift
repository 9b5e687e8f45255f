import Markdown
import TerminalModel

/// How each kind of thing on the screen looks. Colours are named here and nowhere else.
package struct Theme: Hashable, Sendable {
    package let name: String
    /// Plain words: the terminal's own colours.
    var text = Style()
    /// Times, hints and other things read second.
    var secondary: Style
    /// Names, marks and keys that matter now.
    var accent: Style
    var heading: Style
    var rule: Style
    /// The rule of the pane that has the keys.
    var focusedRule: Style
    var selection: Style
    /// The selected thread while the list has the keys.
    var focusedSelection: Style
    var person: Style
    var assistant: Style
    var failure: Style
    var attention: Style
    var markdown: MarkdownStyles

    /// - Returns: nil if there is no built-in theme of this name.
    package init?(named name: String) {
        guard let theme = Self.builtIn.first(where: { $0.name == name }) else { return nil }
        self = theme
    }

    init(
        name: String, secondary: Style, accent: Style, heading: Style, rule: Style, focusedRule: Style,
        selection: Style, focusedSelection: Style, person: Style, assistant: Style, failure: Style, attention: Style,
        code: Style, syntax: SyntaxStyles
    ) {
        self.name = name
        self.secondary = secondary
        self.accent = accent
        self.heading = heading
        self.rule = rule
        self.focusedRule = focusedRule
        self.selection = selection
        self.focusedSelection = focusedSelection
        self.person = person
        self.assistant = assistant
        self.failure = failure
        self.attention = attention
        markdown = MarkdownStyles()
        markdown.heading = heading.overlaid(by: accent)
        markdown.title = markdown.heading.overlaid(by: Style(.standard, on: .standard, .underline))
        markdown.subheading = heading
        markdown.code = code
        markdown.syntax = syntax
        markdown.codeBlock = text
        markdown.quote = secondary
        markdown.link = accent.overlaid(by: Style(.standard, on: .standard, .underline))
        markdown.rule = rule
        markdown.listMark = accent
        markdown.tableBorder = rule
        markdown.html = secondary
    }
}
