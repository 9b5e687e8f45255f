import CursesTerminal
import TerminalModel
import Testing

private let now = ContinuousClock.now

@Suite("A paste is text and nothing else")
struct PasteTests {
    /// What is sent between the marks, and what has to come out.
    static let payloads: [(sent: String, text: String)] = [
        ("hello", "hello"), ("two\nlines", "two\nlines"), ("a\rb", "a\nb"), ("a\r\nb", "a\nb"), ("\r\r\n\n", "\n\n\n"),
        ("ends with return\r", "ends with return\n"), ("tab\there", "tab\there"), ("漢字 kana かな", "漢字 kana かな"),
        ("👩‍👩‍👧‍👦🇩🇪", "👩‍👩‍👧‍👦🇩🇪"), ("e\u{301}", "e\u{301}"), ("\u{3}\u{4}\u{11}\u{1A}\u{1C}", "\u{3}\u{4}\u{11}\u{1A}\u{1C}"),
        ("\u{1B}", "\u{1B}"), ("\u{1B}[A\u{1B}OB", "\u{1B}[A\u{1B}OB"), ("\u{1B}[13;2u", "\u{1B}[13;2u"),
        ("\u{1B}[200~again", "\u{1B}[200~again"), ("\u{1B}[20", "\u{1B}[20"), ("\u{1B}[201", "\u{1B}[201"),
        ("\u{1B}\u{1B}[", "\u{1B}\u{1B}["), ("\0nul\0", "\0nul\0"), ("\u{7F}\u{8}", "\u{7F}\u{8}"),
        ("\u{1B}]0;title\u{7}", "\u{1B}]0;title\u{7}"), ("\u{9B}31m", "\u{9B}31m"), ("rm -rf /\r", "rm -rf /\n"),
        ("x\u{1B}[201~\rrm -rf /\r", "x\u{1B}[201~\nrm -rf /\n"),
        ("\u{1B}[20\u{1B}[201~1~", "\u{1B}[20\u{1B}[201~1~"),
        ("\u{202E}abc\u{202C}", "\u{202E}abc\u{202C}"), ("\u{E0041}", "\u{E0041}"), (" ", " "),
    ]

    private static func bytes(_ payload: String) -> [UInt8] {
        Array("a\u{1B}[200~\(payload)\u{1B}[201~b".utf8)
    }

    @Test("each payload arrives as one paste between the keys around it", arguments: payloads)
    func whole(sent: String, text: String) {
        var decoder = KeyDecoder()
        let events = decoder.feed(Self.bytes(sent), at: now)
        #expect(events == [.key(Key(.character("a"))), .paste(text), .key(Key(.character("b")))])
    }

    @Test("the cut does not matter", arguments: payloads)
    func cuts(sent: String, text: String) {
        guard !sent.contains("\u{1B}[201~") else { return }
        let bytes = Self.bytes(sent)
        let expected: [TerminalEvent] = [.key(Key(.character("a"))), .paste(text), .key(Key(.character("b")))]
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            #expect(decoder.feed(bytes[..<cut], at: now) + decoder.feed(bytes[cut...], at: now) == expected)
        }
        var decoder = KeyDecoder()
        #expect(bytes.flatMap { decoder.feed([$0], at: now) } == expected)
    }

    @Test("an empty paste is nothing, and two are two")
    func count() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~\u{1B}[201~".utf8), at: now) == [])
        let two = Array("\u{1B}[200~one\u{1B}[201~\u{1B}[200~two\u{1B}[201~".utf8)
        #expect(decoder.feed(two, at: now) == [.paste("one"), .paste("two")])
    }

    @Test("what is typed after a paste are keys again, an Esc before it is a key")
    func around() {
        var decoder = KeyDecoder()
        let events = decoder.feed(Array("\u{1B}\u{1B}[200~x\u{1B}[201~\r".utf8), at: now)
        #expect(events == [.key(Key(.escape)), .paste("x"), .key(Key(.enter))])
    }

    @Test("a paste without an end holds on for ten seconds of silence and is a paste even then")
    func endless() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~begun\r".utf8), at: now) == [])
        #expect(decoder.flush(at: now + .seconds(60)) == [])
        #expect(decoder.feed(Array("more\r".utf8), at: now + .seconds(9)) == [])
        let late = decoder.feed(Array("q".utf8), at: now + .seconds(20))
        #expect(late == [.paste("begun\nmore\n"), .key(Key(.character("q")))])
    }

    @Test("a paste of any size is whole in pieces, and no piece cuts a character or a line end")
    func large() {
        var decoder = KeyDecoder()
        let line = "漢字\r\n"
        let text = String(repeating: line, count: 1_300_000)
        var pieces: [String] = []
        let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
            for event in decoder.feed(bytes[start..<min(bytes.count, start + 1 << 20)], at: now) {
                if case .paste(let piece) = event { pieces.append(piece) } else { Issue.record("\(event)") }
            }
        }
        #expect(pieces.count == 2)
        #expect(pieces.joined() == String(repeating: "漢字\n", count: 1_300_000))
    }
}
