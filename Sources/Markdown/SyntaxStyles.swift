package import SyntaxHighlighting
package import TerminalModel

/// How each kind of token looks; laid over `MarkdownStyles.codeBlock`. Where nothing is set, code looks plain.
package struct SyntaxStyles: Hashable, Sendable {
    package var keyword = Style(.standard, on: .standard, .bold)
    package var type = Style()
    package var function = Style()
    package var variable = Style()
    package var constant = Style()
    package var number = Style()
    package var string = Style()
    package var comment = Style(.standard, on: .standard, .dim)
    package var operation = Style()
    package var tag = Style(.standard, on: .standard, .bold)
    package var attribute = Style()
    package var heading = Style(.standard, on: .standard, .bold)
    package var emphasis = Style(.standard, on: .standard, .italic)
    package var inserted = Style()
    package var deleted = Style()

    package init() {}

    package subscript(kind: Token.Kind) -> Style {
        switch kind {
        case .keyword: keyword
        case .type: type
        case .function: function
        case .variable: variable
        case .constant: constant
        case .number: number
        case .string: string
        case .comment: comment
        case .operation: operation
        case .tag: tag
        case .attribute: attribute
        case .heading: heading
        case .emphasis: emphasis
        case .inserted: inserted
        case .deleted: deleted
        }
    }
}
