import CursesTerminal
import TerminalModel
import Testing

private let now = ContinuousClock.now

private func events(_ bytes: [UInt8], known: [[UInt8]: Key] = [:]) -> [TerminalEvent] {
    var decoder = KeyDecoder(known: known)
    return decoder.feed(bytes, at: now) + decoder.flush(at: now)
}

private func keys(_ bytes: String) -> [String] {
    events(Array(bytes.utf8)).map { event in
        if case .key(let key) = event { key.description } else { "\(event)" }
    }
}

@Suite("Bytes become keys")
struct KeyDecoderTests {
    static let table: [(bytes: String, key: String)] = [
        ("a", "a"), ("é", "é"), ("漢", "漢"), ("👩‍🚀", "👩‍🚀"), ("e\u{301}", "e\u{301}"), (" ", "Space"),
        ("\r", "Enter"), ("\n", "Ctrl-J"), ("\t", "Tab"), ("\u{1B}", "Esc"), ("\u{7F}", "Backspace"),
        ("\u{8}", "Backspace"), ("\0", "Ctrl-Space"), ("\u{1}", "Ctrl-A"), ("\u{3}", "Ctrl-C"), ("\u{4}", "Ctrl-D"),
        ("\u{11}", "Ctrl-Q"), ("\u{13}", "Ctrl-S"), ("\u{1A}", "Ctrl-Z"), ("\u{1C}", "Ctrl-\\"), ("\u{1F}", "Ctrl-_"),
        ("\u{1B}a", "Alt-A"), ("\u{1B}A", "Alt-Shift-A"), ("\u{1B}é", "Alt-É"), ("\u{1B}\r", "Alt-Enter"),
        ("\u{1B}\u{7F}", "Alt-Backspace"), ("\u{1B}\u{1}", "Ctrl-Alt-A"), ("\u{1B}[", "Alt-["),
        ("\u{1B}O", "Alt-Shift-O"), ("\u{1B}]", "Alt-]"), ("\u{1B}P", "Alt-Shift-P"),
        ("\u{1B}[A", "Up"), ("\u{1B}OA", "Up"), ("\u{1B}[B", "Down"), ("\u{1B}OC", "Right"), ("\u{1B}[D", "Left"),
        ("\u{1B}[1;2A", "Shift-Up"), ("\u{1B}[1;3B", "Alt-Down"), ("\u{1B}[1;5C", "Ctrl-Right"),
        ("\u{1B}[1;6D", "Ctrl-Shift-Left"), ("\u{1B}[1;7D", "Ctrl-Alt-Left"), ("\u{1B}\u{1B}[A", "Alt-Up"),
        ("\u{1B}\u{1B}OA", "Alt-Up"), ("\u{1B}[a", "Shift-Up"), ("\u{1B}Oa", "Ctrl-Up"), ("\u{1B}O5A", "Ctrl-Up"),
        ("\u{1B}[H", "Home"), ("\u{1B}OH", "Home"), ("\u{1B}[1~", "Home"), ("\u{1B}[7~", "Home"),
        ("\u{1B}[F", "End"), ("\u{1B}[4~", "End"), ("\u{1B}[8~", "End"), ("\u{1B}[1;5H", "Ctrl-Home"),
        ("\u{1B}[2~", "Insert"), ("\u{1B}[3~", "Delete"), ("\u{1B}[3;5~", "Ctrl-Delete"), ("\u{1B}[3^", "Ctrl-Delete"),
        ("\u{1B}[5~", "PgUp"), ("\u{1B}[6~", "PgDn"), ("\u{1B}[6;2~", "Shift-PgDn"), ("\u{1B}[Z", "Shift-Tab"),
        ("\u{1B}OP", "F1"), ("\u{1B}[11~", "F1"), ("\u{1B}[[A", "F1"), ("\u{1B}[[E", "F5"), ("\u{1B}OS", "F4"),
        ("\u{1B}[15~", "F5"), ("\u{1B}[17~", "F6"), ("\u{1B}[21~", "F10"), ("\u{1B}[23~", "F11"),
        ("\u{1B}[24~", "F12"), ("\u{1B}[1;2P", "Shift-F1"), ("\u{1B}[24;5~", "Ctrl-F12"), ("\u{1B}[29~", "F16"),
        ("\u{1B}[13;2u", "Shift-Enter"), ("\u{1B}[27;2;13~", "Shift-Enter"), ("\u{1B}[13;5u", "Ctrl-Enter"),
        ("\u{1B}[27;5;13~", "Ctrl-Enter"), ("\u{1B}[13;3u", "Alt-Enter"), ("\u{1B}[27u", "Esc"),
        ("\u{1B}[99;5u", "Ctrl-C"), ("\u{1B}[97;6u", "Ctrl-Shift-A"), ("\u{1B}[27;6;65~", "Ctrl-Shift-A"),
        ("\u{1B}[97;3u", "Alt-A"), ("\u{1B}[106;5u", "Ctrl-J"), ("\u{1B}[105;5u", "Tab"), ("\u{1B}[9;2u", "Shift-Tab"),
        ("\u{1B}[127;5u", "Ctrl-Backspace"), ("\u{1B}[57399u", "0"), ("\u{1B}[57414u", "Enter"),
        ("\u{1B}[57417;5u", "Ctrl-Left"), ("\u{1B}[97:65;2u", "a"), ("\u{1B}[99;5:1u", "Ctrl-C"),
        ("\u{1B}OM", "Enter"), ("\u{1B}Ok", "+"), ("\u{1B}[3;129~", "Delete"),
    ]

