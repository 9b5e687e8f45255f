import SyntaxHighlighting
import TerminalModel

/// What a block of code carries from line to line.
struct CodeState {
    /// nil for a language that is not known.
    var highlighter: Highlighter?
}

extension Typesetter {
    private static let indentOfCode = 2
    /// A row of code that is not wrapped has no more columns.
    private static let mostColumns = 4096

    /// Columns before code; none where there is little room.
    var codeIndent: Int {
        margin.columns >= Self.indentOfCode + Margin.leastContent ? Self.indentOfCode : 0
    }

    mutating func beginCode(_ info: String) {
        code = CodeState(highlighter: Highlighter(language: Fence.language(info)))
        layLabel(info)
    }

    /// What stands behind a fence, if there is something.
    mutating func layLabel(_ info: String) {
        if info.isEmpty { return }
        let label = StyledLine(SafeText("── " + info), styles.rule)
        for row in label.cut(columns: margin.columns) { add(TextRow(row, joint: .ornament)) }
    }

    /// A line, cut where it is too long; where it goes on, a sign says so.
    mutating func layCode(_ line: CodeText) {
        let tokens = code.highlighter?.tokens(ofNextLine: line.bytes[...], isContinued: !line.endsLine) ?? []
        let style = margin.base.overlaid(by: styles.codeBlock)
        let laid = CodeRows(line, tokens: tokens, style: style, styles: styles)
        let indent = codeIndent
        var isFirst = line.beginsLine
        let most = wrapsCode ? margin.columns : Self.mostColumns - columns + margin.columns
        for row in laid.rows(columns: most - indent) {
            let lead = isFirst ? Span("  ") : Span("↳ ", styles.rule)
            isFirst = false
            add(row, inner: indent > 0 ? lead : nil)
        }
    }
}
