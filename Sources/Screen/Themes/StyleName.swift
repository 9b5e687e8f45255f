import TerminalModel

/// The names that a theme gives a look to: all there are.
///
/// What a theme does not name looks as the name before the last dot does, if it names that, then as `substitute` says,
/// and in the end as in `plain`, which has attributes only. So a theme of three lines is a whole one.
package enum StyleName: String, CaseIterable, Sendable {
    case text
    case secondary = "text.secondary"
    case accent
    case heading
    case border = "pane.border"
    case focusedBorder = "pane.border.focused"

    case selected = "list.selected"
    case focusedSelected = "list.selected.focused"
    case running = "list.running"
    case queued = "list.queued"
    case unread = "list.unread"
    case failed = "list.failed"
    case draft = "list.draft"
    case pinned = "list.pinned"
    case label = "list.label"
    case listMatch = "list.match"

    case user = "message.user"
    case assistant = "message.assistant"
    case failure = "status.failure"
    case attention = "status.attention"
    case match = "search.match"
    case currentMatch = "search.match.current"
    case selection
    case cursor = "selection.cursor"

    case markdownHeading = "markdown.heading"
    case markdownTitle = "markdown.heading.first"
    case markdownSubheading = "markdown.heading.lower"
    case strong = "markdown.strong"
    case emphasis = "markdown.emphasis"
    case strikethrough = "markdown.strikethrough"
    case inlineCode = "markdown.code"
    case quote = "markdown.quote"
    case link = "markdown.link"
    case markdownRule = "markdown.rule"
    case listMark = "markdown.list"
    case table = "markdown.table"
    case html = "markdown.html"

    case code
    case codeKeyword = "code.keyword"
    case codeType = "code.type"
    case codeFunction = "code.function"
    case codeVariable = "code.variable"
    case codeConstant = "code.constant"
    case codeNumber = "code.number"
    case codeString = "code.string"
    case codeComment = "code.comment"
    case codeOperator = "code.operator"
    case codeTag = "code.tag"
    case codeAttribute = "code.attribute"
    case codeHeading = "code.heading"
    case codeEmphasis = "code.emphasis"
    case codeInserted = "code.inserted"
    case codeDeleted = "code.deleted"
}

extension StyleName {
    /// The name before the last dot; nil where that is none.
    var parent: StyleName? {
        rawValue.lastIndex(of: ".").flatMap { StyleName(rawValue: String(rawValue[..<$0])) }
    }

    /// The name of something like it.
    var substitute: StyleName? {
        switch self {
        case .running, .unread, .pinned, .assistant, .link, .listMark: .accent
        case .queued, .draft, .label, .quote, .html: .secondary
        case .failed: .failure
        case .listMatch: .match
        case .match: .attention
        case .selection: .focusedSelected
        case .user, .markdownHeading: .heading
        case .markdownRule, .table: .border
        default: nil
        }
    }

    /// The look of what no theme names: attributes only, for NO_COLOR and for terminals without colours.
    var plain: Style {
        switch self {
        case .text, .queued, .inlineCode, .code: Style()
        case .accent, .heading, .focusedBorder, .selected, .running, .unread, .failed, .pinned, .user, .failure:
            Style(.standard, on: .standard, .bold)
        case .markdownHeading, .markdownSubheading, .strong, .listMark, .codeKeyword, .codeTag, .codeHeading:
            Style(.standard, on: .standard, .bold)
        case .secondary, .border, .draft, .label, .quote, .markdownRule, .table, .html, .codeComment:
            Style(.standard, on: .standard, .dim)
        case .assistant, .match, .listMatch, .markdownTitle, .link:
            Style(.standard, on: .standard, [.bold, .underline])
        case .focusedSelected, .selection, .attention: Style(.standard, on: .standard, .reverse)
        case .currentMatch, .cursor: Style(.standard, on: .standard, [.bold, .reverse])
        case .emphasis, .codeEmphasis: Style(.standard, on: .standard, .italic)
        case .strikethrough: Style(.standard, on: .standard, .strikethrough)
        case .codeType, .codeFunction, .codeVariable, .codeConstant, .codeNumber, .codeString, .codeOperator: Style()
        case .codeAttribute, .codeInserted, .codeDeleted: Style()
        }
    }
}