    @Test("every sequence is its key, in every cut", arguments: table)
    func sequence(bytes: String, key: String) {
        #expect(keys(bytes) == [key])
        let all = Array(bytes.utf8)
        guard bytes.unicodeScalars.first.map({ $0 == "\u{1B}" || bytes.unicodeScalars.count == 1 }) == true else {
            return
        }
        for cut in 0...all.count {
            var decoder = KeyDecoder()
            let first = decoder.feed(all[..<cut], at: now)
            let parts = first + decoder.feed(all[cut...], at: now) + decoder.flush(at: now)
            #expect(parts == events(all), "cut at \(cut)")
        }
    }

    @Test(
        "what is no key is swallowed whole",
        arguments: [
            "\u{1B}[?62;22c", "\u{1B}[>1;10;0c", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?2026;2$y", "\u{1B}[201~",
            "\u{1B}[99~", "\u{1B}[57358u", "\u{1B}]10;rgb:0000/0000/0000\u{7}", "\u{1B}]0;title\u{1B}\\",
            "\u{1B}P>|term 1.0\u{1B}\\", "\u{1B}[12;40R", "\u{1B}[[Z", "\u{1B}[?1u", "\u{1B}[0n",
            "\u{1B}[" + String(repeating: "1;", count: 20) + "x",
        ])
    func nothing(bytes: String) {
        let expected = bytes == "\u{1B}[12;40R" ? ["F3", "x"] : bytes == "\u{1B}[[Z" ? ["Z", "x"] : ["x"]
        #expect(keys(bytes + "x").map { $0.hasSuffix("F3") ? "F3" : $0 } == expected)
    }

    @Test("text, keys and sequences follow each other in order")
    func order() {
        #expect(keys("hé\r\u{1B}[A漢\u{1B}x\u{3}\n") == ["h", "é", "Enter", "Up", "漢", "Alt-X", "Ctrl-C", "Ctrl-J"])
        #expect(keys("\u{1B}\u{1B}") == ["Esc", "Esc"])
        #expect(keys("\u{1B}[27ux") == ["Esc", "x"])
        #expect(keys("\u{1B}[A\u{1B}") == ["Up", "Esc"])
    }

    @Test("a character cut between reads is whole, an invalid byte is one mark")
    func unicode() {
        let bytes = Array("ä漢😀".utf8)
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            let all = decoder.feed(bytes[..<cut], at: now) + decoder.feed(bytes[cut...], at: now)
            #expect(all == events(bytes))
        }
        #expect(events([0x61, 0xFF, 0x62]) == events(Array("a\u{FFFD}b".utf8)))
        #expect(events([0xE6, 0xBC]).count == 1)
        #expect(events([0xC2, 0x9B]) == [])
    }

    @Test("only a begun key waits")
    func waiting() {
        for begun in ["\u{1B}", "\u{1B}[", "\u{1B}[1;", "\u{1B}O", "\u{1B}]0;"] {
            var decoder = KeyDecoder()
            #expect(decoder.feed(Array(begun.utf8), at: now) == [])
            #expect(decoder.isWaiting)
            _ = decoder.flush(at: now)
            #expect(!decoder.isWaiting)
        }
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("abc\r\u{1B}[A".utf8), at: now)
        #expect(!decoder.isWaiting)
        _ = decoder.feed(Array("\u{1B}[200~abc".utf8), at: now)
        #expect(!decoder.isWaiting)
    }

    @Test("the terminal's own description goes before the general rules")
    func known() {
        let own = Array("\u{1B}[25~".utf8)
        #expect(events(own, known: [own: Key(.end)]) == [.key(Key(.end))])
    }

    @Test("no bytes of up to three make it fail, and none are left")
    func exhaustive() {
        let alphabet: [UInt8] = [
            0x00, 0x0D, 0x1B, 0x30, 0x3B, 0x41, 0x4F, 0x5B, 0x5D, 0x75, 0x7E, 0x7F, 0x80, 0xC3, 0xF0,
        ]
        for first in alphabet {
            for second in alphabet {
                for third in alphabet {
                    var decoder = KeyDecoder()
                    _ = decoder.feed([0x1B, first, second, third], at: now) + decoder.flush(at: now)
                    #expect(!decoder.isWaiting)
                }
            }
        }
    }
}
