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

    init(colors: Int, pairs: Int) {
        self.colors = colors
        self.most = pairs
    }

    /// 0, the terminal's own colours, for those, and when there are no more pairs to have.
    mutating func number(_ foreground: Color, _ background: Color) -> Int32 {
        let pair = Pair(foreground: value(foreground), background: value(background))
        if pair.foreground < 0, pair.background < 0 { return 0 }
        if let known = numbers[pair] { return known }
        let next = Int32(numbers.count + 1)
        guard Int(next) < most, init_extended_pair(next, pair.foreground, pair.background) == OK else { return 0 }
        numbers[pair] = next
        return next
    }

    private func value(_ color: Color) -> Int32 {
        switch color {
        case .standard: -1
        case .indexed(let index): Palette.number(index, among: colors)
        }
    }
}
