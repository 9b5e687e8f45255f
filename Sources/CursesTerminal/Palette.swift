/// The 256 colours of xterm, and what comes nearest on a terminal that has fewer.
enum Palette {
    struct RGB: Hashable {
        var red: Int
        var green: Int
        var blue: Int

        func distance(to other: RGB) -> Int {
            let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
            return 2 * r * r + 4 * g * g + 3 * b * b
        }
    }

    private static let system: [RGB] = [
        RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0), RGB(red: 0, green: 205, blue: 0),
        RGB(red: 205, green: 205, blue: 0), RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
        RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229), RGB(red: 127, green: 127, blue: 127),
        RGB(red: 255, green: 0, blue: 0), RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
        RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255), RGB(red: 0, green: 255, blue: 255),
        RGB(red: 255, green: 255, blue: 255),
    ]

    static func rgb(_ index: UInt8) -> RGB {
        switch index {
        case 0..<16: return system[Int(index)]
        case 16..<232:
            let place = Int(index) - 16
            func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
            return RGB(red: level(place / 36), green: level(place / 6 % 6), blue: level(place % 6))
        default:
            let grey = 8 + 10 * (Int(index) - 232)
            return RGB(red: grey, green: grey, blue: grey)
        }
    }

    /// The number a terminal with `count` colours knows the colour by; -1, its own colour, if it has less than 8.
    static func number(_ index: UInt8, among count: Int) -> Int32 {
        switch count {
        case ..<8: return -1
        case 257...:
            let color = rgb(index)
            return index < 8 ? Int32(index) : Int32(color.red << 16 | color.green << 8 | color.blue)
        case 256: return Int32(index)
        default:
            let known = count < 16 ? 8 : 16
            if Int(index) < known { return Int32(index) }
            if index < 16 { return Int32(index) - 8 }
            let color = rgb(index)
            let nearest = system.indices.prefix(known).min {
                system[$0].distance(to: color) < system[$1].distance(to: color)
            }
            return Int32(nearest ?? 7)
        }
    }
}
