import TerminalModel
import Testing

@Suite("Wrapping")
struct TextWrapTests {
    private static let texts = [
        "", " ", "hello", "hello world", "  indented words  with   gaps ", "averyveryverylongwordwithoutanyblank end",
        "第一行，第二行。「引用」（括号）结束！", "日本語のテキストはabc語で区切られますー。", "emoji 👩‍💻👍🏽🇩🇪 end", "a\nb\n\nc\r\nd\n",
        "tab\there\u{1B}[31m \u{202E}x", "Zalgo e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306} here", "हिन्दी में क्षत्रिय का पाठ",
        "see https://example.com/a/b?c=d, “quoted” (1,234.56 €) — well-known -x", "他说：“你好”，走了。한국어 문장 שלום, עולם!",
    ]

    private static func rows(_ text: String, _ columns: Int) -> [String] {
        TextWrap.rows(of: text, columns: columns).map(\.text.string)
    }

    @Test("rows end after blanks, and a longer word is cut")
    func words() {
        #expect(Self.rows("the quick brown fox", 10) == ["the quick", "brown fox"])
        #expect(Self.rows("the quick brown fox", 9) == ["the quick", "brown fox"])
        #expect(Self.rows("a abcdefgh b", 4) == ["a", "abcd", "efgh", "b"])
        #expect(Self.rows("", 4) == [""])
        #expect(Self.rows("a\n\nb\n", 4) == ["a", "", "b", ""])
        #expect(Self.rows("a\tb", 9) == ["a    b"])
    }

    @Test("ideographs break anywhere but before closing and after opening punctuation")
    func ideographs() {
        #expect(Self.rows("一二三四", 4) == ["一二", "三四"])
        #expect(Self.rows("一二。三", 4) == ["一", "二。", "三"])
        #expect(Self.rows("一「二三」", 4) == ["一", "「二", "三」"])
        #expect(Self.rows("中文abc", 5) == ["中文", "abc"])
        #expect(Self.rows("中文, abc", 4) == ["中", "文,", "abc"])
    }

    @Test("a wide cluster in one column is replaced by a narrow mark")
    func tooWide() {
        #expect(Self.rows("世a👍", 1) == ["\u{FFFD}", "a", "\u{FFFD}"])
        let line = StyledLine(SafeText("世a"))
        #expect(line.wrapped(columns: 1).map(\.text) == ["\u{FFFD}", "a"])
    }

    @Test("no row is wider than asked, and rows lie end to end, at every width", arguments: texts)
    func everyWidth(_ text: String) {
        for columns in 0...120 {
            let rows = TextWrap.rows(of: text, columns: columns)
            #expect(rows.allSatisfy { $0.text.columns <= max(1, columns) })
            #expect(rows.first?.range.lowerBound == text.startIndex)
            #expect(rows.last?.range.upperBound == text.endIndex)
            for (row, next) in zip(rows, rows.dropFirst()) {
                let between = text[row.range.upperBound..<next.range.lowerBound]
                #expect(["", "\n", "\r\n"].contains(between))
            }
        }
    }

    @Test("the rows from one row on are the rows of the text that begins there", arguments: texts)
    func wrappedOn(_ text: String) {
        for columns in [1, 3, 8, 21] {
            let rows = TextWrap.rows(of: text, columns: columns)
            for (number, row) in rows.enumerated() {
                let rest = TextWrap.rows(of: String(text[row.range.lowerBound...]), columns: columns)
                #expect(rest.map(\.text) == rows[number...].map(\.text))
            }
        }
    }

    @Test("a row that ends two clusters before the end of a text stays, whatever is appended", arguments: texts)
    func settled(_ text: String) {
        for columns in [1, 3, 8, 21] {
            let whole = TextWrap.rows(of: text, columns: columns).map { text.utf8Length($0.range) }
            for end in text.indices {
                let begun = String(text[..<end])
                let settledEnd = begun.utf8.count - begun.suffix(2).utf8.count
                let rows = TextWrap.rows(of: begun, columns: columns).map { begun.utf8Length($0.range) }
                let settled = rows.dropLast().prefix { $0.upperBound <= settledEnd }
                #expect(Array(settled) == Array(whole.prefix(settled.count)))
            }
        }
    }

    @Test("rows know the direction of their line by its first letter")
    func direction() {
        let lines: [(SafeText, Bool)] = [
            ("one two", false), ("שלום עולם", true), ("1. مرحبا بالعالم", true), ("(42) a שלום", false), ("", false),
            ("42 %", false), ("é שלום", false), ("中 שלום", false), ("«שלום»", true),
        ]
        for (text, isRightToLeft) in lines {
            for columns in [3, 80] {
                #expect(StyledLine(text).rows(columns: columns).allSatisfy { $0.isRightToLeft == isRightToLeft })
            }
            let raw = TextWrap.rows(of: "x y\n" + text.string, columns: 3)
            #expect(raw.first?.isRightToLeft == false && raw.last?.isRightToLeft == isRightToLeft)
            // Code reads from left to right.
            #expect(StyledLine(text).cutRows(columns: 3).allSatisfy { !$0.isRightToLeft })
        }
    }

    @Test("a styled line keeps its letters and styles, and no row is wider than asked", arguments: texts)
    func styled(_ text: String) {
        let safe = SafeText(text)
        let bold = Style(.standard, on: .standard, .bold)
        let line = StyledLine([Span("> ", bold), Span(safe), Span(safe, bold)])
        for columns in 1...120 {
            for row in line.wrapped(columns: columns) + line.cut(columns: columns) {
                #expect(row.columns <= columns)
            }
            if columns > 1 { #expect(line.cut(columns: columns).map(\.text).joined() == line.text) }
            let letters = { (text: String) in text.filter { $0 != " " } }
            if columns > 1 {
                #expect(letters(line.wrapped(columns: columns).map(\.text).joined()) == letters(line.text))
            }
        }
        let styles = line.wrapped(columns: 7).flatMap(\.spans).filter { $0.style == bold }
        #expect(line.text.isEmpty || !styles.isEmpty)
    }

    @Test("a long text is wrapped in one pass")
    func long() {
        let line = StyledLine(
            SafeText(String(repeating: "x", count: 20_000) + String(repeating: " ", count: 20_000) + "y"))
        #expect(line.wrapped(columns: 10).count == 2001)
    }
}

extension String {
    fileprivate func utf8Length(_ range: Range<String.Index>) -> Range<Int> {
        utf8.distance(from: startIndex, to: range.lowerBound)..<utf8.distance(from: startIndex, to: range.upperBound)
    }
}
