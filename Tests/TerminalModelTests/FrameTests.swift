import Testing

@testable import TerminalModel

@Suite("Frames")
struct FrameTests {
    private static let texts: [SafeText] = ["", "a", "漢", "a漢", "漢字", "e\u{301}x", "👩‍🚀", "→é"]

    /// What a screen of cells does, written down once more in the plainest way.
    private struct Model {
        var cells: [Cell]

        mutating func put(_ cluster: Character, _ width: Int, _ style: Style, _ column: Int) {
            if cells[column].columns == 0 { cells[column - 1] = Cell(" ", cells[column - 1].style) }
            if column + width < cells.count, cells[column + width].columns == 0 {
                cells[column + width] = Cell(" ", cells[column + width].style)
            }
            cells[column] = Cell(cluster, style, columns: UInt8(width))
            if width == 2 { cells[column + 1] = Cell(" ", style, columns: 0) }
        }

        mutating func write(_ text: SafeText, _ start: Int, _ style: Style, end: Int) {
            var column = start
            for (cluster, width) in text.string.flatMap(DisplayWidth.cells) where width > 0 {
                guard column + width <= min(end, cells.count) else { break }
                if column >= 0 { put(cluster, width, style, column) }
                column += width
            }
        }
    }

    @Test("two texts over each other at every place are cells as written one after the other", arguments: 0...5)
    func overwriting(columns: Int) {
        let (under, over) = (Style(.indexed(1)), Style(.indexed(2)))
        let places = (-2...5).flatMap { start in (-2...5).map { (start, $0) } }
        for first in Self.texts {
            for second in Self.texts {
                let wrong = places.filter { start, next in
                    var frame = Frame(size: Size(columns: columns, rows: 1))
                    var model = Model(cells: [Cell](repeating: .blank, count: columns))
                    frame.write(first, at: Position(column: start, row: 0), style: under, end: 3)
                    model.write(first, start, under, end: 3)
                    frame.write(second, at: Position(column: next, row: 0), style: over)
                    model.write(second, next, over, end: columns)
                    return frame.rows != [model.cells]
                }
                #expect(wrong.isEmpty, "\(first) and \(second) at \(wrong)")
            }
        }
    }

    @Test("to write says where the text ended, cut or not")
    func ends() {
        for text in Self.texts + ["a漢字x"] {
            for column in 0...6 {
                for end in 0...8 {
                    var frame = Frame(size: Size(columns: 7, rows: 1))
                    var free = min(end, 7) - column
                    let fitting = text.string.flatMap(DisplayWidth.cells).prefix {
                        free -= $0.columns
                        return free >= 0
                    }
                    let wanted = column + fitting.reduce(0) { $0 + $1.columns }
                    let place = Position(column: column, row: 0)
                    #expect(frame.write(text, at: place, style: Style(), end: end) == wanted)
                    #expect(frame.write(text, at: Position(column: column, row: 1), style: Style()) == column)
                }
            }
        }
    }

    @Test("fills and styles stay inside, and a style changes no text")
    func blocks() {
        var frame = Frame(size: Size(columns: 6, rows: 3))
        frame.write("漢字漢", at: Position(column: 0, row: 1), style: Style())
        frame.fill(Rect(column: 1, row: -1, columns: 2, rows: 9), with: "│", style: Style(.indexed(3)))
        #expect(frame.text == " ││\n ││ 漢\n ││")
        let text = frame.text
        frame.restyle(Rect(column: -3, row: 1, columns: 99, rows: 1)) { $0.overlaid(by: Style(.indexed(9))) }
        #expect(frame.text == text)
        #expect(frame.rows[1].allSatisfy { $0.style.foreground == .indexed(9) })
        #expect(frame.rows[0][1].style.foreground == .indexed(3))
        frame.write("ab", at: Position(column: 1, row: 1), style: Style())
        #expect(frame.text == " ││\n ab 漢\n ││")
        for size in [Size(columns: 0, rows: 0), Size(columns: -1, rows: -5), Size(columns: 3, rows: 0)] {
            var none = Frame(size: size)
            none.fill(Rect(column: 0, row: 0, columns: 9, rows: 9), style: Style())
            #expect(none.rows.isEmpty)
        }
    }

    @Test("frames that show the same are equal, however they were drawn")
    func equality() {
        let size = Size(columns: 4, rows: 2)
        func drawn(_ draw: (inout Frame) -> Void) -> Frame {
            var frame = Frame(size: size)
            draw(&frame)
            return frame
        }
        let start = Position(column: 0, row: 0)
        let whole = drawn { $0.write("ab", at: start, style: Style()) }
        let parts = drawn {
            $0.write("xb", at: start, style: Style())
            $0.write("a", at: start, style: Style())
        }
        #expect(whole == parts)
        #expect(!whole.draws(row: 0, as: parts))
        #expect(whole.draws(row: 1, as: parts))
        #expect(whole != drawn { $0.write("ab", at: start, style: Style(.indexed(1))) })
        #expect(whole != drawn { $0.write("ac", at: start, style: Style()) })
        #expect(
            drawn { $0.write("e\u{301}", at: start, style: Style()) }
                != drawn { $0.write("e\u{302}", at: start, style: Style()) })
        #expect(drawn { $0.cursor = start } != drawn { _ in })
    }

    @Test("the runs of one row over another are its differences, and begin at whole clusters")
    func runs() {
        func row(_ text: SafeText) -> CellRow {
            var row = CellRow(columns: 8)
            row.write(text, at: 0, style: Style(), end: 8)
            return row
        }
        #expect(row("abcdef").runs(over: row("abxdxf")) == [2..<3, 4..<5])
        #expect(row("ab漢d").runs(over: row("abxyd")) == [2..<4])
        #expect(row("e\u{301}b").runs(over: row("e\u{301}c")) == [1..<2])
        #expect(row("").runs(over: row("")).isEmpty)
        var styled = row("漢字")
        styled.restyle(1..<2) { _ in Style(.indexed(1)) }
        #expect(styled.runs(over: row("漢字")).isEmpty)
    }

    @Test("a simple character is safe, and a cluster of its own beside any other")
    func simple() {
        let all = (UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init).filter(\.isSimple)
        let wrong = all.filter { scalar in
            let cells = DisplayWidth.cells(of: Character(scalar))
            let columns = DisplayWidth.columns(of: scalar)
            let text = String(scalar)
            return TerminalFilter.filtered(text) != text || columns == 0 || cells.count != 1
                || cells[0].columns != columns
                || ["a", "漢", "é", "©", "↔", "Я"].contains { (text + $0).count != 2 || ($0 + text).count != 2 }
        }
        #expect(wrong.isEmpty)
    }
}
