import Markdown
import TerminalModel

extension StyleName {
    /// What it is in a theme.
    var property: WritableKeyPath<Theme, Style> {
        switch self {
        case .text: \.text
        case .secondary: \.secondary
        case .accent: \.accent
        case .heading: \.heading
        case .border: \.rule
        case .focusedBorder: \.focusedRule
        case .selected: \.selection
        case .focusedSelected: \.focusedSelection
        case .running: \.list.running
        case .queued: \.list.queued
        case .unread: \.list.unread
        case .failed: \.list.failed
        case .draft: \.list.draft
        case .pinned: \.list.pinned
        case .label: \.list.label
        case .listMatch: \.list.match
        case .user: \.person
        case .assistant: \.assistant
        case .failure: \.failure
        case .attention: \.attention
        case .match: \.found
        case .currentMatch: \.foundNow
        case .selection: \.marked
        case .cursor: \.cursor
        case .markdownHeading: \.markdown.heading
        case .markdownTitle: \.markdown.title
        case .markdownSubheading: \.markdown.subheading
        case .strong: \.markdown.strong
        case .emphasis: \.markdown.emphasis
        case .strikethrough: \.markdown.strikethrough
        case .inlineCode: \.markdown.code
        case .quote: \.markdown.quote
        case .link: \.markdown.link
        case .markdownRule: \.markdown.rule
        case .listMark: \.markdown.listMark
        case .table: \.markdown.tableBorder
        case .html: \.markdown.html
        case .code: \.markdown.codeBlock
        default: syntaxProperty
        }
    }

    private var syntaxProperty: WritableKeyPath<Theme, Style> {
        switch self {
        case .codeType: \.markdown.syntax.type
        case .codeFunction: \.markdown.syntax.function
        case .codeVariable: \.markdown.syntax.variable
        case .codeConstant: \.markdown.syntax.constant
        case .codeNumber: \.markdown.syntax.number
        case .codeString: \.markdown.syntax.string
        case .codeComment: \.markdown.syntax.comment
        case .codeOperator: \.markdown.syntax.operation
        case .codeTag: \.markdown.syntax.tag
        case .codeAttribute: \.markdown.syntax.attribute
        case .codeHeading: \.markdown.syntax.heading
        case .codeEmphasis: \.markdown.syntax.emphasis
        case .codeInserted: \.markdown.syntax.inserted
        case .codeDeleted: \.markdown.syntax.deleted
        default: \.markdown.syntax.keyword
        }
    }
}
