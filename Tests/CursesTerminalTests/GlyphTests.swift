import CNCurses
import Glibc
import TerminalModel
import Testing

@testable import CursesTerminal

@Suite("Cells become what ncurses can hold")
struct GlyphTests {
    static let clusters = [
        "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍🚀", "☎️", "☎", "a\u{301}\u{302}\u{303}\u{304}\u{305}", "🫠",
        "\u{1FAE9}",
        "각", "\u{1100}\u{1161}\u{11A8}", "क्षि", "กำ", "\u{378}",
    ]

    init() { setlocale(LC_CTYPE, "C.UTF-8") }

    @Test(
        "what does not fit has a fallback of the same width",
        arguments: [
            ("👨‍👩‍👧‍👦", 2, ["👨"]), ("👍🏽", 2, ["👍"]), ("🇩🇪", 2, ["D", "E"]), ("❤️", 2, ["❤", " "]),
            ("1️⃣", 2, ["1\u{20E3}", " "]), ("漢", 1, ["\u{FFFD}"]), ("\u{378}", 1, ["\u{FFFD}"]),
            ("\u{378}", 2, ["\u{FFFD}", " "]), ("\u{7}", 1, ["\u{FFFD}"]), ("\r\n", 1, ["\u{FFFD}"]),
            (
                "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", 1, ["a\u{301}\u{302}\u{303}\u{304}"]
            ), ("\u{301}", 1, [" \u{301}"]), ("\u{301}", 2, [" \u{301}", " "]), ("a", 2, ["a", " "]), ("a", 1, ["a"]),
            ("漢", 2, ["漢"]), ("か\u{3099}", 2, ["か\u{3099}"]), ("😀", 2, ["😀"]), ("e\u{301}", 1, ["e\u{301}"]),
        ] as [(String, Int, [String])])
    func fallback(cluster: String, columns: Int, parts: [String]) {
        let glyph = Glyph(Cell(Character(cluster), columns: UInt8(columns)))
        #expect(glyph.parts == parts.map { Array($0.unicodeScalars) })
    }

    @Test("every scalar takes exactly the columns of its cell, and no control gets through")
    func everyScalar() {
        for value in UInt32(1)..<0x3_0000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for columns in 1...2 {
                let glyph = Glyph(Cell(Character(scalar), columns: UInt8(columns)))
                let widths = glyph.parts.joined().map { Int(wcwidthOf($0)) }
                if widths.contains(-1) || widths.reduce(0, +) != columns {
                    Issue.record("U+\(String(value, radix: 16)) in \(columns): \(glyph.parts)")
                }
            }
        }
    }

    private func wcwidthOf(_ scalar: Unicode.Scalar) -> Int32 {
        curses_character_columns(wchar_t(scalar.value))
    }
}
