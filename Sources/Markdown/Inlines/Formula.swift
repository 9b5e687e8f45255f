/// A formula in a text, between dollar signs or as in TeX.
struct Formula {
    let range: Range<Int>
    /// With its marks.
    let source: String
    /// Without them.
    let formula: String

    /// The formulas of a paragraph, found as pandoc does: `$` opens before what is no blank and closes behind what is none,
    /// if no digit follows. Code and what a backslash precedes are left alone.
    static func all(in text: [UInt8]) -> [Formula] {
        guard text.contains(UInt8(ascii: "$")) || text[...].contains("\\(") || text[...].contains("\\[") else {
            return []
        }
        var search = FormulaSearch(text: text)
        return search.run()
    }
}

private struct FormulaSearch {
    let text: [UInt8]
    private var index = 0
    private var found: [Formula] = []
    /// What is known not to come again.
    private var missing: Set<String> = []

    init(text: [UInt8]) { self.text = text }

    mutating func run() -> [Formula] {
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "`"): skipCode()
            case UInt8(ascii: "\\"):
                let next = index + 1 < text.count ? text[index + 1] : 0
                if next == UInt8(ascii: "(") {
                    take(2, to: "\\)")
                } else if next == UInt8(ascii: "[") {
                    take(2, to: "\\]")
                } else {
                    index += 2
                }
            case UInt8(ascii: "$"):
                if index + 1 < text.count, text[index + 1] == UInt8(ascii: "$") {
                    take(2, to: "$$")
                } else {
                    takeDollar()
                }
            default: index += 1
            }
        }
        return found
    }

    private mutating func take(_ opening: Int, to closing: String) {
        let start = index + opening
        guard !missing.contains(closing), start <= text.count, let end = text[start...].firstRange(of: closing) else {
            missing.insert(closing)
            index += opening
            return
        }
        add(start..<end.lowerBound, marks: opening)
    }

    private mutating func takeDollar() {
        let start = index + 1
        index = start
        guard start < text.count, !text[start].isBlank, text[start] != 0x0A else { return }
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "$") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
        guard end < text.count, end > start, !text[start..<end].contains(UInt8(ascii: "`")) else { return }
        let before = text[end - 1]
        let isBeforeDigit = end + 1 < text.count && text[end + 1].isDigit
        if before.isBlank || before == 0x0A || isBeforeDigit { return }
        index = start - 1
        add(start..<end, marks: 1)
    }

    private mutating func add(_ range: Range<Int>, marks: Int) {
        let whole = index..<range.upperBound + marks
        found.append(Formula(range: whole, source: text[whole].text, formula: text[range].text))
        index = whole.upperBound
    }

    private mutating func skipCode() {
        let count = text[index...].prefix { $0 == UInt8(ascii: "`") }.count
        var end = index + count
        while end < text.count {
            guard let next = text[end...].firstIndex(of: UInt8(ascii: "`")) else { break }
            let closing = text[next...].prefix { $0 == UInt8(ascii: "`") }.count
            end = next + closing
            if closing == count {
                index = end
                return
            }
        }
        index += count
    }
}
