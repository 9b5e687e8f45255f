import CursesTerminal
import Exchange
import Markdown
import Screen
import TerminalModel

extension PageColours {
    /// The colours of a theme; what it leaves to the terminal is taken from the page's own.
    init(_ theme: Theme, isOnLight: Bool) {
        self = isOnLight ? .light : .dark
        let markdown = theme.markdown
        take(theme.text.background, for: \.background)
        take(theme.text.foreground, for: \.text)
        take(theme.secondary.foreground, for: \.secondary)
        take(theme.accent.foreground, for: \.accent)
        take(theme.rule.foreground, for: \.rule)
        take(theme.failure.foreground, for: \.failure)
        take(markdown.codeBlock.background, for: \.codeBackground)
        take(markdown.code.foreground, for: \.code)
        let kinds: KeyValuePairs<String, Style> = [
            "keyword": markdown.syntax.keyword, "type": markdown.syntax.type, "function": markdown.syntax.function,
            "variable": markdown.syntax.variable, "constant": markdown.syntax.constant,
            "number": markdown.syntax.number, "string": markdown.syntax.string, "comment": markdown.syntax.comment,
            "tag": markdown.syntax.tag, "attribute": markdown.syntax.attribute, "heading": markdown.syntax.heading,
            "inserted": markdown.syntax.inserted, "deleted": markdown.syntax.deleted,
        ]
        // Kinds that a theme leaves alone look as the code around them.
        for (kind, style) in kinds { syntax[kind] = Palette.rgb(style.foreground)?.hex ?? text }
    }

    private mutating func take(_ color: Color, for part: WritableKeyPath<Self, String>) {
        if let rgb = Palette.rgb(color) { self[keyPath: part] = rgb.hex }
    }
}
