import TerminalModel

/// What stands to the left of a block: the bars of quotes, the marks of lists, and the blanks below these.
struct Margin {
    /// Columns that the content beside a mark or a bar needs at least; else the mark stands alone.
    static let leastContent = 4
    /// A wider mark stands alone.
    private static let mostOfMark = 20

    /// What the content is laid over.
    private(set) var base: Style
    /// What is left for the content.
    private(set) var columns: Int
    /// No row of the block stands in it yet.
    private(set) var isFresh = true
    /// Marks for which there is no room beside the content, in rows of their own.
    private var alone: [TextRow] = []
    private var first: [Span] = []
    private var later: [Span] = []
    private var firstCopy: SafeText = ""
    private var laterCopy: SafeText = ""

    /// - Parameter marked: containers up to this number have their mark already.
    init(_ containers: [Container] = [], columns: Int, styles: MarkdownStyles, marked: Int = 0) {
        self.columns = columns
        self.base = styles.body
        for container in containers {
            switch container.kind {
            case .quote: addQuote(styles)
            case .item, .footnote: addMark(of: container, isShown: container.number <= marked, styles, columns)
            }
        }
    }

    private mutating func addQuote(_ styles: MarkdownStyles) {
        base = base.overlaid(by: styles.quote)
        firstCopy = firstCopy + "> "
        laterCopy = laterCopy + "> "
        guard columns >= 2 + Self.leastContent else { return }
        first.append(Span("│ ", base))
        later.append(Span("│ ", base))
        columns -= 2
    }

    private mutating func addMark(of container: Container, isShown: Bool, _ styles: MarkdownStyles, _ all: Int) {
        let mark = container.mark
        let style = base.overlaid(by: styles.listMark)
        let copyBlanks = SafeText(String(repeating: " ", count: mark.copy.columns))
        firstCopy = firstCopy + (isShown ? copyBlanks : mark.copy)
        laterCopy = laterCopy + copyBlanks
        guard columns - mark.shown.columns >= Self.leastContent, mark.shown.columns <= Self.mostOfMark else {
            if !isShown { alone += StyledLine(mark.shown, style).rows(columns: all) }
            return
        }
        let blanks = Span(SafeText(String(repeating: " ", count: mark.shown.columns)))
        first.append(isShown ? blanks : Span(mark.shown, style))
        later.append(blanks)
        columns -= mark.shown.columns
    }
}

extension Margin {
    /// The rows that a row of the content makes.
    /// - Parameter inner: a further lead, which belongs to the block.
    mutating func place(_ content: TextRow, inner: Span? = nil, block: Int?) -> [TextRow] {
        let isFirst = isFresh
        isFresh = false
        var rows: [TextRow] = []
        var row = content
        if isFirst {
            rows = alone.map { mark in
                TextRow(mark.line, joint: mark.joint, leadColumns: mark.columns, block: block)
            }
            if rows.first != nil {
                rows[0].lead = firstCopy
                if row.joint == .lineEnd { row.joint = .wrapped(blanks: 0) }
            }
        }
        let lead = (isFirst ? first : later) + (inner.map { [$0] } ?? [])
        row.leadColumns = lead.reduce(0) { $0 + $1.text.columns }
        row.line = Self.joined(lead, content.line)
        row.leadColumns = min(row.leadColumns, row.line.columns)
        if row.joint == .lineEnd { row.lead = Self.copy(isFirst ? firstCopy : laterCopy) }
        row.block = block
        return rows + [row]
    }

    /// An empty row in it.
    func gap() -> TextRow {
        let line = Self.joined(later, StyledLine())
        return TextRow(line, leadColumns: line.columns, lead: Self.copy(laterCopy))
    }

    /// Before nothing no blanks stand.
    private static func joined(_ lead: [Span], _ content: StyledLine) -> StyledLine {
        if content.spans.contains(where: { !$0.text.isEmpty }) { return StyledLine(lead + content.spans) }
        var spans = lead
        while let last = spans.popLast() {
            let text = last.text.string
            let inked = text.reversed().drop { $0 == " " }
            if inked.isEmpty { continue }
            spans.append(Span(SafeText(String(String(inked.reversed()))), last.style, link: last.link))
            break
        }
        return StyledLine(spans)
    }

    /// Empty where it only stands in for space.
    private static func copy(_ lead: SafeText) -> SafeText {
        lead.string.allSatisfy { $0 == " " } ? "" : lead
    }
}

extension Container {
    /// What an item or a footnote begins with: as it is shown, and as it is copied.
    fileprivate var mark: (shown: SafeText, copy: SafeText) {
        switch kind {
        case .quote: return ("│ ", "> ")
        case .footnote(let label):
            let mark = SafeText("[^" + label + "]: ")
            return (mark, mark)
        case .item(let mark, _, let isDone):
            let box: (shown: SafeText, copy: SafeText) =
                switch isDone {
                case nil: ("", "")
                case false?: ("☐ ", "[ ] ")
                case true?: ("☑ ", "[x] ")
                }
            switch mark {
            case .bullet: return (isDone == nil ? "• " : box.shown, "- " + box.copy)
            case .number(let number, let delimiter):
                let text = SafeText(String(number) + (delimiter == UInt8(ascii: ")") ? ") " : ". "))
                return (text + box.shown, text + box.copy)
            }
        }
    }
}
