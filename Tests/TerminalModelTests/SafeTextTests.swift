import Testing

@testable import TerminalModel

@Suite("Text for the terminal")
struct SafeTextTests {
    @Test("ASCII passes as it is")
    func plain() {
        let text = SafeText("Hello, ~world!")
        #expect(text.string == "Hello, ~world!")
        #expect(text.columns == 14)
    }

    @Test("every control character of ASCII is written with a caret")
    func carets() {
        for value in UInt8(0)..<0x20 {
            let shown = SafeText("a\(Unicode.Scalar(value))b").string
            #expect(shown == "a^\(Unicode.Scalar(value + 0x40))b")
        }
        #expect(SafeText("\u{7F}").string == "^?")
        #expect(SafeText("\u{1B}[31mred\r\u{8}").string == "^[[31mred^M^H")
        #expect(SafeText("\r\n").string == "^M^J")
    }

    @Test("every C1 control, bidi control and tag is named")
    func named() {
        let bidi: [UInt32] = [0x61C, 0x200E, 0x200F] + (0x202A...0x202E) + (0x2066...0x2069)
        #expect(bidi.count == 12)
        for value in (0x80...0x9F) + bidi + (0xE0000...0xE007F) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let digits = String(value, radix: 16, uppercase: true)
            let name = "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
            #expect(SafeText("a\(scalar)b").string == "a\(name)b")
        }
    }

    @Test("no scalar of Unicode that moves, reorders or hides comes through, alone or in a word")
    func sweep() {
        var unknown = String.UnicodeScalarView()
        for value in UInt32(0)...0x10FFFF {
            // Ideographs and syllables are all alike: every 61st will do.
            if Self.isOneOfMany(value), !value.isMultiple(of: 61) { continue }
            guard let scalar = Unicode.Scalar(value) else { continue }
            let category = scalar.properties.generalCategory
            if category == .unassigned || category == .privateUse {
                unknown.append(scalar)
                continue
            }
            for text in ["\(scalar)", "a\(scalar)b"] {
                let safe = SafeText(text)
                let bad = safe.string.unicodeScalars.first { !(0x20..<0x7F ~= $0.value) && Self.isForbidden($0) }
                if let bad { Issue.record("U+\(String(value, radix: 16)) lets \(bad.value) through") }
                if safe.columns < 1 { Issue.record("U+\(String(value, radix: 16)) is not seen") }
            }
        }
        let names = SafeText(String(unknown)).string
        #expect(names.utf8.allSatisfy { 0x20..<0x7F ~= $0 })
        #expect(names.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "<") ? 1 : 0) } == unknown.count)
    }

    private static func isOneOfMany(_ value: UInt32) -> Bool {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x17000...0x187F7, 0x20000...0x323AF,
            0x40000...0xDFFFF, 0xF0000...0x10FFFF:
            true
        default: false
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isBidiControl || properties.isDefaultIgnorableCodePoint { return true }
        if properties.isNoncharacterCodePoint { return true }
        switch properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    @Test(
        "emoji stay whole",
        arguments: ["👩‍💻", "❤️‍🔥", "👍🏽", "🏳️‍🌈", "🇩🇪", "1️⃣", "#️⃣", "☕️", "©️", "👨‍👩‍👧‍👦", "🧑🏿‍🤝‍🧑🏻", "🕵🏻‍♂️"])
    func emoji(_ emoji: String) {
        let safe = SafeText("a" + emoji + "b")
        #expect(safe.string.unicodeScalars.elementsEqual(("a" + emoji + "b").unicodeScalars))
        #expect(safe.columns == 4)
    }

    @Test("joiners stay in the scripts that need them", arguments: ["می‌خواهم", "क्‍ष", "क्‌ष", "ශ්‍රී", "ه‍", "നന്‍"])
    func scripts(_ word: String) {
        #expect(SafeText(word).string.unicodeScalars.elementsEqual(word.unicodeScalars))
    }

    @Test("joiners and selectors elsewhere are named")
    func loneJoiners() {
        #expect(SafeText("a\u{200D}b").string == "a<U+200D>b")
        #expect(SafeText("\u{200C}").string == "<U+200C>")
        #expect(SafeText("😀\u{200D}x").string == "😀<U+200D>x")
        #expect(SafeText("ی\u{200C}\u{200C}").string == "ی\u{200C}<U+200C>")
        #expect(SafeText("a\u{FE0F}").string == "a<U+FE0F>")
        #expect(SafeText("1\u{FE0F}").string == "1<U+FE0F>")
        #expect(SafeText("😀\u{E0101}").string == "😀<U+E0101>")
    }

    @Test("the flags of Britain's parts fall back to the base flag, other tags are named")
    func tagFlags() {
        let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"
        #expect(SafeText(england + "!").string == "\u{1F3F4}!")
        #expect(SafeText("\u{1F3F4}\u{E0068}\u{E0069}").string == "\u{1F3F4}<U+E0068><U+E0069>")
        #expect(SafeText(String(england.unicodeScalars.dropLast())).string.hasSuffix("<U+E006E><U+E0067>"))
    }

    @Test("four marks of a base are shown and the rest counted")
    func marks() {
        let acutes = { String(repeating: "\u{301}", count: $0) }
        #expect(SafeText("e" + acutes(4)).string == "e" + acutes(4))
        let capped = SafeText("e" + acutes(9) + "x").string
        #expect(capped.unicodeScalars.elementsEqual(("e" + acutes(4) + "<+5 marks>x").unicodeScalars))
        #expect(SafeText("\u{301}x").string.unicodeScalars.elementsEqual("\u{25CC}\u{301}x".unicodeScalars))
        #expect(SafeText("か\u{3099}").string == "か\u{3099}")
    }

    @Test("a million marks on one base are one cheap cluster")
    func manyMarks() {
        let safe = SafeText("a" + String(repeating: "\u{301}", count: 1_000_000))
        #expect(safe.string.unicodeScalars.count == 5 + "<+999996 marks>".count)
        #expect(safe.columns == 1 + 15)
    }

    @Test("parts of Hangul syllables are kept where they join and named alone")
    func hangul() {
        #expect(SafeText("\u{1112}\u{1161}\u{11AB}").columns == 2)
        #expect(SafeText("a\u{1161}").string == "a<U+1161>")
        #expect(SafeText("각\u{1161}").string == "각<U+1161>")
    }

    @Test("filtering two texts and joining them is filtering the whole, between any two clusters")
    func cuts() {
        let scalars: [Unicode.Scalar] = [
            "a", "1", "\u{301}", "\u{200D}", "\u{200C}", "\u{FE0F}", "😀", "\u{1F3FD}", "\u{1F1E9}", "\u{1F3F4}",
            "\u{E0067}",
            "ی", "क", "\u{94D}", "\u{1112}", "\u{1161}", "가", "\u{1B}", "\u{202E}", "\u{20E3}", "\r", "\n", "葛",
            "\u{E0100}",
        ]
        for first in scalars {
            for second in scalars {
                for third in scalars {
                    let text = String(String.UnicodeScalarView([first, second, third]))
                    let parts = text.reduce(into: "") { $0 += SafeText(String($1)).string }
                    if !SafeText(text).string.unicodeScalars.elementsEqual(parts.unicodeScalars) {
                        Issue.record("\([first, second, third].map { String($0.value, radix: 16) })")
                    }
                }
            }
        }
    }

    @Test("lines end with LF or CR LF, and tabs go to the next stop")
    func lines() {
        #expect(SafeText.lines(of: "").map(\.string) == [""])
        #expect(SafeText.lines(of: "a\r\nb\n\nc\rd\n").map(\.string) == ["a", "b", "", "c^Md", ""])
        #expect(SafeText.lines(of: "\r").map(\.string) == ["^M"])
        #expect(SafeText(expandingTabs: "\tx\tyy\t世界\t.").string == "    x   yy  世界    .")
    }

    @Test("joined texts know their columns")
    func joined() {
        #expect((SafeText("世") + "界!").columns == 5)
        #expect((SafeText("\u{1F1E9}") + SafeText("\u{1F1EA}")).columns == 2)
    }
}
