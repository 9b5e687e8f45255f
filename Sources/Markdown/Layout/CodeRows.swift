import SyntaxHighlighting
import TerminalModel

/// A line of code in its colours, as rows that know their bytes.
struct CodeRows {
    private let line: CodeText
    private var spans: [Span] = []
    /// For each cluster of the line: its bytes, and how many scalars show it.
    private var clusters: [(bytes: Int, shown: Int)] = []
    private let isPlain: Bool

    init(_ line: CodeText, tokens: [Token], style: Style, styles: MarkdownStyles) {
        self.line = line
        isPlain = line.bytes.allSatisfy { 0x20..<0x7F ~= $0 }
        if isPlain { addPlain(tokens, style, styles) } else { addAny(tokens, style, styles) }
    }

    private static func style(_ token: Token, over style: Style, _ styles: MarkdownStyles) -> Style {
        style.overlaid(by: styles.syntax[token.kind])
    }

    private mutating func addPlain(_ tokens: [Token], _ style: Style, _ styles: MarkdownStyles) {
        var start = 0
        let bytes = line.bytes
        for token in tokens {
            let range = token.bytes.clamped(to: start..<bytes.count)
            if range.isEmpty { continue }
            addSpan(bytes[start..<range.lowerBound].text, style)
            addSpan(bytes[range].text, Self.style(token, over: style, styles))
            start = range.upperBound
        }
        addSpan(bytes[start...].text, style)
    }

    private mutating func addSpan(_ text: String, _ style: Style) {
        if !text.isEmpty { spans.append(Span(SafeText(text), style)) }
    }

    /// A token's style holds for the clusters that begin in it.
    private mutating func addAny(_ tokens: [Token], _ style: Style, _ styles: MarkdownStyles) {
        var rest = tokens[...]
        var position = 0
        var column = 0
        var run = ""
        var runStyle = style
        for cluster in line.bytes[...].text {
            while let token = rest.first, token.bytes.upperBound <= position { rest.removeFirst() }
            var next = style
            if let token = rest.first, token.bytes.contains(position) { next = Self.style(token, over: style, styles) }
            let isTab = cluster == "\t"
            if next != runStyle || isTab {
                addSpan(run, runStyle)
                run = ""
                runStyle = next
            }
            let shown = isTab ? blanks(SafeText.tabColumns - column % SafeText.tabColumns) : SafeText(String(cluster))
            if isTab { spans.append(Span(shown, next)) } else { run.append(cluster) }
            column += shown.columns
            clusters.append((String(cluster).utf8.count, shown.string.unicodeScalars.count))
            position += String(cluster).utf8.count
        }
        addSpan(run, runStyle)
    }

    private func blanks(_ count: Int) -> SafeText { SafeText(String(repeating: " ", count: count)) }

    /// At least one row. All of them together have the bytes of the line.
    func rows(columns: Int) -> [TextRow] {
        var rows = StyledLine(spans).cutRows(columns: columns)
        let ends = ends(of: rows)
        var start = line.source.lowerBound
        for index in rows.indices {
            rows[index].isRightToLeft = false
            rows[index].bytes = start..<ends[index]
            start = ends[index]
        }
        if !line.beginsLine { rows[0].joint = .wrapped(blanks: 0) }
        return rows
    }

    /// Where the bytes of each row end. Where rows show something else than the line, the first has all.
    private func ends(of rows: [TextRow]) -> [Int] {
        let end = line.source.upperBound
        if rows.count == 1 { return [end] }
        let blanksBefore = line.bytes.count - line.source.count
        let counts = rows.map { $0.line.spans.reduce(0) { $0 + $1.text.string.unicodeScalars.count } }
        let all = isPlain ? line.bytes.count : clusters.reduce(0) { $0 + $1.shown }
        guard counts.reduce(0, +) == all, blanksBefore == 0 else { return rows.map { _ in end } }
        var ends: [Int] = []
        var shown = 0
        var wanted = 0
        var bytes = 0
        var rest = clusters[...]
        for count in counts {
            wanted += count
            if isPlain { bytes = wanted }
            while shown < wanted, let cluster = rest.popFirst() {
                shown += cluster.shown
                bytes += cluster.bytes
            }
            ends.append(line.source.lowerBound + bytes)
        }
        return ends
    }
}
