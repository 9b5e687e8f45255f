import CNCurses
import TerminalModel

/// The styles in use as ncurses has them, each made known to it when it is first needed.
struct CellStyles {
    private var pairs: ColorPairs
    private let canStrike: Bool
    private var made: [Style: cchar_t] = [:]

    init(pairs: ColorPairs, canStrike: Bool) {
        self.pairs = pairs
        self.canStrike = canStrike
    }

    /// What stands for the colours that ncurses does not know.
    var slots: ColorSlots? { pairs.slots }

    /// A blank of a style.
    mutating func cell(of style: Style) -> cchar_t {
        if let cell = made[style] { return cell }
        let pair = pairs.number(style.foreground, style.background)
        let cell = curses_blank(attributes(style.attributes), pair)
        made[style] = cell
        return cell
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
}
