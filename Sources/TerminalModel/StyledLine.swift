/// Text of one style.
package struct Span: Hashable, Sendable {
    package var text: SafeText
    package var style: Style
    /// Where a link leads, as it was written; nil for what is no link.
    package var link: String?

    package init(_ text: SafeText, _ style: Style = Style(), link: String? = nil) {
        self.text = text
        self.style = style
        self.link = link
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
