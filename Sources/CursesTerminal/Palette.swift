package import TerminalModel

/// The 256 colours of xterm, and what comes nearest on a terminal that has fewer.
package enum Palette {
    private static let system: [RGB] = [
        RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0), RGB(red: 0, green: 205, blue: 0),
        RGB(red: 205, green: 205, blue: 0), RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
        RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
        RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0), RGB(red: 0, green: 255, blue: 0),
        RGB(red: 255, green: 255, blue: 0), RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255),
        RGB(red: 0, green: 255, blue: 255), RGB(red: 255, green: 255, blue: 255),
    ]

    private static let seen = (UInt8.min...UInt8.max).map { Oklab(rgb($0)) }

    static func rgb(_ index: UInt8) -> RGB {
        switch index {
        case 0..<16: return system[Int(index)]
        case 16..<232:
            let place = index - 16
            func level(_ step: UInt8) -> UInt8 { step == 0 ? 0 : 55 + 40 * step }
            return RGB(red: level(place / 36), green: level(place / 6 % 6), blue: level(place % 6))
        default:
            let grey = 8 + 10 * (index - 232)
            return RGB(red: grey, green: grey, blue: grey)
        }
    }

    /// What a colour looks like where the person has not changed it; nil for the terminal's own.
    package static func rgb(_ color: Color) -> RGB? {
        switch color {
        case .standard: nil
        case .indexed(let index): rgb(index)
        case .rgb(let color): color
        }
    }

    /// The number a terminal with `count` colours knows the colour by, or the nearest that it has; -1, its own colour,
    /// if it has less than 8.
    static func number(_ color: Color, among count: Int) -> Int32 {
        guard count >= 8, let wanted = rgb(color) else { return -1 }
        if count >= 1 << 24 { return direct(color, wanted) }
        if case .indexed(let index) = color, Int(index) < count { return Int32(index) }
        if count < 256 { return ofFew(color, wanted, count < 16 ? 8 : 16) }
        let seen = Oklab(wanted)
        // What the first 16 look like is for the terminal's settings to say.
        let nearest = (16..<256).min { Self.seen[$0].distance(to: seen) < Self.seen[$1].distance(to: seen) }
        return Int32(nearest ?? 16)
    }

    /// Of 8 or 16: a grey by its lightness, anything else by its hue first.
    private static func ofFew(_ color: Color, _ wanted: RGB, _ known: Int) -> Int32 {
        // With 8, the bright colours are the others, brighter.
        if case .indexed(let index) = color, index < 16 { return Int32(index) - Int32(16 - known) }
        let seen = Oklab(wanted)
        if seen.isGrey {
            if known == 8 { return seen.lightness < 0.5 ? 0 : 7 }
            return seen.lightness < 0.335 ? 0 : seen.lightness < 0.65 ? 8 : seen.lightness < 0.93 ? 7 : 15
        }
        let nearest = (0..<known).filter { !Self.seen[$0].isGrey }
            .min { Self.seen[$0].difference(from: seen) < Self.seen[$1].difference(from: seen) }
        return Int32(nearest ?? 7)
    }

    /// Where numbers are colours themselves, the first 8 still are those of old.
    private static func direct(_ color: Color, _ wanted: RGB) -> Int32 {
        if case .indexed(let index) = color, index < 8 { return Int32(index) }
        let number = Int32(wanted.red) << 16 | Int32(wanted.green) << 8 | Int32(wanted.blue)
        return max(8, number)
    }
}
