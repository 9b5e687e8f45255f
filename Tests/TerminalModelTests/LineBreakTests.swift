import TestSupport
import Testing

@testable import TerminalModel

@Suite("Where lines break")
struct LineBreakTests {
    /// The text with a bar wherever it may be broken.
    private func opportunities(_ text: String) -> String {
        var breaker = LineBreaker()
        let clusters = Array(text)
        let pieces = clusters.map { LineBreaker.Piece($0) }
        return clusters.indices.reduce(into: "") { line, place in
            let following = place + 1 < pieces.count ? pieces[place + 1] : nil
            if breaker.take(pieces[place], before: following) { line += "|" }
            line.append(clusters[place])
        }
    }

    @Test(
        "text of many kinds is broken where a reader expects it",
        arguments: [
            ("one two", "one |two"), ("well-known", "well-|known"), ("run -x --all now", "run |-x |--all |now"),
            ("https://example.com/a/b?c=d&e", "https://example.com/|a/|b?|c=d&e"), ("and/or", "and/|or"),
            ("a — b", "a |— |b"), ("word—word", "word|—|word"), ("1,234.56 €", "1,234.56 |€"),
            ("$1,000.00", "$1,000.00"), ("-5 °C", "-5 |°C"), ("100%", "100%"), ("(1.2)%", "(1.2)%"), ("3/4", "3/4"),
            ("10\u{A0}km", "10\u{A0}km"), ("12\u{202F}345", "12\u{202F}345"), ("f(x)[0]", "f(x)|[0]"),
            ("say \"this\" now", "say |\"this\" |now"), ("don’t", "don’t"), ("«a b»", "«a |b»"), ("« a »", "« a »"),
            ("wait… what", "wait… |what"), ("a,b", "a,b"), ("a, b", "a, |b"), ("e.g. this", "e.g. |this"),
            ("a|b", "a||b"), ("x   y", "x   |y"), ("tab\there", "tab\t|here"),
            ("non\u{2011}breaking", "non\u{2011}breaking"),
            ("中文字", "中|文|字"), ("中文，对吗？是。", "中|文，|对|吗？|是。"), ("他说“你好”，走了", "他|说|“你|好”，|走|了"),
            ("中「引用」文", "中|「引|用」|文"), ("あっち", "あっ|ち"), ("コーヒー", "コー|ヒー"), ("人々は", "人々|は"),
            ("中文abc中", "中|文|abc|中"), ("第3章", "第|3|章"), ("¥500円", "¥500|円"), ("50%的", "50%|的"),
            ("한국어 문장", "한|국|어 |문|장"), ("한국어.", "한|국|어."), ("สวัสดีครับ ผม", "สวัสดีครับ |ผม"), ("ខ្មែរ ភាសា", "ខ្មែរ |ភាសា"),
            ("हिन्दी में।", "हिन्दी |में।"), ("שלום עולם", "שלום |עולם"), ("مرحبا، بالعالم", "مرحبا، |بالعالم"),
            ("🇩🇪🇫🇷", "🇩🇪|🇫🇷"), ("👩‍💻!", "👩‍💻!"), ("👍🏽👍", "👍🏽|👍"), ("全角　空白", "全|角　|空|白"),
        ])
    func examples(text: String, expected: String) { #expect(opportunities(text) == expected) }

    /// What is broken otherwise than Unicode 15 says, each as newer versions do, or to keep an address together.
    @Test("almost all lines of LineBreakTest.txt are broken as they say")
    func conformance() throws {
        let lines = try UnicodeData.lines("auxiliary/LineBreakTest.txt")
        var agreeing = 0
        for line in lines {
            var scalars: [Unicode.Scalar] = []
            var breaks: [Bool] = []
            for word in line.split(separator: " ") {
                if word == "÷" || word == "×" {
                    breaks.append(word == "÷")
                } else {
                    scalars.append(try #require(UInt32(word, radix: 16).flatMap(Unicode.Scalar.init)))
                }
            }
            if found(scalars) == breaks.dropLast() { agreeing += 1 }
        }
        #expect(lines.count > 7000)
        // 34 of 7654 differ: IS NU and HY AL as rules LB25 and LB20a of Unicode 16 have them, QU SP OP and quotation
        // marks among spaces as its LB15a to LB15d, a hyphen between Hebrew letters as its LB21a, and one reserved emoji.
        #expect(lines.count - agreeing <= 34, "\(lines.count - agreeing) differ")
    }

    /// Whether there is a break before each character.
    private func found(_ scalars: [Unicode.Scalar]) -> [Bool] {
        var breaker = LineBreaker()
        let pieces = scalars.map { scalar in
            let kind = LineBreakClass(scalar)
            return LineBreaker.Piece(kind: kind, isWide: DisplayWidth.isEastAsian(scalar), isBlank: kind == .space)
        }
        return pieces.indices.map { place in
            let mayBreak = breaker.take(pieces[place], before: place + 1 < pieces.count ? pieces[place + 1] : nil)
            return mayBreak && !(place > 0 && scalars[place] == "\n" && scalars[place - 1] == "\r")
        }
    }

    @Test("the classes ascend, and all that is used is one")
    func table() {
        let starts = LineBreakTable.starts
        #expect(starts.first.map { $0 >> 8 } == 0)
        for (start, next) in zip(starts, starts.dropFirst()) { #expect(start >> 8 < next >> 8) }
        for start in starts { #expect(LineBreakClass(rawValue: UInt8(start & 0xFF)) != nil) }
    }

    @Test("the classes are those of LineBreak.txt")
    func classes() throws {
        let letters: Set = ["AL", "AI", "XX", "SG", "SA"]
        let names: [String: LineBreakClass] = [
            "NU": .digit, "BA": .breakAfter, "CL": .closing, "CP": .closingParenthesis, "OP": .opening,
            "ID": .ideograph,
            "EX": .exclamation, "IS": .infix, "SY": .slash, "GL": .glue, "H2": .hangulOpen, "H3": .hangulClosed,
            "CJ": .nonstarter, "NS": .nonstarter, "PR": .prefix, "PO": .postfix, "HL": .hebrewLetter, "EB": .emojiBase,
        ]
        var compared = 0
        for line in try UnicodeData.lines("LineBreak.txt") {
            let fields = line.split(separator: ";")
            let bounds = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
            guard let first = bounds.first, let last = bounds.last else { continue }
            for value in Set([first, (first + last) / 2, last]) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let found = LineBreakClass(scalar)
                compared += 1
                if let name = names[String(fields[1])] {
                    if found != name { Issue.record("U+\(String(value, radix: 16)): \(found)") }
                } else if letters.contains(String(fields[1])) {
                    if found != .letter && found != .mark { Issue.record("U+\(String(value, radix: 16)): \(found)") }
                }
            }
        }
        #expect(compared > 3000)
    }
}
