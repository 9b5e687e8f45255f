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
            StyledLine(),
            StyledLine([
                Span("● writing…", theme.accent), Span("  "), Span("■ stopped", theme.attention), Span("  "),
                Span("! failed", theme.failure),
            ]),
            StyledLine([
                Span("found", theme.found), Span("  "), Span("found here", theme.foundNow), Span("  "),
                Span("selected", theme.marked), Span("t", theme.cursor),
            ]),
            StyledLine([
                Span("● ", theme.list.running), Span("◆ ", theme.list.unread), Span("! ", theme.list.failed),
                Span("label", theme.list.label),
            ]),
        ]
    }

    private static let text = """
        # Weaving
        The *warp* is **held**, the weft is `drawn` through it; see [the loom](https://example.org).

        > Two threads cross.

        ```swift
        // One row of cloth
        func weave(_ weft: Thread, rows: Int = 12) -> Cloth? {
            return rows > 0 ? loom.draw("over", weft) : nil
        }
        ```

        - a shuttle
        """
}
