import TerminalModel
import TestSupport
import Testing

@testable import CursesTerminal

extension CursesTests {
    @Suite("Any colour at all", .serialized)
    struct TrueColorTests {
        static let size = Size(columns: 40, rows: 3)
        static let sea = Color.rgb(RGB(red: 1, green: 136, blue: 254))
        static let sand = Color.rgb(RGB(red: 250, green: 240, blue: 200))

        private func drawn(_ type: String, colorTerm: String) throws -> Drawn {
            try Drawn(Self.size, type: type, colorTerm: colorTerm)
        }

        @Test(
            "is sent as it is where COLORTERM says so",
            arguments: ["xterm-256color", "tmux-256color"], ["truecolor", "24bit"])
        func sent(type: String, variable: String) throws {
            let drawn = try drawn(type, colorTerm: variable)
            let bytes = try drawn.show(frame(Self.size, ["x"], style: Style(Self.sea, on: Self.sand, .bold)))
            #expect(bytes.contains("\u{1B}[38;2;1;136;254m") && bytes.contains("\u{1B}[48;2;250;240;200m"))
            #expect(!bytes.contains("38;5;") && !bytes.contains("48;5;"))
            #expect(drawn.shown.cells[0][0].style.attributes == .bold)
        }

        @Test("does not disturb the 256 beside it")
        func beside() throws {
            let drawn = try drawn("xterm-256color", colorTerm: "truecolor")
            var wanted = Frame(size: Self.size)
            wanted.write("x", at: Position(column: 0, row: 0), style: Style(Self.sea))
            for (column, index) in [UInt8(255), 254, 79, 3, 12].enumerated() {
                wanted.write("y", at: Position(column: column, row: 1), style: Style(.indexed(index)))
            }
            try drawn.show(wanted)
            #expect(
                drawn.shown.cells[1].prefix(5).map(\.style.foreground)
                    == [.indexed(255), .indexed(254), .indexed(79), .indexed(3), .indexed(12)])
        }

        @Test("is the nearest of the 256 without that")
        func nearest() throws {
            let some = try Drawn(Self.size, colorTerm: "")
            try some.show(frame(Self.size, ["x"], style: Style(Self.sea)))
            #expect(some.shown.cells[0][0].style.foreground == .indexed(33))
        }

        // A test of its own: ncurses holds one terminal at a time.
        @Test("is none on a terminal without colours")
        func colorless() throws {
            let none = try drawn("xterm-mono", colorTerm: "truecolor")
            #expect(try !none.show(frame(Self.size, ["x"], style: Style(Self.sea))).contains("38"))
        }

        @Test("may be another in every frame")
        func many() throws {
            let drawn = try drawn("xterm-256color", colorTerm: "truecolor")
            for step in UInt8.min...UInt8.max {
                let (front, behind) = (
                    RGB(red: step, green: 7, blue: 9), RGB(red: 9, green: step, blue: 7)
                )
                let style = Style(.rgb(front), on: .rgb(behind))
                let bytes = try drawn.show(frame(Self.size, ["x"], style: style))
                #expect(bytes.contains("\u{1B}[38;2;\(step);7;9m") && bytes.contains("\u{1B}[48;2;9;\(step);7m"))
            }
        }

        @Test("Where there are few, words stay apart from what is behind them")
        func apart() throws {
            let drawn = try Drawn(Self.size, type: "xterm")
            let (grey, night, fog) = (
                Color.indexed(239), Color.rgb(RGB(red: 0x2e, green: 0x34, blue: 0x40)),
                Color.rgb(RGB(red: 0x4c, green: 0x56, blue: 0x6a))
            )
            var wanted = Frame(size: Self.size)
            wanted.write("a", at: Position(column: 0, row: 0), style: Style(grey))
            wanted.write("b", at: Position(column: 1, row: 0), style: Style(fog, on: night))
            wanted.write("c", at: Position(column: 2, row: 0), style: Style(night, on: fog))
            try drawn.show(wanted)
            #expect(
                drawn.shown.cells[0].prefix(3).map(\.style) == [
                    Style(), Style(.indexed(7), on: .indexed(0)), Style(.indexed(7), on: .indexed(0)),
                ])
        }

        @Test("A text that looks like a colour's sequence stays a text")
        func text() throws {
            let drawn = try drawn("xterm-256color", colorTerm: "truecolor")
            try drawn.show(frame(Self.size, ["[38;5;255m"], style: Style(Self.sea)))
            #expect(drawn.shown.text.hasPrefix("[38;5;255m"))
        }
    }
}

