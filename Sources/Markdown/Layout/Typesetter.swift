import SyntaxHighlighting
import TerminalModel

/// Lays the parts of blocks out as rows of a width, one after the other. No row is wider, and nothing is left out.
///
/// What it carries from part to part is bounded, so it can be copied to lay out what is still open.
struct Typesetter {
    let columns: Int
    let styles: MarkdownStyles
    let wrapsCode: Bool

    /// The rows that were made since they were taken.
    private var rows: [TextRow] = []
    /// The blocks that were begun since they were taken, and the last one before.
    private var blocks: [TextBlock] = []
    /// How many blocks there are before these.
    private(set) var firstBlock = 0
    /// How many bytes of text were laid out.
    private(set) var laidOutBytes = 0

    private var hasRows = false
    /// What is around the part before.
    private var around: [Container] = []
    /// Containers up to this number have their mark.
    private var marked = 0
    private(set) var margin: Margin
    private var block: Int?
    /// The last row of a paragraph that goes on, without its margin.
    var openRow: TextRow?
    var code = CodeState()
    var table: TableState?

    init(columns: Int, styles: MarkdownStyles, wrapsCode: Bool) {
        self.columns = columns
        self.styles = styles
        self.wrapsCode = wrapsCode
        margin = Margin(columns: columns, styles: styles)
    }

    mutating func takeRows() -> [TextRow] {
        defer { rows = [] }
        return rows
    }

    /// The blocks from `firstBlock` on. The last one may still grow, so it comes again.
    mutating func takeBlocks() -> [TextBlock] {
        defer {
            firstBlock += max(0, blocks.count - 1)
            blocks = Array(blocks.suffix(1))
        }
        return blocks
    }

    mutating func lay(_ part: LeafPart) {
        if !part.isContinued {
            finish()
            begin(part)
        } else if block != nil, let last = blocks.indices.last {
            extend(last, by: part)
        }
        laidOutBytes += part.bytes.count
        switch part.content {
        case .flow(let text, let heading, let glue, let goesOn): layFlow(text, heading, glue, goesOn)
        case .codeStart(let info): beginCode(info)
        case .codeLine(let line): layCode(line)
        case .html(let line): layHTML(line)
        case .table(let part): layTable(part)
        case .formula(let formula, let source, let info): layFormula(formula, source, info)
        case .rule:
            let rule = SafeText(String(repeating: "─", count: margin.columns))
            add(TextRow(StyledLine(rule, styles.rule), joint: .ornament))
        case .nothing: add(TextRow(StyledLine()))
        }
    }

    /// Ends what is open.
    mutating func finish() {
        if let row = openRow { add(row) }
        openRow = nil
        table = nil
    }

    /// Adds a row of content.
    mutating func add(_ row: TextRow, inner: Span? = nil) {
        rows += margin.place(row, inner: inner, block: block)
    }

    private mutating func begin(_ part: LeafPart) {
        if hasRows, let common = gap(before: part) {
            rows.append(Margin(common, columns: columns, styles: styles, marked: marked).gap())
        }
        hasRows = true
        margin = Margin(part.containers, columns: columns, styles: styles, marked: marked)
        around = part.containers
        marked = max(marked, around.last?.number ?? 0)
        block = nil
        if let kind = part.content.kind {
            block = firstBlock + blocks.count
            blocks.append(TextBlock(kind, bytes: part.bytes))
        }
    }

    private mutating func extend(_ last: Int, by part: LeafPart) {
        let bytes = blocks[last].bytes
        let lower = bytes.isEmpty ? part.bytes.lowerBound : bytes.lowerBound
        blocks[last].bytes = lower..<max(bytes.upperBound, part.bytes.upperBound)
    }

    /// What is around both this part and the one before, if an empty row stands between them: where the source has a blank
    /// line, and between all blocks that stand in no list.
    private func gap(before part: LeafPart) -> [Container]? {
        let pairs = zip(around, part.containers)
        let common = Array(pairs.prefix { $0.number == $1.number }.map(\.0))
        var isTight = common.last?.isTight ?? false
        if let (last, next) = Array(pairs).dropFirst(common.count).first {
            isTight = isTight || last.isSibling(of: next)
        }
        return isTight && !part.hasBlankBefore ? nil : common
    }
}

extension Container {
    fileprivate func isSibling(of other: Container) -> Bool {
        guard case .item(_, let list, _) = kind, case .item(_, list, _) = other.kind else { return false }
        return true
    }
}

extension LeafPart.Content {
    /// nil for what is no block that a person would take.
    fileprivate var kind: TextBlock.Kind? {
        switch self {
        case .flow(_, let heading, _, _): heading == nil ? .paragraph : .heading
        case .codeStart(let info): .code(language: Fence.language(info))
        case .table: .table
        case .html, .formula: .other
        case .codeLine, .rule, .nothing: nil
        }
    }
}
