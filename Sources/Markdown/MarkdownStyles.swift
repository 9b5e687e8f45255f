package import TerminalModel

/// How each part of a Markdown text looks. Styles inside a paragraph are laid over `body`, in a quote over `quote`.
package struct MarkdownStyles: Hashable, Sendable {
    package var body = Style()
    /// Headings of the first level.
    package var title = Style(.standard, on: .standard, [.bold, .underline])
    /// Headings of the second level.
    package var heading = Style(.standard, on: .standard, .bold)
    /// Headings of the third level and below.
    package var subheading = Style(.standard, on: .standard, .bold)
    package var strong = Style(.standard, on: .standard, .bold)
    package var emphasis = Style(.standard, on: .standard, .italic)
    package var strikethrough = Style(.standard, on: .standard, .strikethrough)
    package var code = Style(.indexed(6))
    package var codeBlock = Style(.indexed(6))
    package var syntax = SyntaxStyles()
    package var quote = Style(.standard, on: .standard, .dim)
    package var link = Style(.standard, on: .standard, .underline)
    package var rule = Style(.standard, on: .standard, .dim)
    package var listMark = Style(.standard, on: .standard, .bold)
    package var tableBorder = Style(.standard, on: .standard, .dim)
    package var html = Style(.standard, on: .standard, .dim)

    package init() {}
}
