import CVTerm
package import TerminalModel

/// A terminal in memory: bytes in, a screen out. It is libvterm, which behaves like xterm.
package final class VirtualTerminal {
    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    private let callbacks: UnsafeMutablePointer<VTermScreenCallbacks>
    private let properties = Properties()

    /// What libvterm tells instead of keeping.
    fileprivate final class Properties {
        var isCursorShown = true
        var isAlternate = false { didSet { timesAlternate += isAlternate && !oldValue ? 1 : 0 } }
        var timesAlternate = 0
        var title = ""
    }

    package init?(size: Size) {
        guard let terminal = vterm_new(Int32(size.rows), Int32(size.columns)),
            let screen = vterm_obtain_screen(terminal)
        else { return nil }
        self.terminal = terminal
        self.screen = screen
        callbacks = .allocate(capacity: 1)
        callbacks.initialize(to: VTermScreenCallbacks())
        callbacks.pointee.settermprop = noteProperty
        vterm_set_utf8(terminal, 1)
        vterm_screen_set_callbacks(screen, callbacks, Unmanaged.passUnretained(properties).toOpaque())
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
    }

    deinit {
        vterm_free(terminal)
        callbacks.deallocate()
    }

    /// - Returns: what the terminal answers to what was asked.
    @discardableResult
    package func feed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { raw in
            _ = vterm_input_write(terminal, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
        }
        var answer = [CChar](repeating: 0, count: vterm_output_get_buffer_current(terminal))
        let count = vterm_output_read(terminal, &answer, answer.count)
        return answer.prefix(count).map { UInt8(bitPattern: $0) }
    }

    package func resize(to size: Size) { vterm_set_size(terminal, Int32(size.rows), Int32(size.columns)) }

    package var size: Size {
        var (rows, columns): (Int32, Int32) = (0, 0)
        vterm_get_size(terminal, &rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }

    package var snapshot: ScreenSnapshot {
        let size = size
        var place = VTermPos()
        vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place)
        return ScreenSnapshot(
            cells: (0..<size.rows).map { row in
                (0..<size.columns).map { cell(Position(column: $0, row: row)) }
            },
            cursor: Position(column: Int(place.col), row: Int(place.row)),
            isCursorShown: properties.isCursorShown,
            isAlternate: properties.isAlternate,
            timesAlternate: properties.timesAlternate,
            title: properties.title,
            size: size)
    }

    /// One row without trailing blanks: cheaper than a snapshot where only a word is looked for.
    package func text(row: Int) -> String {
        let size = size
        let area = VTermRect(start_row: Int32(row), end_row: Int32(row + 1), start_col: 0, end_col: Int32(size.columns))
        // Six code points of four bytes are the most that a cell holds.
        var text = [CChar](repeating: 0, count: size.columns * 24)
        let count = vterm_screen_get_text(screen, &text, text.count, area)
        var line = text.prefix(count).map { UInt8(bitPattern: $0) }
        while line.last == UInt8(ascii: " ") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }

    private func cell(_ position: Position) -> ScreenSnapshot.Cell {
        var cell = VTermScreenCell()
        vterm_screen_get_cell(screen, VTermPos(row: Int32(position.row), col: Int32(position.column)), &cell)
        let scalars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self)) }
        let style = Style(color(cell.fg), on: color(cell.bg), attributes(cell.attrs))
        if scalars.first == UInt32.max { return ScreenSnapshot.Cell(text: "", style: style) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init))
        return ScreenSnapshot.Cell(text: text.isEmpty ? " " : String(text), style: style)
    }

    private func color(_ color: VTermColor) -> Color {
        var color = color
        guard !vterm_color_is_standard(&color), vterm_color_is_indexed(&color) else { return .standard }
        return .indexed(vterm_color_index(&color))
    }

    private func attributes(_ kept: VTermScreenCellAttrs) -> Attributes {
        var attributes: Attributes = []
        if kept.bold != 0 { attributes.insert(.bold) }
        if kept.italic != 0 { attributes.insert(.italic) }
        if kept.underline != 0 { attributes.insert(.underline) }
        if kept.reverse != 0 { attributes.insert(.reverse) }
        if kept.strike != 0 { attributes.insert(.strikethrough) }
        return attributes
    }
}

private func noteProperty(
    _ property: VTermProp, _ value: UnsafeMutablePointer<VTermValue>?, _ user: UnsafeMutableRawPointer?
) -> Int32 {
    guard let value, let user else { return 0 }
    let properties = Unmanaged<VirtualTerminal.Properties>.fromOpaque(user).takeUnretainedValue()
    switch property {
    case VTERM_PROP_CURSORVISIBLE: properties.isCursorShown = value.pointee.boolean != 0
    case VTERM_PROP_ALTSCREEN: properties.isAlternate = value.pointee.boolean != 0
    case VTERM_PROP_TITLE: properties.title = value.pointee.string.map { String(cString: $0) } ?? ""
    default: return 0
    }
    return 1
}
