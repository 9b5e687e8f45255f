import CNCurses
import Glibc
import TerminalModel
import Testing

@testable import CursesTerminal

@Suite("Characters of ambiguous width on a terminal that gives them two columns")
struct WideStandInTests {
    init() { setlocale(LC_CTYPE, "C.UTF-8") }

    @Test("each has a stand-in that the C library counts as two, and is sent as itself")
    func all() {
        var text = "a"
        var expected = "a"
        for scalar in DisplayWidth.ambiguousScalars {
            guard let standIn = WideStandIn.of(scalar) else {
                Issue.record("U+\(String(scalar.value, radix: 16)) has none")
                continue
            }
            #expect(curses_character_columns(wchar_t(standIn.value)) == 2)
            #expect(WideStandIn.isTaken(standIn))
            text.unicodeScalars.append(standIn)
            expected.unicodeScalars.append(scalar)
        }
        text += "\u{1F600}z\u{20000}"
        expected += "\u{1F600}z\u{20000}"
        #expect(DisplayWidth.ambiguousScalars.count == 770)
        #expect(WideStandIn.restored(Array(text.utf8)) == Array(expected.utf8))
        #expect(WideStandIn.restored([0xF0, 0xB0]) == [0xF0, 0xB0])
        #expect(WideStandIn.of("a") == nil && WideStandIn.of("│") == nil && WideStandIn.of("漢") == nil)
    }

    @Test("every line and every block has a sign of ASCII")
    func lines() {
        for value in UInt32(0x2500)...0x259F {
            let plain = Unicode.Scalar(value).flatMap(PlainLine.of)
            #expect(plain?.isASCII == true)
        }
        #expect(["│", "─", "┼", "█", "▌"].map { PlainLine.of($0) } == ["|", "-", "+", "#", "|"])
        #expect(PlainLine.of("a") == nil && PlainLine.of("■") == nil)
    }
}
