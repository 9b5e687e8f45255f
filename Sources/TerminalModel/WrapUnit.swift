/// A piece of text that wrapping does not cut.
struct WrapUnit {
    enum Kind {
        case blank, letter, ideograph
        /// Punctuation that must not begin a row, or not end one.
        case closing, opening
    }

    let text: SafeText
    let kind: Kind

    /// A cluster that is safe already; a replacement if it is wider than the row.
    init(_ cluster: Character, columns: Int, of rowColumns: Int) {
        self.text = columns > rowColumns ? "\u{FFFD}" : SafeText(safe: String(cluster))
        self.kind = Self.kind(of: cluster)
    }

    /// A cluster of raw text; a tab becomes four blanks, which count as a letter.
    init(raw cluster: Character, columns: Int) {
        let text: SafeText = cluster == "\t" ? "    " : SafeText(String(cluster))
        self.text = text.columns > columns ? "\u{FFFD}" : text
        self.kind = Self.kind(of: cluster)
    }

    private static func kind(of cluster: Character) -> Kind {
        guard let scalar = cluster.unicodeScalars.first else { return .letter }
        switch scalar.value {
        case 0x20, 0x2000...0x2006, 0x2008...0x200A, 0x3000: return .blank
        case 0x21, 0x25, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D: return .closing
        case 0x28, 0x5B, 0x7B: return .opening
        case 0..<0x80: return .letter
        case 0x2018, 0x201C: return .opening
        case 0x2019, 0x201D, 0x2026: return .closing
        default: break
        }
        if closings.contains(scalar) { return .closing }
        if openings.contains(scalar) { return .opening }
        return DisplayWidth.columns(of: scalar) == 2 && !(0xAC00...0xD7A3 ~= scalar.value) ? .ideograph : .letter
    }

    private static let closings = Set(
        ("、。，．・：；？！）］｝」』】〉》〕〗〙〛｠｣､｡゛゜ヽヾーァィゥェォッャュョヮヵヶ" + "ぁぃぅぇぉっゃゅょゎ々〻％‰℃").unicodeScalars)
    private static let openings = Set("（［｛「『【〈《〔〖〘〚｟｢￥￡＄".unicodeScalars)
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
        while index < units.count {
            let unit = units[index]
            if index > start, mayBreak(units[index - 1].kind, unit.kind) { breakable = index }
            if width + unit.text.columns <= columns || (unit.kind == .blank && index > start) {
                width += unit.text.columns
                index += 1
                continue
            }
            let end = breakable > start ? breakable : index
            rows.append(row(units, start, end))
            start = end
            index = end
            width = 0
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

    private static func mayBreak(_ before: Kind, _ after: Kind) -> Bool {
        if after == .blank { return false }
        if before == .blank { return true }
        if before == .opening || after == .closing { return false }
        return before == .ideograph || after == .ideograph
    }

    private static func row(_ units: [WrapUnit], _ start: Int, _ end: Int) -> Row {
        var shownEnd = end
        while shownEnd > start, units[shownEnd - 1].kind == .blank { shownEnd -= 1 }
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
