import CursesTerminal
import TerminalModel
import TestSupport
import Testing

extension CursesTests {
    @Suite("What is typed arrives", .serialized)
    struct InputTests {
        static let scripts = [
            "hello", "<Enter>", "<Ctrl-J>", "<Ctrl-C>", "<Ctrl-Q>", "<Ctrl-S>", "<Ctrl-Z>", "<Ctrl-\\>", "<Ctrl-D>",
            "<Tab>", "<Shift-Tab>", "<Backspace>", "<Alt-Enter>", "<Shift-Enter>", "<Ctrl-Enter>", "<Alt-x>",
            "<Alt-Backspace>", "<Ctrl-Space>", "<Up>", "<Ctrl-Left>", "<Alt-Right>", "<Shift-Down>", "<Home>", "<End>",
            "<Ctrl-Home>", "<PgUp>", "<PgDn>", "<Insert>", "<Delete>", "<F1>", "<F4>", "<F5>", "<F12>", "<Shift-F1>",
            "漢é👩‍🚀e\u{301}", "<Esc>x", "<Esc>",
        ]

        @Test("every key of a script", arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "rxvt"])
        func keys(type: String) throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3), type: type)
            for script in Self.scripts {
                let bytes = try #require(KeyBytes.bytes(script))
                try drawn.pty.type(bytes)
                let expected = try #require(KeyScript.keys(script)).map(TerminalEvent.key)
                #expect(drawn.terminal.takeEvents() == expected, "\(script)")
            }
            #expect(drawn.terminal.takeEvents() == [])
        }

        @Test("keys of the terminal's own description", arguments: ["rxvt", "linux", "screen", "cygwin"])
        func ownKeys(type: String) throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3), type: type)
            #expect(try drawn.type("\u{1B}[1~") == [.key(Key(.home))])
            #expect(try drawn.type("\u{1B}[6~") == [.key(Key(.pageDown))])
            #expect(try drawn.type("\u{1B}[17~") == [.key(Key(.function(6)))])
        }

        @Test("a paste between keys, in one reading or over many")
        func paste() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            let mixed = try drawn.type("a\u{1B}[200~x\r\ny\u{1B}[A\u{3}\u{1B}[201~\r")
            #expect(mixed == [.key(Key(.character("a"))), .paste("x\ny\u{1B}[A\u{3}"), .key(Key(.enter))])
            #expect(try drawn.type("\u{1B}[200~one\r") == [])
            #expect(try drawn.type("two") == [])
            #expect(try drawn.type("\u{1B}[201~") == [.paste("one\ntwo")])
        }

        @Test("bracketed paste is on while it is open, and off after")
        func pasteMode() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            #expect(String(decoding: drawn.pty.log, as: UTF8.self).contains("\u{1B}[?2004h"))
            drawn.terminal.close()
            #expect(String(decoding: try drawn.pty.drain(), as: UTF8.self).contains("\u{1B}[?2004l"))
        }

        @Test("a new size is told once and drawn whole")
        func resize() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            try drawn.show(frame(Size(columns: 20, rows: 3), ["漢字 twenty columns.", "two", "three"]))
            var random = SystemRandomNumberGenerator()
            for _ in 1...100 {
                let size = Size(
                    columns: .random(in: 1...120, using: &random), rows: .random(in: 1...40, using: &random))
                let isNew = size != drawn.terminal.size
                drawn.pty.resize(to: size)
                #expect(drawn.terminal.takeEvents() == (isNew ? [.resized(size)] : []))
                #expect(drawn.terminal.takeEvents() == [])
                let wanted = frame(size, ["漢字 and more", "two", "three", "four"])
                try drawn.show(wanted)
                #expect(drawn.shown.text == wanted.text, "\(size)")
            }
        }

        @Test("a terminal that is gone says so, and nothing fails after")
        func lost() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            try drawn.pty.type(Array("x".utf8))
            drawn.pty.hangUp()
            #expect(drawn.terminal.takeEvents().last == .lost)
            #expect(drawn.terminal.takeEvents() == [.lost])
            drawn.terminal.present(frame(Size(columns: 20, rows: 3), ["unseen"]))
            drawn.terminal.suspend()
            drawn.terminal.close()
            #expect(drawn.terminal.takeEvents() == [])
        }

        @Test("a terminal that goes while something is drawn says so")
        func lostWhileDrawing() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 3))
            drawn.pty.hangUp()
            drawn.terminal.present(frame(Size(columns: 20, rows: 3), ["unseen"]))
            #expect(drawn.terminal.takeEvents() == [.lost])
        }

        @Test("closed, it is as it was found", arguments: ["xterm-256color", "screen", "linux", "vt220", "rxvt"])
        func close(type: String) throws {
            let pty = try PseudoTerminal(size: Size(columns: 20, rows: 3))
            let before = pty.settings
            pty.screen.feed(Array("shell$ ".utf8))
            let terminal = try CursesTerminal.open(input: pty.terminal, output: pty.terminal, type: type)
            #expect(pty.settings?.isCooked == false)
            terminal.present(frame(terminal.size, ["漢字"]))
            terminal.close()
            terminal.close()
            terminal.present(frame(terminal.size, ["late"]))
            try pty.drain()
            #expect(pty.settings == before)
            #expect(!pty.screen.snapshot.isAlternate)
            #expect(pty.screen.snapshot.isCursorShown)
            #expect(!pty.screen.snapshot.text.contains("late"))
            if type == "xterm-256color" { #expect(pty.screen.snapshot.text == "shell$\n\n") }
        }
    }
}
