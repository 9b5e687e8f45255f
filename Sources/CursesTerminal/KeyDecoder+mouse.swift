import TerminalModel

/// Reports of the mouse, as xterm's mode 1006 writes them: `ESC [ < button ; column ; row` and `M`, or `m` for a release.
extension KeyDecoder {
    static let mouseStart = Array("\u{1B}[<".utf8)

    private enum Bits {
        static let shift = 4
        static let alt = 8
        static let control = 16
        static let motion = 32
        static let wheel = 64
    }

    /// - Returns: nil for a button or a motion that means nothing here, and for what is no report.
    static func mouse(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> Mouse? {
        let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let numbers = fields.compactMap(decimal)
        guard numbers.count == 3, fields.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        let button = numbers[0]
        let deed: Mouse.Deed
        switch (button & ~(Bits.shift | Bits.alt | Bits.control), last) {
        case (0, UInt8(ascii: "M")): deed = .press
        case (0, UInt8(ascii: "m")), (Bits.motion, UInt8(ascii: "m")): deed = .release
        case (Bits.motion, UInt8(ascii: "M")): deed = .drag
        case (Bits.wheel, UInt8(ascii: "M")): deed = .wheelUp
        case (Bits.wheel + 1, UInt8(ascii: "M")): deed = .wheelDown
        default: return nil
        }
        var modifiers: Key.Modifiers = []
        if button & Bits.shift != 0 { modifiers.insert(.shift) }
        if button & Bits.alt != 0 { modifiers.insert(.alt) }
        if button & Bits.control != 0 { modifiers.insert(.control) }
        return Mouse(deed, at: Position(column: numbers[1] - 1, row: numbers[2] - 1), modifiers)
    }

    /// No larger than any screen is.
    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { min($0 * 10 + Int($1) - 0x30, 0xFFFF) }
    }

    /// `ESC [ M` and three bytes, from a terminal that does not know mode 1006: swallowed, for the bytes are no text.
    static func oldMouseStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        let length = 6
        guard bytes.count < length else { return .typed([], length: length) }
        return final ? .typed([], length: bytes.count) : .incomplete
    }
}
