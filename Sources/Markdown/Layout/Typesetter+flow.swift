import TerminalModel

extension Typesetter {
    /// Fills text into rows. The last row of text that goes on stays open.
    mutating func layFlow(_ text: [UInt8], _ heading: Int?, _ glue: Glue, _ goesOn: Bool) {
        let style = InlineStyle(styles: styles, base: base(ofHeading: heading))
        var lines = style.lines(InlineParser.inlines(of: text))
        var joint = TextRow.Joint.lineEnd
        var isRightToLeft: Bool?
        if let open = openRow {
            openRow = nil
            if glue == .lineBreak {
                add(open)
            } else {
                let blank = glue == .blank ? [Span(" ", style.base)] : []
                lines[0].spans = open.line.spans + blank + lines[0].spans
                joint = open.joint
                isRightToLeft = open.isRightToLeft
            }
        }
        for (number, line) in lines.enumerated() {
            var rows = line.rows(columns: margin.columns)
            if number == 0 {
                rows[0].joint = joint
                if let isRightToLeft { for index in rows.indices { rows[index].isRightToLeft = isRightToLeft } }
            }
            if goesOn, number == lines.count - 1 { openRow = rows.removeLast() }
            for row in rows { add(row) }
        }
    }

    private func base(ofHeading level: Int?) -> Style {
        switch level {
        case nil: margin.base
        case 1?: margin.base.overlaid(by: styles.title)
        case 2?: margin.base.overlaid(by: styles.heading)
        default: margin.base.overlaid(by: styles.subheading)
        }
    }

    /// A formula in rows of its own; as it was written where it cannot be said in Unicode.
    mutating func layFormula(_ formula: String, _ source: [CodeText], _ info: String) {
        let indent = codeIndent
        let lead = indent > 0 ? Span(SafeText(String(repeating: " ", count: indent))) : nil
        guard let text = MathText.unicode(formula) else {
            layLabel(info)
            for line in source { layWritten(line, margin.base.overlaid(by: styles.code), inner: lead) }
            return
        }
        for line in SafeText.lines(of: text) {
            let rows = StyledLine(line, margin.base).rows(columns: margin.columns - indent)
            for row in rows { add(row, inner: lead) }
        }
    }

    mutating func layHTML(_ line: CodeText) { layWritten(line, margin.base.overlaid(by: styles.html)) }

    /// A line as it was written, wrapped.
    private mutating func layWritten(_ line: CodeText, _ style: Style, inner: Span? = nil) {
        let shown = StyledLine(SafeText(expandingTabs: line.bytes[...].text), style)
        var rows = shown.rows(columns: margin.columns - (inner?.text.columns ?? 0))
        if rows.count == 1 { rows[0].bytes = line.source }
        if !line.beginsLine { rows[0].joint = .wrapped(blanks: 0) }
        for row in rows { add(row, inner: inner) }
    }
}
