import Markdown
import TerminalModel
import Testing

@Suite("Markdown that grows")
struct MarkdownDocumentTests {
    private static let styles = MarkdownStyles()

    private static func oneShot(_ text: String, _ columns: Int) -> [TextRow] {
        var document = MarkdownDocument(text)
        return document.rows(columns: columns, styles: styles)
    }

    @Test("streamed rows equal one-shot rows at every prefix", arguments: MarkdownTexts.all, [3, 20, 80])
    func everyPrefix(_ text: String, columns: Int) {
        var document = MarkdownDocument()
        var sent = ""
        for scalar in text.unicodeScalars {
            document.append(String(scalar))
            sent.unicodeScalars.append(scalar)
            if document.rows(columns: columns, styles: Self.styles) != Self.oneShot(sent, columns) {
                Issue.record("after \(sent.debugDescription)")
                return
            }
        }
        #expect(document.text == text)
    }

    @Test("the texts one after the other, in pieces of every small size, are the same as at once", arguments: 1...12)
    func together(size: Int) {
        let text = MarkdownTexts.all.joined(separator: "\n\n")
        var document = MarkdownDocument()
        var rest = Substring(text)
        while !rest.isEmpty {
            document.append(String(rest.prefix(size * 7)))
            rest = rest.dropFirst(size * 7)
            _ = document.rows(columns: 40, styles: Self.styles)
        }
        #expect(document.rows(columns: 40, styles: Self.styles) == Self.oneShot(text, 40))
    }

    @Test("any two texts joined are laid out alike, streamed or not")
    func pairs() {
        for first in MarkdownTexts.all {
            for second in MarkdownTexts.all {
                var document = MarkdownDocument(first)
                _ = document.rows(columns: 30, styles: Self.styles)
                document.append(second)
                #expect(document.rows(columns: 30, styles: Self.styles) == Self.oneShot(first + second, 30))
            }
        }
    }

    @Test("no row is wider than asked, at every width", arguments: MarkdownTexts.all)
    func everyWidth(_ text: String) {
        var document = MarkdownDocument(text)
        for columns in 1...120 {
            let rows = document.rows(columns: columns, styles: Self.styles)
            #expect(rows.allSatisfy { $0.columns <= columns }, "at \(columns)")
            #expect(!rows.isEmpty)
        }
    }

    @Test("every letter and digit that was sent is shown, at narrow and wide widths", arguments: MarkdownTexts.all)
    func nothingHidden(_ text: String) {
        let sent = text.unicodeScalars.filter { $0.properties.isAlphabetic && $0.isASCII }
        for columns in [1, 2, 5, 8, 13, 40, 120] {
            let shown = Self.oneShot(text, columns).map(\.line.text).joined()
            var missing = Dictionary(grouping: sent, by: \.self).mapValues(\.count)
            for scalar in shown.unicodeScalars { missing[scalar]? -= 1 }
            let hidden = missing.filter { $0.value > 0 }
            // Of what is sent, "<br>" is drawn as a break, "amp" and its like as the character they name, a ticked box as one.
            let drawn = Set("<br>&amp;x".unicodeScalars)
            #expect(hidden.keys.allSatisfy { drawn.contains($0) && (hidden[$0] ?? 0) <= 1 }, "\(hidden) at \(columns)")
        }
    }

    @Test("rows said to be unchanged are, and the head of a long text is not touched again")
    func unchanged() {
        let paragraph = "Some words of a paragraph that wraps at forty columns or so.\n\n"
        var document = MarkdownDocument(String(repeating: paragraph, count: 50))
        var before = document.rows(columns: 40, styles: Self.styles)
        for scalar in (paragraph + "- list\n- more\n\nend").unicodeScalars {
            document.append(String(scalar))
            let after = document.rows(columns: 40, styles: Self.styles)
            let count = document.unchangedRows
            #expect(before.prefix(count) == after.prefix(count))
            #expect(count >= 50 * 3 - 4)
            before = after
        }
        _ = document.rows(columns: 40, styles: Self.styles)
        #expect(document.unchangedRows == before.count)
    }

    @Test("another text, width or style is laid out anew")
    func replaced() {
        var document = MarkdownDocument("one two three\n\nfour")
        _ = document.rows(columns: 80, styles: Self.styles)
        #expect(document.rows(columns: 5, styles: Self.styles) == Self.oneShot("one two three\n\nfour", 5))
        document.replace(with: "other\n\ntext")
        #expect(document.rows(columns: 5, styles: Self.styles) == Self.oneShot("other\n\ntext", 5))
        var bold = Self.styles
        bold.body = Style(.indexed(3))
        #expect(document.rows(columns: 5, styles: bold).first?.line.spans.first?.style == Style(.indexed(3)))
    }

    @Test("nesting without end is shown as it was written")
    func deep() {
        let text = String(repeating: "> ", count: 3000) + "end\n" + String(repeating: "*a **b ", count: 2000)
        for columns in [1, 10, 80] {
            let rows = Self.oneShot(text, columns)
            #expect(rows.allSatisfy { $0.columns <= columns })
            #expect(rows.map(\.line.text).joined().contains("end"))
        }
    }
}
