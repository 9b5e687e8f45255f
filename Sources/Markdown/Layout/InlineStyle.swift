import TerminalModel

/// Gives pieces of a paragraph their looks, laid over a base.
struct InlineStyle {
    let styles: MarkdownStyles
    var base: Style

    /// Text of several looks as it is between its hard breaks, however wide; at least one line.
    func lines(_ inlines: [Inline]) -> [StyledLine] {
        var lines = [StyledLine()]
        for inline in inlines {
            switch inline {
            case .lineBreak: lines.append(StyledLine())
            case .text("", _, _): break
            case .text(let text, let look, let link):
                lines[lines.count - 1].spans.append(Span(SafeText(expandingTabs: text), style(look), link: link))
            }
        }
        return lines
    }

    private func style(_ look: Look) -> Style {
        let parts: [(Look, Style)] = [
            (.link, styles.link), (.html, styles.html), (.code, styles.code), (.strikethrough, styles.strikethrough),
            (.emphasis, styles.emphasis), (.strong, styles.strong),
        ]
        return parts.reduce(base) { look.contains($1.0) ? $0.overlaid(by: $1.1) : $0 }
    }
}
