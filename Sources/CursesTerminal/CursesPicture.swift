import CNCurses
import Glibc
import TerminalModel

/// The picture that ncurses keeps of the screen: frames in, bytes for the terminal out.
///
/// ncurses has one current screen in a process; every method makes its own the current one.
final class CursesPicture {
    private let output: DrawnBytes
    private let screen: OpaquePointer
    private let canStrike: Bool
    private var pairs: ColorPairs
    private var size: Size
    private var isCursorShown: Bool?
    /// What ncurses sends first: the other screen, keypad mode.
    let enter: [UInt8]

    init(type: String, size: Size) throws(TerminalError) {
        let output = try DrawnBytes()
        guard let screen = curses_open(type, output.stream) else { throw .unusableType(type) }
        self.output = output
        self.screen = screen
        self.size = size
        self.canStrike = curses_capability("smxx") != nil
        typeahead(-1)
        start_color()
        use_default_colors()
        self.pairs = ColorPairs(colors: Int(curses_colors()), pairs: Int(curses_color_pairs()))
        let window = curses_screen_window()
        keypad(window, true)
        // Inserting and deleting in a line would move neighbours where a terminal counts columns otherwise.
        idcok(window, false)
        self.enter = output.take()
        resize(to: size)
    }

    deinit {
        set_term(screen)
        endwin()
        delscreen(screen)
    }

    func resize(to size: Size) {
        set_term(screen)
        self.size = size
        resize_term(Int32(size.rows), Int32(size.columns))
        redrawAll()
    }

    /// The next frame is drawn whole: what the terminal shows is not known.
    func redrawAll() {
        set_term(screen)
        clearok(curses_physical_window(), true)
        isCursorShown = nil
    }

    /// Cells that lie outside are cut off.
    /// - Parameter last: what was drawn before, unless the picture changed since.
    func draw(_ frame: Frame, over last: Frame?) -> [UInt8] {
        set_term(screen)
        let last = last?.size == frame.size ? last : nil
        if last == nil { werase(curses_screen_window()) }
        for (row, cells) in frame.rows.prefix(size.rows).enumerated() where cells != last?.rows[row] {
            draw(cells, over: last?.rows[row], row: row)
        }
        place(frame.cursor)
        let bytes = canStrike ? Strikethrough.struck(output.take()) : output.take()
        return DisplayWidth.ambiguousColumns == 2 ? WideStandIn.restored(bytes) : bytes
    }

    private func draw(_ cells: [Cell], over last: [Cell]?, row: Int) {
        for (column, cell) in cells.prefix(size.columns).enumerated() where cell.columns > 0 {
            if cell == last?[column], column + 1 == cells.count || cells[column + 1] == last?[column + 1] { continue }
            guard column + Int(cell.columns) <= size.columns else {
                draw(Cell(" ", cell.style), row: row, column: column)
                continue
            }
            draw(cell, row: row, column: column)
        }
    }

    private func draw(_ cell: Cell, row: Int, column: Int) {
        let attributes = attributes(cell.style.attributes)
        let pair = pairs.number(cell.style.foreground, cell.style.background)
        if cell.columns == 1, let letter = cell.cluster.asciiValue, (0x20..<0x7F).contains(letter) {
            return curses_put_ascii(Int32(row), Int32(column), CChar(letter), attributes, pair)
        }
        for (offset, part) in Glyph(cell).parts.enumerated() {
            let text = part.map { wchar_t($0.value) } + [0]
            curses_put(Int32(row), Int32(column + offset), text, attributes, pair)
        }
    }

    private func attributes(_ attributes: Attributes) -> attr_t {
        var bits: attr_t = 0
        if attributes.contains(.bold) { bits |= curses_bold }
        if attributes.contains(.dim) { bits |= curses_dim }
        if attributes.contains(.italic) { bits |= curses_italic }
        if attributes.contains(.underline) { bits |= curses_underline }
        if attributes.contains(.reverse) { bits |= curses_reverse }
        if attributes.contains(.strikethrough), canStrike { bits |= curses_blink }
        return bits
    }

    /// Hidden before the drawing and shown after it, so that it is never seen on its way.
    private func place(_ cursor: Position?) {
        let cursor = cursor.flatMap { at in
            (0..<size.columns).contains(at.column) && (0..<size.rows).contains(at.row) ? at : nil
        }
        if cursor == nil, isCursorShown != false { setCursor(shown: false) }
        let window = curses_screen_window()
        if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
        wnoutrefresh(window)
        doupdate()
        if cursor != nil, isCursorShown != true { setCursor(shown: true) }
    }

    private func setCursor(shown: Bool) {
        // ncurses skips what it believes to be so already.
        if isCursorShown == nil { curs_set(shown ? 0 : 1) }
        curs_set(shown ? 1 : 0)
        isCursorShown = shown
    }

    /// Back to the screen before, shown cursor, plain text, plain keypad.
    var leave: [UInt8] {
        set_term(screen)
        var bytes: [UInt8] = []
        for name in ["sgr0", "op", "cnorm", "rmkx"] { bytes += capability(name) }
        let back = capability("rmcup")
        guard back.isEmpty else { return bytes + back }
        let lastRow = curses_cursor_address(Int32(size.rows - 1), 0).map { Self.unpadded($0) } ?? []
        return bytes + lastRow + [0x0D, 0x0A]
    }

    func capability(_ name: String) -> [UInt8] {
        set_term(screen)
        return curses_capability(name).map { Self.unpadded($0) } ?? []
    }

    /// Without the `$<5>` that asks for a pause: no terminal of today needs one.
    private static func unpadded(_ text: UnsafePointer<CChar>) -> [UInt8] {
        var rest = UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), let length = pauseLength(rest) {
                rest = rest.dropFirst(length)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// How long the `<5>` is that stands at the beginning; nil if none does.
    private static func pauseLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.first == UInt8(ascii: "<"), let end = bytes.firstIndex(of: UInt8(ascii: ">")),
            bytes[bytes.startIndex..<end].dropFirst().allSatisfy({ "0123456789.*/".utf8.contains($0) })
        else { return nil }
        return end + 1 - bytes.startIndex
    }
}
