import TerminalModel
import TestSupport
import Testing
import TextDirection

@Suite("Display order")
struct DisplayOrderTests {
    private func shown(_ text: String, isRightToLeft: Bool = false) -> String {
        StyledLine(SafeText(text)).inDisplayOrder(isRightToLeft: isRightToLeft).text
    }

    @Test("text from left to right stays as it is", arguments: ["one two", "", "Größe 漢字 👩‍💻 (1)", "ไทย"])
    func leftToRight(text: String) {
        let line = StyledLine(SafeText(text))
        #expect(line.inDisplayOrder(isRightToLeft: false) == line)
        #expect(TextRow(line).displayed(columns: 40) == line)
        #expect(line.displayed() == line)
    }

    @Test("words from right to left are turned round, with their marks, and numbers among them are not")
    func examples() {
        #expect(shown("abc שלום def") == "abc םולש def")
        #expect(shown("שלום 123 עולם", isRightToLeft: true) == "םלוע 123 םולש")
        #expect(shown("מחיר: 1,234.50 ₪", isRightToLeft: true) == "₪ 1,234.50 :ריחמ")
        #expect(shown("שלום (עולם)!", isRightToLeft: true) == "!(םלוע) םולש")
        #expect(shown("one two.", isRightToLeft: true) == ".one two")
        #expect(shown("(abc) שלום", isRightToLeft: true) == "םולש (abc)")
        #expect(StyledLine("אב 1").displayed().text == "1 בא")
        #expect(StyledLine("אב 1").displayed(ordersText: false).text == "אב 1")
        let pointed = shown("בְּרֵאשִׁית")
        #expect(pointed.first == "ת")
        #expect(pointed.last.map { Array($0.unicodeScalars) } == Array("בְּ".unicodeScalars))
    }

    @Test("styles and links go with their letters")
    func styles() {
        let bold = Style(.standard, on: .standard, .bold)
        let line = StyledLine([Span("אב", bold), Span("גד", Style(), link: "https://x.example"), Span(" e")])
        let shown = line.inDisplayOrder(isRightToLeft: false)
        #expect(shown.spans == [Span("דג", Style(), link: "https://x.example"), Span("בא", bold), Span(" e")])
    }

    @Test("a row from right to left stands at the right, beside a lead it stays there, an ornament stays as it is")
    func rows() {
        let line = StyledLine("אבג")
        #expect(TextRow(line, isRightToLeft: true).displayed(columns: 6).text == "   גבא")
        #expect(TextRow(line, isRightToLeft: true).displayed(columns: 6, ordersText: false).text == "אבג")
        #expect(TextRow(line, isRightToLeft: false).displayed(columns: 6).text == "גבא")
        let item = TextRow(StyledLine([Span("> "), Span("אב c")]), leadColumns: 2, lead: "> ", isRightToLeft: true)
        #expect(item.displayed(columns: 9).text == "> c בא")
        #expect(TextRow(line, joint: .ornament, isRightToLeft: true).displayed(columns: 6).text == "גבא")
    }

    /// Lines of `BidiCharacterTest.txt` without what `SafeText` keeps from the terminal.
    @Test("the order is that of BidiCharacterTest.txt, and no columns and no clusters are lost")
    func conformance() throws {
        var (compared, differing) = (0, 0)
        for line in try UnicodeData.lines("BidiCharacterTest.txt", every: 50) {
            let fields = line.split(separator: ";", omittingEmptySubsequences: false)
            let scalars = fields[0].split(separator: " ").compactMap {
                UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
            }
            let text = SafeText(String(String.UnicodeScalarView(scalars)))
            guard fields[1] != "2", text.string.unicodeScalars.elementsEqual(scalars),
                text.string.count == scalars.count
            else { continue }
            let line = StyledLine(text)
            let shown = line.inDisplayOrder(isRightToLeft: fields[2] == "1")
            let order = fields[4].split(separator: " ").compactMap { Int($0) }
            let levels = fields[3].split(separator: " ").compactMap { Int($0) }
            // Without a letter from right to left in a line from left to right nothing is turned round.
            let expected = order.map { levels[$0].isMultiple(of: 2) ? Character(scalars[$0]) : mirrored(scalars[$0]) }
            compared += 1
            if shown.columns != line.columns { Issue.record("\(fields[0]): \(shown.columns) columns") }
            if Array(shown.text) != expected { differing += 1 }
        }
        #expect(compared > 1000, "\(compared)")
        #expect(differing == 0, "\(differing) of \(compared)")
    }

    private func mirrored(_ scalar: Unicode.Scalar) -> Character {
        let pairs: [Unicode.Scalar: Character] = [
            "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«",
            "\u{2329}": "\u{232A}", "\u{232A}": "\u{2329}", "\u{3008}": "\u{3009}", "\u{3009}": "\u{3008}",
        ]
        return pairs[scalar] ?? Character(scalar)
    }
}
