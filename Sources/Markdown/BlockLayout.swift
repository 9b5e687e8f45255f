import TerminalModel

/// Lays blocks out as rows of a width. No row is wider, and nothing of the text is left out.
struct BlockLayout {
    /// Columns that the content beside a list's mark or a quote's bar needs at least; else the mark stands alone.
    private static let leastContent = 4
    private static let codeIndent = 2

    let styles: MarkdownStyles
    /// What the text is laid over: the body's style, or the quote's.
    var base: Style

    init(styles: MarkdownStyles) {
        self.styles = styles
        self.base = styles.body
    }

    /// Blocks one below the other, with an empty row between them unless they are tight.
    func lines(_ blocks: [Block], columns: Int, isTight: Bool = false) -> [StyledLine] {
        blocks.reduce(into: []) { lines, block in
            let next = self.lines(block, columns: columns)
            if !isTight, !lines.isEmpty, !next.isEmpty { lines.append(StyledLine()) }
            lines += next
        }
    }

    /// At least one row, unless the block is empty.
    func lines(_ block: Block, columns: Int) -> [StyledLine] {
        switch block {
        case .paragraph(let inlines): rows(inlines, columns: columns)
        case .heading(let level, let inlines): heading(level, inlines, columns: columns)
        case .code(let info, let text): code(text, info: info, columns: columns)
        case .html(let text): written(text, styles.html, columns: columns)
        case .source(let text): written(text, base, columns: columns)
        case .rule: [StyledLine(SafeText(String(repeating: "─", count: columns)), styles.rule)]
        case .quote(let blocks): quote(blocks, columns: columns)
        case .list(let list): self.list(list, columns: columns)
        case .table(let table): TableLayout(table, self).lines(columns: columns)
        }
    }

    /// Wraps text of several looks.
    func rows(_ inlines: [Inline], columns: Int) -> [StyledLine] {
        lines(inlines).flatMap { $0.wrapped(columns: columns) }
    }

    /// Text of several looks as it is between its hard breaks, however wide.
    func lines(_ inlines: [Inline]) -> [StyledLine] {
        var lines = [StyledLine()]
        for inline in inlines {
            switch inline {
            case .lineBreak: lines.append(StyledLine())
            case .text("", _): break
            case .text(let text, let look):
                lines[lines.count - 1].spans.append(Span(SafeText(expandingTabs: text), style(look)))
            }
        }
        return lines
    }

    private func style(_ look: Look) -> Style {
        let parts: [(Look, Style)] = [
            (.link, styles.link), (.html, styles.html), (.code, styles.code), (.strikethrough, styles.strikethrough),
            (.emphasis, styles.emphasis), (.strong, styles.strong),
        ]
        return parts.reduce(base) { look.contains($1.0) ? $0.overlaid(by: $1.1) : $0 }
    }

    private func heading(_ level: Int, _ inlines: [Inline], columns: Int) -> [StyledLine] {
        var layout = self
        layout.base = base.overlaid(by: level == 1 ? styles.title : level == 2 ? styles.heading : styles.subheading)
        return layout.rows(inlines, columns: columns)
    }

    /// Each line of the source, cut where it is too long; an empty block is one empty row.
    private func code(_ text: String, info: String, columns: Int) -> [StyledLine] {
        let indent = columns >= Self.codeIndent + Self.leastContent ? Self.codeIndent : 0
        let lines = Self.sourceLines(text).flatMap { line in
            StyledLine(line, styles.codeBlock).cut(columns: columns - indent)
        }
        let label = info.isEmpty ? [] : StyledLine(SafeText("── " + info), styles.rule).cut(columns: columns)
        return label + lines.map { $0.indented(by: indent) }
    }

    private func written(_ text: String, _ style: Style, columns: Int) -> [StyledLine] {
        Self.sourceLines(text).flatMap { StyledLine($0, style).wrapped(columns: columns) }
    }

    private static func sourceLines(_ text: String) -> [SafeText] {
        let lines = SafeText.lines(of: text)
        return lines.count > 1 && lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    private func quote(_ blocks: [Block], columns: Int) -> [StyledLine] {
        var layout = self
        layout.base = base.overlaid(by: styles.quote)
        let bar = Span("│ ", layout.base)
        guard columns >= bar.text.columns + Self.leastContent else { return layout.lines(blocks, columns: columns) }
        return layout.lines(blocks, columns: columns - bar.text.columns).map { line in
            line.spans.isEmpty ? StyledLine("│", layout.base) : StyledLine([bar] + line.spans)
        }
    }

    private func list(_ list: BlockList, columns: Int) -> [StyledLine] {
        let marks = list.items.indices.map { mark($0, in: list) }
        return zip(list.items, marks).reduce(into: []) { lines, pair in
            let (item, mark) = pair
            let content = columns - mark.columns
            if !list.isTight, !lines.isEmpty { lines.append(StyledLine()) }
            guard content >= Self.leastContent else {
                lines += StyledLine(mark, styles.listMark).wrapped(columns: columns)
                lines += self.lines(item.blocks, columns: columns, isTight: list.isTight)
                return
            }
            var rows = self.lines(item.blocks, columns: content, isTight: list.isTight)
            let first = rows.isEmpty ? StyledLine() : rows.removeFirst()
            lines.append(StyledLine([Span(mark, base.overlaid(by: styles.listMark))] + first.spans))
            lines += rows.map { $0.indented(by: mark.columns) }
        }
    }

    /// What stands before an item; numbers of one list are as wide as the longest.
    private func mark(_ index: Int, in list: BlockList) -> SafeText {
        let task = list.items[index].isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
        guard case .number(let first, let delimiter) = list.mark else { return SafeText("• " + task) }
        let widest = String(first + list.items.count - 1).utf8.count
        let number = String(first + index)
        return SafeText(String(repeating: " ", count: widest - number.utf8.count) + number + delimiter + " " + task)
    }
}

extension StyledLine {
    /// Moved to the right, unless it is empty.
    func indented(by columns: Int) -> StyledLine {
        guard columns > 0, spans.contains(where: { !$0.text.isEmpty }) else { return self }
        return StyledLine([Span(SafeText(String(repeating: " ", count: columns)))] + spans)
    }
}
