import Markdown
import TerminalModel

/// The answer as Markdown that is laid out, for a terminal. What no later text can change is written once; what may
/// still change stands below it, and is written anew as it grows.
struct LaidOutAnswer: AnswerPrinter {
    private let style: TerminalStyle
    private var document = MarkdownDocument()
    private var text = ""
    /// Rows that stand above, as they were written.
    private var standing: [StyledLine] = []
    /// How many rows below them may still change.
    private var openRows = 0
    private var isOver = false
    private var isChanged = false

    init(style: TerminalStyle) { self.style = style }

    mutating func take(_ event: Answer.Event) -> [UInt8] {
        switch event {
        case .text(let piece): text += piece
        case .wholeText(let whole):
            if !whole.utf8.starts(with: text.utf8) { document.restart() }
            text = whole
        case .ended, .refused: isOver = true
        case .asked, .part, .partText, .retrying: return []
        }
        isChanged = true
        return []
    }

    mutating func clear() -> [UInt8] {
        defer { openRows = 0 }
        isChanged = isChanged || openRows > 0
        return openRows > 0 ? Array("\u{1B}[\(openRows)A\u{1B}[J".utf8) : []
    }

    /// - Parameter size: of the terminal; rows are a column shorter, for not all terminals agree on what follows the last.
    mutating func frame(_ size: Size) -> [UInt8] {
        guard isChanged else { return [] }
        isChanged = false
        let rows = document.rows(of: text, columns: max(1, size.columns - 1), styles: MarkdownStyles()).map(\.line)
        var bytes = clear()
        isChanged = false
        // A text that was written anew, or a width that changed: what stands there stays, and all is written below it.
        if !rows.starts(with: standing) { standing = [] }
        let settled = isOver ? rows.count : max(document.settledRows, standing.count)
        for row in rows[standing.count..<settled] { bytes += style.bytes(of: row) }
        standing = Array(rows[..<settled])
        guard style.movesCursor else { return bytes }
        let open = rows[settled...].suffix(max(0, size.rows - 2))
        for row in open { bytes += style.bytes(of: row) }
        openRows = open.count
        return bytes
    }
}

/// How styled rows are written to a terminal without ncurses.
struct TerminalStyle: Hashable {
    var hasColours: Bool
    var hasAttributes: Bool
    /// What was written can be written over.
    var movesCursor: Bool

    /// A row and its line end.
    func bytes(of line: StyledLine) -> [UInt8] {
        var text = ""
        for span in line.spans {
            let codes = codes(of: span.style)
            let safe = span.text.string
            text += codes.isEmpty ? safe : "\u{1B}[\(codes.joined(separator: ";"))m\(safe)\u{1B}[0m"
        }
        return Array((text + "\n").utf8)
    }

    private func codes(of style: Style) -> [String] {
        var codes: [String] = []
        if hasAttributes {
            let all: KeyValuePairs<Attributes, Int> = [
                .bold: 1, .dim: 2, .italic: 3, .underline: 4, .reverse: 7, .strikethrough: 9,
            ]
            codes = all.filter { style.attributes.contains($0.key) }.map { "\($0.value)" }
        }
        guard hasColours else { return codes }
        return codes + code(of: style.foreground, 30) + code(of: style.background, 40)
    }

    /// - Parameter base: 30 for letters, 40 for what is behind them.
    private func code(of color: Color, _ base: Int) -> [String] {
        switch color {
        case .standard: []
        case .indexed(let number) where number < 8: ["\(base + Int(number))"]
        case .indexed(let number) where number < 16: ["\(base + 52 + Int(number))"]
        case .indexed(let number): ["\(base + 8)", "5", "\(number)"]
        case .rgb(let rgb): ["\(base + 8)", "2", "\(rgb.red)", "\(rgb.green)", "\(rgb.blue)"]
        }
    }
}
