import CursesTerminal
import TerminalModel
import TestSupport
import Testing

private let now = ContinuousClock.now

private func events(_ bytes: [UInt8], cut: Int? = nil) -> [TerminalEvent] {
    var decoder = KeyDecoder()
    let cut = cut ?? bytes.count
    let parts = decoder.feed(bytes[..<cut], at: now) + decoder.feed(bytes[cut...], at: now)
    return parts + decoder.flush(at: now)
}

@Suite("Reports of the mouse")
struct MouseDecoderTests {
    static let table: [(bytes: String, mouse: Mouse)] = [
        ("0;1;1M", Mouse(.press, at: Position(column: 0, row: 0))),
        ("0;120;40M", Mouse(.press, at: Position(column: 119, row: 39))),
        ("0;7;3m", Mouse(.release, at: Position(column: 6, row: 2))),
        ("32;7;3M", Mouse(.drag, at: Position(column: 6, row: 2))),
        ("32;7;3m", Mouse(.release, at: Position(column: 6, row: 2))),
        ("64;2;5M", Mouse(.wheelUp, at: Position(column: 1, row: 4))),
        ("65;2;5M", Mouse(.wheelDown, at: Position(column: 1, row: 4))),
        ("4;2;5M", Mouse(.press, at: Position(column: 1, row: 4), .shift)),
        ("8;2;5M", Mouse(.press, at: Position(column: 1, row: 4), .alt)),
        ("16;2;5M", Mouse(.press, at: Position(column: 1, row: 4), .control)),
        ("60;2;5M", Mouse(.drag, at: Position(column: 1, row: 4), [.shift, .alt, .control])),
        ("81;2;5M", Mouse(.wheelDown, at: Position(column: 1, row: 4), .control)),
        ("0;300;2000M", Mouse(.press, at: Position(column: 299, row: 1999))),
        ("00;007;0003M", Mouse(.press, at: Position(column: 6, row: 2))),
    ]

    @Test("every report is what was done, in every cut, between keys", arguments: table)
    func reports(bytes: String, mouse: Mouse) {
        let all = Array("a\u{1B}[<\(bytes)b".utf8)
        let wanted: [TerminalEvent] = [.key(Key(.character("a"))), .mouse(mouse), .key(Key(.character("b")))]
        for cut in 0...all.count { #expect(events(all, cut: cut) == wanted, "cut at \(cut)") }
    }

    @Test("every button, motion and modifier means one deed or nothing, and is swallowed whole")
    func buttons() {
        for button in 0..<256 {
            for end in ["M", "m"] {
                let found = events(Array("\u{1B}[<\(button);5;6\(end)x".utf8))
                #expect(found.last == .key(Key(.character("x"))))
                #expect(found.count <= 2)
                let isKnown = [0, 32, 64, 65].contains(button & ~28) && (end == "M" || button & ~28 < 64)
                #expect((found.count == 2) == isKnown, "\(button)\(end)")
            }
        }
    }

    @Test(
        "a report that is none is swallowed whole",
        arguments: [
            "0;1M", "0M", "M", ";;M", "0;0;1M", "0;1;0M", "0;1;1;1M", "0;1:2;1M", "0;-1;1M", "a", "0;1;1 M", "1;1;1~",
            "?0;1;1M", "0;;1M", "0;1;1H",
        ])
    func malformed(bytes: String) {
        let keys = events(Array("\u{1B}[<\(bytes)x".utf8)).filter { if case .key = $0 { true } else { false } }
        #expect(keys == [.key(Key(.character("x")))])
    }

    @Test("a place beyond any screen is cut")
    func far() {
        let all = Array("\u{1B}[<0;\(String(repeating: "9", count: 40));1M".utf8)
        #expect(events(all) == [.mouse(Mouse(.press, at: Position(column: 0xFFFE, row: 0)))])
    }

    @Test("Esc before a report is Esc, and a report in a paste is text")
    func neighbours() {
        let mouse = TerminalEvent.mouse(Mouse(.press, at: Position(column: 0, row: 0)))
        let all = Array("\u{1B}\u{1B}[<0;1;1M".utf8)
        for cut in 2...all.count { #expect(events(all, cut: cut) == [.key(Key(.escape)), mouse], "cut at \(cut)") }
        let paste = "\u{1B}[200~x\u{1B}[<0;1;1My\u{1B}[201~"
        #expect(events(Array(paste.utf8)) == [.paste("x\u{1B}[<0;1;1My")])
    }

    @Test("the three bytes of an old report are no text, whatever they are")
    func oldReports() {
        for bytes: [UInt8] in [[0x20, 0x21, 0x21], [0x60, 0xFF, 0xC3], [0x23, 0x1B, 0x5B]] {
            let all = [0x1B, 0x5B, 0x4D] + bytes + [0x78]
            for cut in 0...all.count {
                #expect(events(all, cut: cut) == [.key(Key(.character("x")))], "cut at \(cut)")
            }
        }
    }
}

extension CursesTests {
    @Suite("The mouse of a real terminal", .serialized)
    struct MouseModeTests {
        private static let on = "\u{1B}[?1002h\u{1B}[?1006h"
        private static let off = "\u{1B}[?1002l\u{1B}[?1006l"

        private func log(_ drawn: Drawn) throws -> String {
            try drawn.pty.drain()
            return String(decoding: drawn.pty.log, as: UTF8.self)
        }

        @Test("it is off at first, turned on and off once each, and off in the end")
        func modes() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            #expect(try !log(drawn).contains("?1002"))
            drawn.terminal.setMouse(true)
            drawn.terminal.setMouse(true)
            #expect(try log(drawn).ranges(of: Self.on).count == 1)
            drawn.terminal.setMouse(false)
            drawn.terminal.setMouse(false)
            #expect(try log(drawn).ranges(of: Self.off).count == 1)
            drawn.terminal.setMouse(true)
            drawn.terminal.close()
            #expect(try log(drawn).ranges(of: Self.off).count == 2)
        }

        @Test("a terminal whose mouse was never on is not told that it is off")
        func untouched() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            drawn.terminal.close()
            #expect(try !log(drawn).contains("?1002"))
        }

        @Test("clicks arrive, and none lies outside of the screen")
        func clicks() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            drawn.terminal.setMouse(true)
            let inside = Mouse(.press, at: Position(column: 4, row: 1))
            #expect(try drawn.type("\u{1B}[<0;5;2M") == [.mouse(inside)])
            let outside = Mouse(.drag, at: Position(column: 19, row: 2))
            #expect(try drawn.type("\u{1B}[<32;99;98M") == [.mouse(outside)])
        }
    }
}
