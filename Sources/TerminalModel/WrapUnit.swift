/// A piece of text that wrapping does not cut.
struct WrapUnit {
    let text: SafeText
    let piece: LineBreaker.Piece

    /// A cluster that is safe already; a replacement if it is wider than the row.
    init(_ cluster: Character, columns: Int, of rowColumns: Int) {
        self.text = columns > rowColumns ? "\u{FFFD}" : SafeText(safe: String(cluster), columns: columns)
        self.piece = LineBreaker.Piece(cluster)
    }

    /// A cluster of raw text; a tab becomes four blanks, which do not vanish at the end of a row.
    init(raw cluster: Character, columns: Int) {
        let text: SafeText = cluster == "\t" ? "    " : SafeText(String(cluster))
        self.text = text.columns > columns ? "\u{FFFD}" : text
        self.piece = LineBreaker.Piece(cluster)
    }

    var isBlank: Bool { piece.isBlank }
}

extension LineBreaker.Piece {
    init(_ cluster: Character) {
        let kind = LineBreakClass(cluster)
        // A control that is shown by its name ends no line.
        self.kind = kind == .lineEnd ? .letter : kind
        switch kind {
        case .letter, .digit, .hebrewLetter: break
        case .space: isBlank = true
        case .hangulOpen, .hangulClosed: isWide = true
        case .regionalIndicator:
            // A flag is whole by itself: nothing pairs with the second half.
            if cluster.unicodeScalars.count > 1 { self.kind = .ideograph }
        default:
            guard let scalar = cluster.unicodeScalars.first, !scalar.isASCII else { return }
            isWide = DisplayWidth.isEastAsian(scalar)
            isBlank = kind == .breakAfter && Self.isSpace(scalar)
        }
    }

    /// The spaces that have a width of their own; the figure space keeps numbers together.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
        default: false
        }
    }
}

extension WrapUnit {
    /// Units `start..<end`, of which `start..<shownEnd` are shown.
    struct Row {
        let start: Int
        let shownEnd: Int
        let end: Int
    }

    /// Fills row after row; linear, since what is taken back is shorter than a row.
    static func rows(_ units: [WrapUnit], columns: Int) -> [Row] {
        var rows: [Row] = []
        var start = 0
        var breakable = 0
        var width = 0
        var index = 0
        var breaker = LineBreaker()
        while index < units.count {
            let unit = units[index]
            let following = index + 1 < units.count ? units[index + 1].piece : nil
            if breaker.take(unit.piece, before: following) { breakable = index }
            if width + unit.text.columns <= columns || (unit.isBlank && index > start) {
                width += unit.text.columns
                index += 1
                continue
            }
            let end = breakable > start ? breakable : index
            rows.append(row(units, start, end))
            start = end
            index = end
            width = 0
            breaker = LineBreaker()
        }
        rows.append(lastRow(units, start, columns: columns))
        return rows
    }

    /// Rows as full as they can be, all shown.
    static func cuts(_ units: [WrapUnit], columns: Int) -> [Row] {
        var rows: [Row] = []
        var start = 0
        var width = 0
        for (index, unit) in units.enumerated() {
            if width + unit.text.columns > columns {
                rows.append(Row(start: start, shownEnd: index, end: index))
                start = index
                width = 0
            }
            width += unit.text.columns
        }
        return rows + [Row(start: start, shownEnd: units.count, end: units.count)]
    }

    private static func row(_ units: [WrapUnit], _ start: Int, _ end: Int) -> Row {
        var shownEnd = end
        while shownEnd > start, units[shownEnd - 1].isBlank { shownEnd -= 1 }
        return Row(start: start, shownEnd: shownEnd, end: end)
    }

    /// Blanks at the very end are shown as far as they fit: a person who types one sees the cursor move.
    private static func lastRow(_ units: [WrapUnit], _ start: Int, columns: Int) -> Row {
        var width = 0
        var shownEnd = start
        while shownEnd < units.count, width + units[shownEnd].text.columns <= columns {
            width += units[shownEnd].text.columns
            shownEnd += 1
        }
        return Row(start: start, shownEnd: shownEnd, end: units.count)
    }
}
