import Markdown
import TerminalModel

/// A piece of a conversation in which most of a theme is to be seen.
enum ThemeSample {
    static func lines(columns: Int, _ theme: Theme) -> [StyledLine] {
        var document = MarkdownDocument(text)
        let rows = document.rows(columns: max(1, columns), styles: theme.markdown).map(\.line)
        return [
            StyledLine([Span("You", theme.person), Span("  12:00", theme.secondary)]),
            StyledLine("How is cloth made?", theme.text), StyledLine(),
            StyledLine([Span("Guide", theme.assistant), Span("  12:00", theme.secondary)]),
        ] + rows + [
            StyledLine([
                Span("● writing…", theme.accent), Span("  "), Span("■ stopped", theme.attention), Span("  "),
                Span("! failed", theme.failure), Span("  "), Span("◆", theme.list.unread), Span(" "),
                Span("label", theme.list.label),
            ]),
            StyledLine([
                Span("found", theme.found), Span("  "), Span("found here", theme.foundNow), Span("  "),
                Span("selecte", theme.marked), Span("d", theme.cursor),
            ]),
        ]
    }

    private static let text = """
        # Weaving
        The *warp* is **held**, the weft is `drawn` through; see [a loom](https://example.org).

        > Two threads cross.

        ```swift
        // One row of cloth
        func weave(_ weft: Thread) -> Cloth? {
            return loom.draw("over", rows: 12)
        }
        ```
        """
}
