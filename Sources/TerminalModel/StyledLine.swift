/// Text of one style.
package struct Span: Hashable, Sendable {
    package var text: SafeText
    package var style: Style

    package init(_ text: SafeText, _ style: Style = Style()) {
        self.text = text
        self.style = style
    }
}

/// One row of text in several styles, as long as it is; whoever draws it has wrapped it before.
package struct StyledLine: Hashable, Sendable {
    package var spans: [Span]

    package init(_ spans: [Span] = []) { self.spans = spans }

    package init(_ text: SafeText, _ style: Style = Style()) { self.spans = [Span(text, style)] }

    package var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }

    package var text: String { spans.reduce(into: "") { $0 += $1.text.string } }
}
