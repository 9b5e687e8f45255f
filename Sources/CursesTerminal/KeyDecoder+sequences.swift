import TerminalModel

/// Escape sequences, by the rules of ECMA-48 and the tables of xterm, rxvt, the Linux console and kitty.
extension KeyDecoder {
    /// Longer than any key; what goes on beyond is no key.
    private static let longestSequence = 64
    /// Longer than any answer of a terminal that somebody else may have asked for.
    private static let longestString = 4096

    /// `ESC [` parameters, intermediates and a final byte. Parameters behind an intermediate mean nothing.
    static func controlSequenceStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        let body = bytes.dropFirst(2)
        if body.first == UInt8(ascii: "[") { return consoleFunctionStep(body, final: final) }
        let parameters = body.prefix { (0x30...0x3F).contains($0) }
        let intermediates = body.dropFirst(parameters.count).prefix { (0x20...0x3F).contains($0) }
        let length = 2 + parameters.count + intermediates.count
        guard length <= longestSequence else { return .typed([], length: length) }
        guard let last = bytes.dropFirst(length).first else {
            guard final else { return .incomplete }
            return .typed(length == 2 ? [Key(.character("["), .alt)] : [], length: length)
        }
        guard (0x40...0x7E).contains(last) else {
            return .typed(length == 2 ? [Key(.character("["), .alt)] : [], length: length)
        }
        let whole = bytes.prefix(length + 1)
        if whole.elementsEqual(PasteDecoder.start) { return .pasteBegins(length: length + 1) }
        guard intermediates.isEmpty else { return .typed([], length: length + 1) }
        if last == UInt8(ascii: "M"), parameters.isEmpty { return oldMouseStep(bytes, final: final) }
        if whole.starts(with: mouseStart) {
            return mouse(parameters.dropFirst(), last).map { .mouse($0, length: length + 1) }
                ?? .typed([], length: length + 1)
        }
        return .typed(controlSequenceKeys(parameters, last), length: length + 1)
    }

    /// F1 to F5 of the Linux console: `ESC [ [ A` to `E`.
    private static func consoleFunctionStep(_ body: ArraySlice<UInt8>, final: Bool) -> Step {
        guard let letter = body.dropFirst().first else { return final ? .typed([], length: 3) : .incomplete }
        guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return .typed([], length: 3) }
        return .typed([Key(.function(Int(letter - UInt8(ascii: "A")) + 1))], length: 4)
    }

    private static func controlSequenceKeys(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> [Key] {
        guard !parameters.contains(where: { (0x3C...0x3F).contains($0) }) else { return [] }
        let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(number)
        let first = fields.first ?? 0
        let modifiers = fields.count > 1 ? modifiers(fields[1]) : []
        switch Character(Unicode.Scalar(last)) {
        case "~":
            if first == 27, fields.count > 2 { return [characterKey(fields[2], modifiers)].compactMap(\.self) }
            return numbered(first).map { [Key($0, modifiers)] } ?? []
        case "^": return numbered(first).map { [Key($0, .control)] } ?? []
        case "@": return numbered(first).map { [Key($0, [.control, .shift])] } ?? []
        case "u": return [characterKey(first, modifiers)].compactMap(\.self)
        case "Z": return [Key(.tab, modifiers.union(.shift))]
        case let letter:
            if let code = lettered(letter) { return [Key(code, modifiers)] }
            if let code = arrow(letter) { return [Key(code, .shift)] }
            return []
        }
    }

    /// `ESC O` and a letter, with a modifier before it from old xterms; Alt-O where nothing of that follows.
    static func singleShiftStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        let digits = bytes.dropFirst(2).prefix { (0x30...0x39).contains($0) }
        let alone = Step.typed([Key(.character("o"), [.alt, .shift])], length: 2)
        guard digits.count <= 2 else { return alone }
        guard let last = bytes.dropFirst(2 + digits.count).first else { return final ? alone : .incomplete }
        let modifiers = digits.isEmpty ? [] : modifiers(number(digits))
        let length = 3 + digits.count
        let letter = Character(Unicode.Scalar(last))
        if let code = lettered(letter) { return .typed([Key(code, modifiers)], length: length) }
        if let code = arrow(letter) { return .typed([Key(code, .control)], length: length) }
        if letter == "M" { return .typed([Key(.enter, modifiers)], length: length) }
        if let sign = keypadSign(letter) { return .typed([Key(.character(sign), modifiers)], length: length) }
        return alone
    }

    /// An answer of the terminal (OSC, DCS and their like), up to BEL or ST. Without an end in time it was a key.
    static func stringStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step {
        let body = bytes.dropFirst(2)
        if let end = body.firstIndex(where: { $0 == 0x07 || $0 == Byte.escape }) {
            let length = end - bytes.startIndex
            if body[end] == 0x07 { return answer(bytes, body[..<end], length: length + 1) }
            guard let next = bytes[end...].dropFirst().first else {
                return final ? .typed([], length: length) : .incomplete
            }
            guard next == UInt8(ascii: "\\") else { return .typed([], length: length) }
            return answer(bytes, body[..<end], length: length + 2)
        }
        guard final || body.count > longestString else { return .incomplete }
        guard body.isEmpty, let sign = bytes.dropFirst().first else { return .typed([], length: bytes.count) }
        return .typed([normalized(Key(.character(Character(Unicode.Scalar(sign))), .alt))], length: 2)
    }

    private static func answer(_ bytes: ArraySlice<UInt8>, _ body: ArraySlice<UInt8>, length: Int) -> Step {
        guard bytes.dropFirst().first == UInt8(ascii: "]"), let color = background(in: body) else {
            return .typed([], length: length)
        }
        return .background(color, length: length)
    }

    /// The number before any sub-parameter; 0 if there is none.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.prefix { $0 != UInt8(ascii: ":") }.reduce(0) { min($0 * 10 + Int($1) - 0x30, 0x10_FFFF) }
    }

    /// 1 and a bit each for Shift, Alt, Ctrl and Meta, which counts as Alt; locks and the others say nothing.
    private static func modifiers(_ parameter: Int) -> Key.Modifiers {
        let bits = max(0, parameter - 1)
        var modifiers: Key.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & (2 | 32) != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    private static func lettered(_ letter: Character) -> Key.Code? {
        switch letter {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "H": .home
        case "F": .end
        case "P": .function(1)
        case "Q": .function(2)
        case "R": .function(3)
        case "S": .function(4)
        default: nil
        }
    }

    /// rxvt: Shift after `ESC [`, Ctrl after `ESC O`.
    private static func arrow(_ letter: Character) -> Key.Code? {
        switch letter {
        case "a": .up
        case "b": .down
        case "c": .right
        case "d": .left
        default: nil
        }
    }

    private static func keypadSign(_ letter: Character) -> Character? {
        let signs: [Character: Character] = [
            "X": "=", "j": "*", "k": "+", "l": ",", "m": "-", "n": ".", "o": "/", "p": "0", "q": "1", "r": "2",
            "s": "3", "t": "4", "u": "5", "v": "6", "w": "7", "x": "8", "y": "9",
        ]
        return signs[letter]
    }

    private static func numbered(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// A key told by its code point, as kitty's protocol and xterm's `modifyOtherKeys` do.
    private static func characterKey(_ code: Int, _ modifiers: Key.Modifiers) -> Key? {
        if let plain = controlCode(code) { return Key(plain, modifiers) }
        if (57344...63743).contains(code) { return keypadCode(code).map { Key($0, modifiers) } }
        guard code >= 0x20, !(0x7F..<0xA0).contains(code), let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
        if modifiers == .control, let same = sameAsControl(scalar) { return Key(same) }
        if modifiers == .shift { return Key(.character(Character(scalar)), scalar == " " ? .shift : []) }
        return normalized(Key(.character(Character(scalar)), modifiers))
    }

    private static func controlCode(_ code: Int) -> Key.Code? {
        switch code {
        case 8, 127: .backspace
        case 9: .tab
        case 13: .enter
        case 27: .escape
        default: nil
        }
    }

    /// What these keys mean on every other terminal too.
    private static func sameAsControl(_ scalar: Unicode.Scalar) -> Key.Code? {
        switch scalar {
        case "[": .escape
        case "h": .backspace
        case "i": .tab
        case "m": .enter
        default: nil
        }
    }

    /// The numeric keypad and the higher function keys in kitty's private range.
    private static func keypadCode(_ code: Int) -> Key.Code? {
        let signs: [Character] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "/", "*", "-", "+"]
        let moves: [Key.Code] = [.left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete]
        switch code {
        case 57376...57387: return .function(code - 57376 + 13)
        case 57399...57413: return .character(signs[code - 57399])
        case 57414: return .enter
        case 57415: return .character("=")
        case 57416: return .character(",")
        case 57417...57426: return moves[code - 57417]
        default: return nil
        }
    }
}
