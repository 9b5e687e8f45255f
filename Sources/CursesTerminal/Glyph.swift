import CNCurses
import TerminalModel

/// What ncurses gets to draw for a cell, so that the cells beside it never move.
///
/// ncurses keeps at most a base and four marks in a cell and counts columns with the C library. A cluster that is more,
/// or is counted otherwise there, is drawn as its base, with a blank after it if that is narrower than the cell.
///
/// On a terminal that gives two columns to what is ambiguous, lines and blocks are drawn in ASCII, so that a border stays
/// one column; the others are drawn as `WideStandIn` says.
struct Glyph: Hashable {
    /// One cluster, or two of one column each.
    var parts: [[Unicode.Scalar]]

    private static let mostMarks = 4
    private static let unknown: Unicode.Scalar = "\u{FFFD}"
    private static let selectors: ClosedRange<Unicode.Scalar> = "\u{FE00}"..."\u{FE0F}"
    private static let regionalIndicators: ClosedRange<Unicode.Scalar> = "\u{1F1E6}"..."\u{1F1FF}"

    init(_ cell: Cell) {
        let columns = Int(cell.columns)
        let scalars = cell.cluster.unicodeScalars
        guard let first = scalars.first else {
            self.parts = [[" "]]
            return
        }
        if columns == 2, scalars.count == 2, scalars.allSatisfy(Self.regionalIndicators.contains) {
            self.parts = scalars.map { [Self.letter($0)] }
            return
        }
        let base = Self.drawn(first, columns: columns)
        let marks = scalars.dropFirst().filter { Self.columns($0) == 0 && Self.joins($0) }.prefix(Self.mostMarks)
        switch Self.columns(base) {
        case columns: self.parts = [[base] + marks]
        case 1 where columns == 2: self.parts = [[base] + marks, [" "]]
        case 0 where Self.joins(base): self.parts = [[" ", base] + marks.prefix(Self.mostMarks - 1)]
        default: self.parts = [[Self.drawn(Self.unknown, columns: 1)]]
        }
        if columns == 2, parts.count == 1, parts[0].first.map(Self.columns) == 1 {
            parts.append([" "])
        }
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        Int(curses_character_columns(wchar_t(scalar.value)))
    }

    /// Variation selectors and joiners change the width of a glyph on some terminals and not on others.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        !selectors.contains(scalar) && !("\u{200B}"..."\u{200F}").contains(scalar)
    }

    /// A flag is drawn as the two letters of its region, which are as wide everywhere.
    private static func letter(_ indicator: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(indicator.value - 0x1F1E6 + 0x41))
    }

    /// What stands for the base of a cell where the terminal gives two columns to what is ambiguous.
    private static func drawn(_ base: Unicode.Scalar, columns: Int) -> Unicode.Scalar {
        guard DisplayWidth.ambiguousColumns == 2, base.value >= 0xA1 else { return base }
        if let plain = PlainLine.of(base) { return plain }
        if WideStandIn.isTaken(base) { return "\u{3013}" }
        guard DisplayWidth.isAmbiguous(base) else { return base }
        return columns == 2 ? WideStandIn.of(base) ?? base : "?"
    }
}
