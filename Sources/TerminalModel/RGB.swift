/// A colour in sRGB, as theme files and terminals give it.
package struct RGB: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#88c0d0`, or `#8cd`, in which each digit stands for two of itself.
    package init?(hex text: some StringProtocol) {
        let digits = text.dropFirst().compactMap { $0.isASCII ? $0.hexDigitValue : nil }
        guard text.first == "#", digits.count == text.count - 1 else { return nil }
        let values =
            switch digits.count {
            case 3: digits.map { UInt8($0 * 17) }
            case 6: stride(from: 0, to: 6, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
            default: [UInt8]()
            }
        guard values.count == 3 else { return nil }
        self.init(red: values[0], green: values[1], blue: values[2])
    }

    /// `#88c0d0`.
    package var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// As a background it wants dark text: brightness by the formula of W3C's "Techniques For Accessibility Evaluation".
    package var isLight: Bool { (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1000 >= 128 }
}
