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
    private var styles: CellStyles
    /// The terminal takes any colour.
    let hasTrueColor: Bool
    private var size: Size
    private var isCursorShown: Bool?
    /// What the picture was made of last, nil if the next frame is to be drawn whole.
    private var shown: Frame?
    /// The cells of `shown`.
    private var cells: [CellRow] = []
    /// What ncurses sends first: the other screen, keypad mode.
    let enter: [UInt8]

    /// - Parameter colorTerm: the value of COLORTERM.
    init(type: String, size: Size, colorTerm: String? = nil, isInTmux: Bool = false) throws(TerminalError) {
        let output = try DrawnBytes()
        guard let screen = curses_open(type, output.stream) else { throw .unusableType(type) }
        self.output = output
        self.screen = screen
        self.size = size
        self.canStrike = curses_capability("smxx") != nil
        typeahead(-1)
        start_color()
        use_default_colors()
        let hasSlots = Self.takesAnyColor(type, colorTerm, isInTmux)
        self.hasTrueColor = hasSlots || curses_colors() >= 1 << 24
        self.styles = Self.styles(hasSlots: hasSlots, canStrike: canStrike)
        let window = curses_screen_window()
        keypad(window, true)
        // Inserting and deleting in a line would move neighbours where a terminal counts columns otherwise.
        idcok(window, false)
        self.enter = output.take()
        resize(to: size)
    }

    private static func styles(hasSlots: Bool, canStrike: Bool) -> CellStyles {
        let pairs = ColorPairs(
            colors: Int(curses_colors()), pairs: Int(curses_color_pairs()), hasSlots: hasSlots)
        return CellStyles(pairs: pairs, canStrike: canStrike)
    }

    /// What the description of the current terminal and the variable say.
    private static func takesAnyColor(_ type: String, _ colorTerm: String?, _ isInTmux: Bool) -> Bool {
        let flags =
            TrueColor.flags.filter { curses_flag($0) } + TrueColor.strings.filter { curses_capability($0) != nil }
        return TrueColor.isTaken(
            type: type, colors: Int(curses_colors()), flags: Set(flags),
            foreground: curses_foreground(200).map { unpadded($0) } ?? [], variable: colorTerm, isInTmux: isInTmux)
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
        shown = nil
    }

    /// Cells that lie outside are cut off.
    /// - Returns: the bytes that make the terminal show the frame; none if it shows it already.
    func draw(_ frame: Frame) -> [UInt8] {
        let bytes = drawOnce(frame)
        guard styles.slots?.isFull == true else { return bytes }
        startColorsAnew()
        return bytes + drawOnce(frame)
    }

    private func drawOnce(_ frame: Frame) -> [UInt8] {
        set_term(screen)
        let last = shown?.size == frame.size ? shown : nil
        if last == nil { erase(for: frame) }
        var isSame = last != nil && last?.cursor == frame.cursor
        for row in 0..<min(frame.size.rows, size.rows) where last.map({ !frame.draws(row: row, as: $0) }) ?? true {
            let new = frame.cells(inRow: row)
            let runs = new.runs(over: cells[row])
            for run in runs { draw(new, run, row: row) }
            cells[row] = new
            isSame = isSame && runs.isEmpty
        }
        shown = frame
        if isSame { return [] }
        place(frame.cursor)
        var bytes = canStrike ? Strikethrough.struck(output.take()) : output.take()
        if let slots = styles.slots { bytes = slots.meant(bytes) }
        return DisplayWidth.ambiguousColumns == 2 ? WideStandIn.restored(bytes) : bytes
    }

    /// Many themes were looked at: their colours make room, and everything is drawn with the new numbers.
    private func startColorsAnew() {
        styles = Self.styles(hasSlots: true, canStrike: canStrike)
        redrawAll()
    }

    private func erase(for frame: Frame) {
        werase(curses_screen_window())
        cells = [CellRow](repeating: CellRow(columns: frame.size.columns), count: frame.size.rows)
    }

    private func draw(_ cells: CellRow, _ columns: Range<Int>, row: Int) {
        let columns = columns.clamped(to: 0..<size.columns)
        var run: [cchar_t] = []
        run.reserveCapacity(columns.count)
        var (style, drawn) = (Style(), styles.cell(of: Style()))
        for column in columns where cells.columns(at: column) > 0 {
            if cells.style(at: column) != style {
                style = cells.style(at: column)
                drawn = styles.cell(of: style)
            }
            if let letter = cells.scalar(at: column), letter.isASCII {
                drawn.chars.0 = wchar_t(letter.value)
                run.append(drawn)
                drawn.chars.0 = 0x20
            } else {
                run += parts(cells[column], at: column).map { Self.cell(drawn, $0) }
            }
        }
        mvwadd_wchnstr(curses_screen_window(), Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
    }

    /// A wide cluster that the border of the screen would cut is a blank.
    private func parts(_ cell: Cell, at column: Int) -> [[Unicode.Scalar]] {
        column + Int(cell.columns) > size.columns ? [[" "]] : Glyph(cell).parts
    }

    private static func cell(_ blank: cchar_t, _ scalars: [Unicode.Scalar]) -> cchar_t {
        var cell = blank
        withUnsafeMutableBytes(of: &cell.chars) { chars in
            let chars = chars.bindMemory(to: wchar_t.self)
            for (place, scalar) in scalars.enumerated() { chars[place] = wchar_t(scalar.value) }
        }
        return cell
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
