import CursesTerminal
import Glibc
import TerminalModel
import TestSupport
import Testing

extension CursesTests {
    @Suite("Frames arrive as they are", .serialized)
    struct DrawingTests {
        static let lines: [SafeText] = [
            // The voicing marks stand last: libvterm counts them as columns of their own.
            "plain text", "漢字かな交じり", "한국어 텍스트", "e\u{301}a\u{308}o\u{302}\u{323}", "か\u{3099}",
            "Ελληνικά и кириллица", "😀 smile 🎉 end", "│ box ─┼─ 漢│", "1,2;3%m[31m ^[", "\\ ~ ` ° ±",
        ]

        @Test("text of many scripts is on the screen as in the frame", arguments: [20, 40, 80, 200])
        func text(columns: Int) throws {
            let size = Size(columns: columns, rows: 24)
            let drawn = try Drawn(size)
            let wanted = frame(size, Self.lines + Self.lines + Self.lines)
            try drawn.show(wanted)
            for (row, line) in wanted.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                #expect(drawn.shown.rows[row].unicodeScalars.elementsEqual(line.unicodeScalars), "row \(row)")
            }
            #expect(!drawn.shown.isCursorShown)
            #expect(drawn.shown.isAlternate)
        }

        @Test("every small size is filled to its last cell, wide clusters at the border too")
        func sizes() throws {
            for columns in 1...6 {
                for rows in 1...6 {
                    let size = Size(columns: columns, rows: rows)
                    let drawn = try Drawn(size)
                    for text in ["abcdefg" as SafeText, "漢字漢字", "a漢字漢", "xyzxyzx", "ab漢cd漢"] {
                        let wanted = frame(size, [SafeText](repeating: text, count: rows))
                        try drawn.show(wanted)
                        #expect(drawn.shown.text == wanted.text, "\(columns)x\(rows)")
                    }
                }
            }
        }

        @Test("what something else wrote on the screen is gone after a redraw, and not before")
        func redraws() throws {
            let size = Size(columns: 12, rows: 3)
            let drawn = try Drawn(size)
            let wanted = frame(size, ["first", "漢字", "last"])
            try drawn.show(wanted)
            let noise = Array("\u{1B}[2;1Hnoise".utf8)
            #expect(write(drawn.pty.terminal, noise, noise.count) == noise.count)
            try drawn.show(wanted)
            #expect(drawn.shown.text != wanted.text)
            drawn.terminal.redraw()
            try drawn.show(wanted)
            #expect(drawn.shown.text == wanted.text)
        }

        @Test("any frame after any other leaves nothing behind")
        func changes() throws {
            let size = Size(columns: 7, rows: 2)
            let drawn = try Drawn(size)
            let texts: [SafeText] = ["", "abcdefg", "漢字漢x", "a漢字漢", "ab漢字c", "  漢", "e\u{301}か漢"]
            for before in texts {
                for after in texts where after != before {
                    try drawn.show(frame(size, [before, after]))
                    try drawn.show(frame(size, [after, before]))
                    #expect(drawn.shown.text == frame(size, [after, before]).text, "\(before.string), \(after.string)")
                }
            }
        }

