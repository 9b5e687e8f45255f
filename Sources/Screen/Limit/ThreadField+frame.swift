import ChatModel
import TerminalModel

extension ThreadField {
    /// How many rows the field takes on a screen of this size.
    func rows(on size: Size) -> Int { size.rows >= 6 && purpose == .limit ? 2 : 1 }

    /// - Parameters:
    ///   - beside: what is said at the end of the field.
    ///   - below: what is said below it while nothing is wrong.
    func draw(
        in area: Rect, of frame: inout Frame, beside: SafeText, below: StyledLine, theme: Theme
    ) {
        let label = area.columns < 30 ? labels[1] : labels[0]
        let place = frame.drawField(label, editor, beside: beside, in: area, theme: theme)
        guard area.rows > 1 else { return }
        let start = Position(column: area.column, row: area.row + 1)
        guard let problem else {
            frame.write(below.spans, from: start, base: theme.text, end: area.endColumn)
            return
        }
        let words = SafeText(problem.words)
        let mark = min(place?.column(of: problem.position) ?? area.column, area.endColumn - 1)
        frame.write("▲", at: Position(column: mark, row: start.row), style: theme.failure, end: area.endColumn)
        let behind = area.endColumn - mark - 2
        let before = mark - area.column - 1
        let isBehind = behind >= words.columns || behind >= before
        let text = words.cut(to: isBehind ? behind : before)
        let column = isBehind ? mark + 2 : max(area.column, mark - 1 - text.columns)
        frame.write(text, at: Position(column: column, row: start.row), style: theme.failure, end: area.endColumn)
    }
}

/// Where the text of a field is on the screen.
struct FieldPlace {
    let start: Int
    let rows: EditorRows
    /// The row of the text that is shown.
    let row: Int

    /// The column of a place of the text; the edge for one that is not shown.
    func column(of place: Int) -> Int {
        let shown = rows.ranges[row]
        return start + rows.column(of: min(max(place, shown.lowerBound), shown.upperBound))
    }
}

/// The page that tells how limits are written, while one is.
enum LimitHelp {
    private static let columnsOfSigns = 14

    private static let others: [(SafeText, SafeText)] = [
        ("word", "in the title or in a message"),
        ("\"two words\"", "the same, as they stand"),
    ]

    private static let joints: [(SafeText, SafeText)] = [
        ("a b", "both"),
        ("a | b", "one or the other"),
        ("!a", "not"),
        ("( )", "hold together"),
    ]

    private static let spans: [(SafeText, SafeText)] = [
        ("~d <7d", "in the last 7 days; h d w m y"),
        ("~d >3m", "more than 3 months ago"),
        ("~d 2026-05", "in that month; years, days too"),
        ("~d A..B", "from A to B"),
    ]

    static func lines(size: Size, theme: Theme) -> [StyledLine] {
        func line(_ sign: SafeText, _ words: SafeText) -> StyledLine {
            let gap = Span(.blanks(max(1, columnsOfSigns - sign.columns)))
            return StyledLine([
                Span(sign, theme.accent), gap, Span(words.cut(to: size.columns - columnsOfSigns), theme.text),
            ])
        }
        let signs = ThreadFilter.signs.filter { $0.letter != "A" && $0.operand != .span }.map { sign in
            line(SafeText("~\(sign.letter)" + (sign.operand == nil ? "" : " TEXT")), SafeText(sign.meaning))
        }
        let heading: SafeText = "How a limit is written"
        let head = StyledLine(heading.cut(to: size.columns), theme.heading)
        let pieces = others.map { line($0.0, $0.1) } + signs + spans.map { line($0.0, $0.1) }
        let joints = joints.map { line($0.0, $0.1) }
        let short = line("a b | !c ( )", "and, or, not, together")
        let pages = [[head, StyledLine()] + pieces + [StyledLine()] + joints, pieces + joints, pieces + [short]]
        return pages.first { $0.count <= size.rows } ?? pages[2]
    }

    /// The signs in one line, for a screen without room for the page.
    static func short(_ theme: Theme) -> StyledLine {
        let signs = ThreadFilter.signs.filter { $0.letter != "A" }
        let spans = signs.flatMap {
            [Span(SafeText("~\($0.letter) "), theme.accent), Span(SafeText($0.meaning.short + " "), theme.secondary)]
        }
        return StyledLine(spans)
    }
}

extension String {
    /// The last word: "in the title" is *title*.
    fileprivate var short: String { split(separator: " ").last.map(String.init) ?? self }
}
