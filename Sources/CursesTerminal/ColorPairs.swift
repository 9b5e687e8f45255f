import CNCurses
import TerminalModel

/// The pairs of colours in use, each made known to ncurses when it is first needed.
struct ColorPairs {
    private struct Pair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    private let colors: Int
    private let most: Int
    private var numbers: [Pair: Int32] = [:]
    /// Stand for any colour at all, where the terminal knows more than its description says.
    private(set) var slots: ColorSlots?

    init(colors: Int, pairs: Int, hasSlots: Bool) {
        self.colors = colors
        self.most = pairs
        self.slots = hasSlots ? ColorSlots() : nil
    }

    /// 0, the terminal's own colours, for those, and when there are no more pairs to have.
    mutating func number(_ foreground: Color, _ background: Color) -> Int32 {
        let pair = pair(foreground, background)
        if pair.foreground < 0, pair.background < 0 { return 0 }
        if let known = numbers[pair] { return known }
        let next = Int32(numbers.count + 1)
        guard Int(next) < most, init_extended_pair(next, pair.foreground, pair.background) == OK else { return 0 }
        numbers[pair] = next
        return next
    }

    /// One of the 16, whatever that looks like.
    private func isNamed(_ color: Color) -> Bool {
        if case .indexed(let index) = color { index < 16 } else { false }
    }

    private mutating func pair(_ foreground: Color, _ background: Color) -> Pair {
        if slots != nil {
            return Pair(
                foreground: slots?.number(foreground) ?? -1, background: slots?.number(background) ?? -1)
        }
        let behind = Palette.number(background, among: colors)
        let front = Palette.number(foreground, among: colors)
        guard colors < 256, let wanted = Palette.rgb(foreground).map(Oklab.init) else {
            return Pair(foreground: front, background: behind)
        }
        // On so few colours a grey is soon that of the background, whichever that is.
        if behind < 0, colors < 16, wanted.isGrey, !isNamed(foreground) {
            return Pair(foreground: -1, background: behind)
        }
        guard front == behind, let shown = UInt8(exactly: behind).map({ Oklab(Palette.rgb($0)) }) else {
            return Pair(foreground: front, background: behind)
        }
        let light: Int32 = colors < 16 ? 7 : 15
        return Pair(foreground: shown.lightness > 0.65 ? 0 : light, background: behind)
    }
}