        @Test("the same frame sends nothing, a changed letter only itself")
        func economy() throws {
            let size = Size(columns: 80, rows: 24)
            let drawn = try Drawn(size)
            var wanted = frame(size, Self.lines)
            wanted.cursor = Position(column: 3, row: 20)
            wanted.title = "title"
            try drawn.show(wanted)
            for _ in 1...3 { #expect(try drawn.show(wanted).isEmpty) }
            wanted.write("P", at: Position(column: 0, row: 0), style: Style())
            let bytes = try drawn.show(wanted)
            #expect(bytes.utf8.count < 30, "\(bytes.debugDescription)")
            #expect(drawn.shown.rows[0] == "Plain text")
            #expect(drawn.shown.cursor == Position(column: 3, row: 20))
        }

        @Test("what a terminal may read in two parts is shown at once")
        func synchronized() throws {
            let size = Size(columns: 80, rows: 24)
            let drawn = try Drawn(size)
            for lines: [SafeText] in [Self.lines, Self.lines.reversed()] {
                let bytes = try drawn.show(frame(size, lines))
                #expect(bytes.utf8.count > 64)
                #expect(bytes.hasPrefix("\u{1B}[?2026h"))
                #expect(bytes.hasSuffix("\u{1B}[?2026l"))
            }
        }

        @Test("only the row that changed is sent, in a screen of many rows")
        func oneRow() throws {
            let size = Size(columns: 120, rows: 40)
            let drawn = try Drawn(size)
            var wanted = frame(size, (0..<40).map { SafeText("row \($0) 漢字 of many") })
            try drawn.show(wanted)
            wanted.write("and more", at: Position(column: 60, row: 17), style: Style())
            let bytes = try drawn.show(wanted)
            #expect(bytes.contains("and more"))
            #expect(bytes.utf8.count < 60, "\(bytes.debugDescription)")
            #expect(drawn.shown.text == wanted.text)
        }

        @Test("text that scrolls beside a pane that stands is as drawn at once, and nothing is cleared")
        func scrolling() throws {
            let size = Size(columns: 60, rows: 20)
            let drawn = try Drawn(size)
            func screen(_ first: Int) -> Frame {
                var frame = Frame(size: size)
                frame.fill(Rect(column: 20, row: 0, columns: 1, rows: 20), with: "│", style: Style(.indexed(3)))
                for row in 0..<20 {
                    if row < 8 {
                        frame.write(SafeText("漢字 \(row) list"), at: Position(column: 0, row: row), style: Style())
                    }
                    guard (2..<17).contains(row) else { continue }
                    let words: SafeText = (first + row) % 3 == 0 ? "漢字かな交じり文 " : "plain words of line "
                    let place = Position(column: 22, row: row)
                    frame.write(words + SafeText("\(first + row)"), at: place, style: Style(.indexed(5)))
                }
                frame.write("status", at: Position(column: 1, row: 19), style: Style())
                frame.cursor = Position(column: 23, row: 18)
                return frame
            }
            try drawn.show(screen(0))
            for first in [1, 2, 3, 5, 9, 8, 7, 30, 29, 31] {
                let wanted = screen(first)
                let bytes = try drawn.show(wanted)
                #expect(drawn.shown.text == wanted.text, "\(first)")
                #expect(
                    !bytes.contains("\u{1B}[2J") && !bytes.contains("\u{1B}[J") && !bytes.contains("\u{1B}[H\u{1B}"))
            }
        }

        @Test("the cursor is where the frame has it, and hidden without one")
        func cursor() throws {
            let size = Size(columns: 10, rows: 3)
            let drawn = try Drawn(size)
            var wanted = Frame(size: size)
            for row in 0..<3 {
                for column in 0..<10 {
                    wanted.cursor = Position(column: column, row: row)
                    try drawn.show(wanted)
                    #expect(drawn.shown.cursor == wanted.cursor)
                    #expect(drawn.shown.isCursorShown)
                }
            }
            for outside in [nil, Position(column: 10, row: 0), Position(column: 0, row: -1)] {
                wanted.cursor = Position(column: 0, row: 0)
                try drawn.show(wanted)
                wanted.cursor = outside
                try drawn.show(wanted)
                #expect(!drawn.shown.isCursorShown)
            }
        }

        @Test("the title is the frame's, sent once, at most 80 columns of it")
        func title() throws {
            let drawn = try Drawn(Size(columns: 20, rows: 2))
            var wanted = Frame(size: Size(columns: 20, rows: 2))
            wanted.title = SafeText("漢字 \u{1B}]2;x\u{7}")
            try drawn.show(wanted)
            #expect(drawn.shown.title == wanted.title.string)
            wanted.cursor = Position(column: 1, row: 1)
            #expect(try !drawn.show(wanted).contains("\u{1B}]2;"))
            wanted.title = SafeText(String(repeating: "漢", count: 100))
            try drawn.show(wanted)
            #expect(drawn.shown.title == String(repeating: "漢", count: 40))
        }

        @Test("a frame of another size than the screen is cut off")
        func otherSize() throws {
            let drawn = try Drawn(Size(columns: 5, rows: 2))
            try drawn.show(frame(Size(columns: 9, rows: 4), ["abcd漢字", "x", "y"]))
            #expect(drawn.shown.text == "abcd\nx")
            try drawn.show(frame(Size(columns: 2, rows: 1), ["漢"]))
            #expect(drawn.shown.text == "漢\n")
        }

        /// Without the one that is younger than the Unicode of libvterm 0.1, which draws it in one column.
        static let clusters = GlyphTests.clusters.filter { $0 != "🫠" } + ["漢", "a", "é", "🎉"]

        @Test("no cluster moves its neighbours", arguments: clusters)
        func neighbours(cluster: String) throws {
            let text = SafeText(cluster)
            let size = Size(columns: text.columns + 4, rows: 2)
            let drawn = try Drawn(size)
            try drawn.show(frame(size, ["|" + text + "|x", "||||||"]))
            #expect(drawn.shown.cells[0][0].text == "|")
            #expect(drawn.shown.cells[0].dropFirst(1 + text.columns).prefix(2).map(\.text) == ["|", "x"])
        }
    }
}
