import Foundation
import TerminalModel
import TestSupport
import Testing

@testable import CursesTerminal

@Suite("Text for the clipboard")
struct ClipboardTests {
    private static let home = Array("\u{1B}[H".utf8)

    @Test("base64 of every length is what Foundation makes of it")
    func base64() {
        for count in 0...260 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
            #expect(Base64.encoded(bytes) == Array(Data(bytes).base64EncodedData()))
        }
    }

    @Test("it is sent in one OSC 52, and not at all beyond what terminals take")
    func plain() {
        let dialect = TerminalDialect(type: "xterm-256color", cursorAddress: Self.home)
        #expect(dialect.clipboard(CopiedText("h\u{e9}\n\u{1B}")) == Array("\u{1B}]52;c;aMOpCu+/vQ==\u{7}".utf8))
        #expect(dialect.clipboard(CopiedText("")) == Array("\u{1B}]52;c;\u{7}".utf8))
        let most = String(repeating: "x", count: TerminalDialect.mostClipboardBytes)
        #expect(dialect.clipboard(CopiedText(most)).count == 7 + 99_992 + 1)
        #expect(dialect.clipboard(CopiedText(most + "x")).isEmpty)
        #expect(TerminalDialect(type: "linux", cursorAddress: Self.home).clipboard(CopiedText("x")).isEmpty)
    }

    @Test("GNU screen hands it on in pieces, tmux takes it as it is, and where neither is known both get theirs")
    func ways() {
        let text = CopiedText(String(repeating: "words and ", count: 100))
        func sent(_ type: String, tmux: Bool, screen: Bool) -> [UInt8] {
            TerminalDialect(type: type, cursorAddress: Self.home, isInTmux: tmux, isInScreen: screen).clipboard(text)
        }
        let plain = sent("xterm-256color", tmux: false, screen: false)
        for type in ["tmux-256color", "xterm-256color"] {
            for screen in [true, false] { #expect(sent(type, tmux: true, screen: screen) == plain) }
        }
        #expect(sent("screen-256color", tmux: true, screen: false) == plain)
        let wrapped = sent("screen", tmux: false, screen: true)
        let pieces = String(decoding: wrapped, as: UTF8.self).components(separatedBy: "\u{1B}\\")
        #expect(pieces.last == "")
        #expect(pieces.dropLast().allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 256 })
        #expect(Array(pieces.dropLast().map { $0.dropFirst(2) }.joined().utf8) == plain)
        #expect(sent("screen", tmux: false, screen: false) == plain + wrapped)
        #expect(sent("screen", tmux: true, screen: true) == plain + wrapped)
    }
}

extension CursesTests {
    @Suite("The clipboard of a real terminal", .serialized)
    struct ClipboardSendingTests {
        @Test("what was sent is said to be sent")
        func sends() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            #expect(drawn.terminal.sendToClipboard(CopiedText("two\nlines")))
            #expect(String(decoding: try drawn.pty.drain(), as: UTF8.self) == "\u{1B}]52;c;dHdvCmxpbmVz\u{7}")
            let tooLong = CopiedText(String(repeating: "x", count: 80_000))
            #expect(!drawn.terminal.sendToClipboard(tooLong))
            drawn.terminal.close()
            #expect(!drawn.terminal.sendToClipboard(CopiedText("late")))
        }
    }
}
