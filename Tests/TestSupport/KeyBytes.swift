package import TerminalModel

/// What a terminal sends for a key.
package enum KeyBytes {
    /// For keys written as by `KeyScript`, in the order they are typed.
    ///
    /// Esc is the plain byte at the end, where it can be told from Alt only by the time, and kitty's form before others.
    /// - Returns: nil if the script names no key.
    package static func bytes(_ script: String) -> [UInt8]? {
        guard let keys = KeyScript.keys(script) else { return nil }
        return keys.enumerated().flatMap { place, key in
            key == Key(.escape) && place + 1 < keys.count ? Array("\u{1B}[27u".utf8) : bytes(key)
        }
    }

    package static func bytes(_ key: Key) -> [UInt8] {
        if key.modifiers.isEmpty { return plain(key.code) }
        if case .character(let character) = key.code, let bytes = classic(character, key.modifiers) { return bytes }
        if key == Key(.tab, .shift) { return Array("\u{1B}[Z".utf8) }
        if key.modifiers == .alt, [.enter, .backspace].contains(key.code) { return [0x1B] + plain(key.code) }
        let bits = key.modifiers
        let parameter =
            1 + (bits.contains(.shift) ? 1 : 0) + (bits.contains(.alt) ? 2 : 0) + (bits.contains(.control) ? 4 : 0)
        if let (number, final) = sequence(key.code) {
            return Array("\u{1B}[\(number);\(parameter)\(final)".utf8)
        }
        return Array("\u{1B}[\(codePoint(key.code));\(parameter)u".utf8)
    }

    private static func plain(_ code: Key.Code) -> [UInt8] {
        switch code {
        case .character(let character): return Array(String(character).utf8)
        case .enter: return [0x0D]
        case .tab: return [0x09]
        case .backspace: return [0x7F]
        case .escape: return [0x1B]
        default:
            guard let (number, final) = sequence(code) else { return [] }
            return Array("\u{1B}[\(number == 1 && final != "~" ? "" : String(number))\(final)".utf8)
        }
    }

    /// Ctrl as a control character, Alt as an Esc before.
    private static func classic(_ character: Character, _ modifiers: Key.Modifiers) -> [UInt8]? {
        if modifiers == .alt { return [0x1B] + Array(String(character).utf8) }
        guard modifiers == .control, let ascii = character.asciiValue else { return nil }
        switch ascii {
        case 0x61...0x7A where ![0x68, 0x69, 0x6D].contains(ascii): return [ascii & 0x1F]
        case 0x5C...0x5F: return [ascii & 0x1F]
        case 0x20: return [0]
        default: return nil
        }
    }

    private static func codePoint(_ code: Key.Code) -> UInt32 {
        switch code {
        case .character(let character): character.unicodeScalars.first?.value ?? 0
        case .enter: 13
        case .tab: 9
        case .backspace: 127
        default: 27
        }
    }

    private static func sequence(_ code: Key.Code) -> (number: Int, final: String)? {
        switch code {
        case .up: (1, "A")
        case .down: (1, "B")
        case .right: (1, "C")
        case .left: (1, "D")
        case .home: (1, "H")
        case .end: (1, "F")
        case .insert: (2, "~")
        case .delete: (3, "~")
        case .pageUp: (5, "~")
        case .pageDown: (6, "~")
        case .function(let number) where number <= 4: (1, ["P", "Q", "R", "S"][number - 1])
        case .function(let number) where number <= 12: ([15, 17, 18, 19, 20, 21, 23, 24][number - 5], "~")
        default: nil
        }
    }
}
