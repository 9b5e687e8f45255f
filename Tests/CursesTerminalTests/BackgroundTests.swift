import TerminalModel
import TestSupport
import Testing

@testable import CursesTerminal

@Suite("The answer about the background")
struct BackgroundAnswerTests {
    private static let blue = RGB(red: 0, green: 0x2b, blue: 0x36)
    private static let answer = "\u{1B}]11;rgb:0000/2b2b/3636\u{7}"

    private func decoder() -> KeyDecoder {
        var decoder = KeyDecoder()
        decoder.awaitsBackground = true
        return decoder
    }

    @Test(
        "is read in all its forms",
        arguments: [
            "\u{1B}]11;rgb:0000/2b2b/3636\u{7}", "\u{1B}]11;rgb:00/2b/36\u{1B}\\", "\u{1B}]11;rgba:00/2b/36/ff\u{7}",
            "\u{1B}]11;#002b36\u{7}",
        ])
    func forms(_ text: String) {
        var decoder = decoder()
        #expect(decoder.feed(Array(text.utf8), at: .now) == [.background(Self.blue)])
        #expect(!decoder.awaitsBackground && !decoder.isWaiting)
    }

    @Test(
        "that is none is swallowed",
        arguments: [
            "\u{1B}]11;rgb:0/0\u{7}", "\u{1B}]11;?\u{7}", "\u{1B}]10;rgb:0/0/0\u{7}", "\u{1B}]11;rgb:g/0/0\u{7}",
        ])
    func none(_ text: String) {
        var decoder = decoder()
        #expect(decoder.feed(Array(text.utf8), at: .now).isEmpty)
    }

    @Test("is no key in any two pieces, however late the second comes, with keys around it")
    func pieces() {
        let bytes = Array(Self.answer.utf8)
        let start = ContinuousClock.now
        for cut in 3..<bytes.count {
            var decoder = decoder()
            var events = decoder.feed(Array("a".utf8) + bytes[..<cut], at: start)
            events += decoder.flush(at: start + .milliseconds(25))
            events += decoder.flush(at: start + .milliseconds(500))
            events += decoder.feed(bytes[cut...] + Array("b".utf8), at: start + .milliseconds(900))
            #expect(
                events == [.key(Key(.character("a"))), .background(Self.blue), .key(Key(.character("b")))], "\(cut)")
        }
    }

    @Test(
        "that is cut within its first two bytes is a key that means nothing and an answer, never text",
        arguments: [(1, Key(.escape)), (2, Key(.character("]"), .alt))])
    func first(_ cut: Int, _ key: Key) {
        let bytes = Array(Self.answer.utf8)
        var decoder = decoder()
        var events = decoder.feed(bytes[..<cut], at: .now)
        events += decoder.flush(at: .now)
        events += decoder.feed(bytes[cut...], at: .now)
        #expect(events == [.key(key), .background(Self.blue)])
    }

    @Test("is not seen in what a person types while it is awaited")
    func typing() {
        var decoder = decoder()
        let keys = "\u{1B}]11;rgb:0/0/0".utf8.flatMap { byte in
            decoder.feed([byte], at: .now) + decoder.flush(at: .now)
        }
        #expect(keys.count == 14 && keys.first == .key(Key(.escape)))
    }

    @Test("that never ends is given up after a second, and typing goes on")
    func broken() {
        let start = ContinuousClock.now
        var decoder = decoder()
        _ = decoder.feed(Array("\u{1B}]11;rgb:00".utf8), at: start)
        #expect(decoder.flush(at: start).isEmpty)
        #expect(decoder.flush(at: start + .seconds(2)).isEmpty)
        #expect(decoder.feed(Array("x".utf8), at: start) == [.key(Key(.character("x")))])
    }

    @Test("without a question, Esc and Alt with a bracket are keys as ever")
    func keys() {
        var decoder = KeyDecoder()
        var events = decoder.feed([0x1B], at: .now) + decoder.flush(at: .now)
        events += decoder.feed(Array("]1".utf8), at: .now)
        #expect(events == [.key(Key(.escape)), .key(Key(.character("]"))), .key(Key(.character("1")))])
    }
}

extension CursesTests {
    @Suite("Asking for the background", .serialized)
    struct BackgroundTests {
        private static let question = "\u{1B}]11;?\u{7}"

        private func open(_ type: String = "xterm-256color", asks: Bool = true) throws -> (
            PseudoTerminal, CursesTerminal
        ) {
            let pty = try PseudoTerminal(size: Size(columns: 20, rows: 4))
            let terminal = try CursesTerminal.open(
                input: pty.terminal, output: pty.terminal, type: type, asksBackground: asks)
            return (pty, terminal)
        }

        @Test("is done of terminals that know the question, when it is wished")
        func asked() throws {
            for (type, asks, isAsked) in [
                ("xterm-256color", true, true), ("tmux-256color", true, true), ("xterm-256color", false, false),
                ("linux", true, false), ("vt220", true, false),
            ] {
                let (pty, terminal) = try open(type, asks: asks)
                let text = String(decoding: try pty.drain(), as: UTF8.self)
                #expect(text.contains(Self.question) == isAsked, "\(type)")
                terminal.close()
            }
        }

        @Test("is answered by an event")
        func answered() throws {
            let (pty, terminal) = try open()
            try pty.type(Array("\u{1B}]11;rgb:ffff/ffff/dddd\u{7}k".utf8))
            #expect(
                terminal.takeEvents() == [
                    .background(RGB(red: 255, green: 255, blue: 0xdd)), .key(Key(.character("k"))),
                ])
        }

        @Test("leaves nothing of an answer to the shell")
        func farewell() throws {
            let (pty, terminal) = try open()
            try pty.type(Array("\u{1B}]11;rgb:ffff/ffff/dddd\u{7}".utf8))
            terminal.close()
            #expect(pty.pendingInput == 0)
        }
    }
}
