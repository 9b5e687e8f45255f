import TerminalModel

/// The answer to the question for the background (OSC 11): `ESC ] 11 ; rgb:hhhh/hhhh/hhhh` and BEL or ST.
extension KeyDecoder {
    static let backgroundQuestion = Array("\u{1B}]11;?\u{7}".utf8)
    static let backgroundStart = Array("\u{1B}]11;".utf8)
    /// So long the rest of an answer that is begun is waited for: on a bad line it comes in pieces.
    static let answerPatience: Duration = .seconds(1)

    /// These bytes are the beginning of the answer, as far as they go.
    static func beginsBackground(_ bytes: some Collection<UInt8>, from place: Int = 0) -> Bool {
        zip(bytes, backgroundStart[place...]).allSatisfy { $0 == $1 }
    }

    /// The colour in a string that the terminal sent, without its beginning `ESC ]` and its end.
    static func background(in text: ArraySlice<UInt8>) -> RGB? {
        let words = String(decoding: text, as: UTF8.self)
        guard words.hasPrefix("11;") else { return nil }
        let value = words.dropFirst(3)
        if let color = RGB(hex: value) { return color }
        guard let colon = value.firstIndex(of: ":"), ["rgb", "rgba"].contains(value[..<colon]) else { return nil }
        let parts = value[value.index(after: colon)...].split(separator: "/").map(part)
        guard parts.count == 3 || parts.count == 4, let red = parts[0], let green = parts[1], let blue = parts[2] else {
            return nil
        }
        return RGB(red: red, green: green, blue: blue)
    }

    /// One to four hexadecimal digits, of which all set is the most.
    private static func part(_ digits: Substring) -> UInt8? {
        guard (1...4).contains(digits.count), let value = Int(digits, radix: 16), value >= 0 else { return nil }
        let most = 1 << (4 * digits.count) - 1
        return UInt8((value * 255 + most / 2) / most)
    }
}