@Suite("Which terminals take any colour")
struct TrueColorChoiceTests {
    private static let plain = Array("\u{1B}[38;5;200m".utf8)

    @Test(
        "By the flags of their description, or by COLORTERM",
        arguments: [
            ("xterm-256color", 256, [], "truecolor", false, true), ("xterm-256color", 256, [], "24bit", false, true),
            ("xterm-256color", 256, [], "yes", false, false), ("xterm-256color", 256, [], "", false, false),
            ("xterm-kitty", 256, ["setrgbf"], "", false, true), ("tmux-256color", 256, ["Tc"], "", true, true),
            ("foot", 256, ["RGB"], "", false, true), ("xterm", 8, ["Tc"], "truecolor", false, false),
            ("screen-256color", 256, [], "truecolor", false, false),
            ("screen-256color", 256, [], "truecolor", true, true),
        ])
    func choice(
        _ type: String, _ colors: Int, _ flags: [String], _ variable: String, _ isInTmux: Bool, _ expected: Bool
    ) {
        let found = TrueColor.isTaken(
            type: type, colors: colors, flags: Set(flags), foreground: Self.plain, variable: variable,
            isInTmux: isInTmux)
        #expect(found == expected)
    }

    @Test("Not where colours are told in another way")
    func other() {
        let found = TrueColor.isTaken(
            type: "odd", colors: 256, flags: ["Tc"], foreground: Array("\u{1B}[200c".utf8), variable: nil,
            isInTmux: false)
        #expect(!found)
    }
}

@Suite("The nearest colour")
struct NearestColorTests {
    @Test(
        "of the 256 is the one that looks most alike",
        arguments: [
            ("#5fd7af", 79), ("#000000", 16), ("#ffffff", 231), ("#808080", 244), ("#ff0000", 196), ("#2e3440", 236),
            ("#007f7f", 30), ("#303030", 236), ("#1c1c1c", 234), ("#ffd700", 220), ("#0087ff", 33), ("#eeeeee", 255),
        ])
    func of256(_ hex: String, _ expected: Int32) throws {
        #expect(Palette.number(.rgb(try #require(RGB(hex: hex))), among: 256) == expected)
    }

    @Test(
        "of 16 and of 8 is the one of its hue, or a grey",
        arguments: [
            ("#ff5f5f", 9, 1), ("#00af00", 2, 2), ("#000080", 4, 4), ("#0a0a0a", 0, 0), ("#8a8a8a", 8, 7),
            ("#dadada", 7, 7), ("#fefefe", 15, 7), ("#00ffff", 14, 6), ("#5fd7af", 6, 6), ("#af87d7", 5, 5),
            ("#2e3440", 0, 0),
        ])
    func ofFew(_ hex: String, _ among16: Int32, _ among8: Int32) throws {
        let color = Color.rgb(try #require(RGB(hex: hex)))
        #expect(Palette.number(color, among: 16) == among16)
        #expect(Palette.number(color, among: 8) == among8)
    }

    @Test("is itself where the terminal knows it: every one of the 256 by its value")
    func itself() {
        for index in UInt8(16)...255 {
            let number = Palette.number(.rgb(Palette.rgb(index)), among: 256)
            #expect(Palette.rgb(UInt8(number)) == Palette.rgb(index))
        }
    }

    @Test("Where numbers are colours, only the first eight are those of old")
    func direct() {
        #expect(Palette.number(.rgb(RGB(red: 1, green: 2, blue: 3)), among: 1 << 24) == 0x010203)
        #expect(Palette.number(.rgb(RGB(red: 0, green: 0, blue: 3)), among: 1 << 24) == 8)
        #expect(Palette.number(.indexed(3), among: 1 << 24) == 3)
        #expect(Palette.number(.standard, among: 1 << 24) == -1)
    }
}
