import TerminalModel
import TestSupport
import Testing

@testable import CursesTerminal

extension CursesTests {
    @Suite("Styles arrive as they are", .serialized)
    struct StyleTests {
        static let size = Size(columns: 16, rows: 16)

        @Test("all 256 colours before and behind", arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
        func colors(type: String) throws {
            let drawn = try Drawn(Self.size, type: type)
            var wanted = Frame(size: Self.size)
            for index in 0..<256 {
                let style = Style(.indexed(UInt8(index)), on: .indexed(UInt8(255 - index)))
                wanted.write("x", at: Position(column: index % 16, row: index / 16), style: style)
            }
            try drawn.show(wanted)
            for index in 0..<256 {
                let cell = drawn.shown.cells[index / 16][index % 16]
                #expect(cell.style == Style(.indexed(UInt8(index)), on: .indexed(UInt8(255 - index))))
            }
        }

        @Test("one standard colour beside another", arguments: [Color.standard, .indexed(1), .indexed(200)])
        func standard(color: Color) throws {
            let drawn = try Drawn(Self.size)
            try drawn.show(frame(Self.size, ["x"], style: Style(color)))
            #expect(drawn.shown.cells[0][0].style == Style(color))
            try drawn.show(frame(Self.size, ["x"], style: Style(.standard, on: color)))
            #expect(drawn.shown.cells[0][0].style == Style(.standard, on: color))
        }

        @Test("every set of attributes", arguments: ["xterm-256color", "tmux-256color"])
        func attributes(type: String) throws {
            let drawn = try Drawn(Size(columns: 64, rows: 1), type: type)
            var wanted = Frame(size: Size(columns: 64, rows: 1))
            for bits in UInt8(0)..<64 {
                let style = Style(.standard, on: .standard, Attributes(rawValue: bits))
                wanted.write("x", at: Position(column: Int(bits), row: 0), style: style)
            }
            let bytes = try drawn.show(wanted)
            for bits in UInt8(0)..<64 {
                let kept = Attributes(rawValue: bits).subtracting(.dim)
                #expect(drawn.shown.cells[0][Int(bits)].style == Style(.standard, on: .standard, kept), "\(bits)")
            }
            #expect(bytes.contains(";2m") || bytes.contains("[2m"))
        }

        @Test("a terminal of 8 or 16 colours gets the nearest, one without gets none")
        func fewColors() throws {
            for (type, index, shown) in [
                ("xterm", UInt8(196), Color.indexed(1)), ("xterm", 9, .indexed(1)), ("xterm", 2, .indexed(2)),
                ("screen", 46, .indexed(2)), ("vt220", 46, .standard), ("xterm-mono", 1, .standard),
            ] {
                let drawn = try Drawn(Size(columns: 3, rows: 1), type: type)
                try drawn.show(frame(Size(columns: 3, rows: 1), ["x"], style: Style(.indexed(index))))
                #expect(drawn.shown.cells[0][0].text == "x")
                #expect(drawn.shown.cells[0][0].style.foreground == shown, "\(type) \(index)")
            }
        }

        @Test("more pairs of colours than a terminal has do not fail")
        func manyPairs() throws {
            let drawn = try Drawn(Self.size, type: "xterm")
            var wanted = Frame(size: Self.size)
            for index in 0..<256 {
                let style = Style(.indexed(UInt8(index % 16)), on: .indexed(UInt8(index / 16)))
                wanted.write("x", at: Position(column: index % 16, row: index / 16), style: style)
            }
            try drawn.show(wanted)
            #expect(drawn.shown.text == wanted.text)
        }
    }
}

@Suite("Colours on terminals with fewer")
struct PaletteTests {
    @Test("a colour that exists is itself, every other one of those that exist")
    func numbers() {
        for index in UInt8.min...UInt8.max {
            #expect(Palette.number(.indexed(index), among: 256) == Int32(index))
            #expect((0..<16).contains(Palette.number(.indexed(index), among: 16)))
            #expect((0..<8).contains(Palette.number(.indexed(index), among: 8)))
            #expect(Palette.number(.indexed(index), among: 2) == -1)
            if index < 16 { #expect(Palette.number(.indexed(index), among: 16) == Int32(index)) }
        }
        #expect(Palette.number(.indexed(231), among: 16) == 15)
        #expect(Palette.number(.indexed(16), among: 16) == 0)
        #expect(Palette.number(.indexed(244), among: 16) == 8)
        #expect(Palette.number(.indexed(196), among: 1 << 24) == 0xFF0000)
    }
}
