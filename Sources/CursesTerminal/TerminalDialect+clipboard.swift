import TerminalModel

/// How OSC 52 gets through to a terminal.
enum ClipboardWay: Hashable {
    case plain
    /// In pieces, each in a DCS, which GNU screen hands on to the terminal around it.
    case throughScreen

    /// The type `screen` is both GNU screen's and the older tmux's. Where no variable tells which, as over ssh, both ways
    /// are taken: each ignores the other's.
    static func ways(type: String, isInTmux: Bool, isInScreen: Bool) -> Set<ClipboardWay> {
        guard type.hasPrefix("screen") else { return [.plain] }
        return switch (isInTmux, isInScreen) {
        case (true, false): [.plain]
        case (false, true): [.throughScreen]
        default: [.plain, .throughScreen]
        }
    }
}

extension TerminalDialect {
    /// What terminals take in one OSC 52, in bytes before the encoding: xterm and tmux stop at a megabyte or below.
    static let mostClipboardBytes = 74_994
    /// GNU screen drops a string that is longer: 256 bytes in its oldest versions still in use.
    private static let longestScreenString = 252

    /// The text for the clipboard of the terminal; empty if it is too long or the terminal has no such thing.
    func clipboard(_ text: CopiedText) -> [UInt8] {
        let bytes = Array(text.string.utf8)
        guard isXtermLike, bytes.count <= Self.mostClipboardBytes else { return [] }
        let sequence = Array("\u{1B}]52;c;".utf8) + Base64.encoded(bytes) + [0x07]
        let plain = clipboardWays.contains(.plain) ? sequence : []
        return plain + (clipboardWays.contains(.throughScreen) ? Self.throughScreen(sequence) : [])
    }

    private static func throughScreen(_ sequence: [UInt8]) -> [UInt8] {
        stride(from: 0, to: sequence.count, by: longestScreenString).flatMap { start in
            [0x1B, UInt8(ascii: "P")] + sequence[start...].prefix(longestScreenString) + [0x1B, UInt8(ascii: "\\")]
        }
    }
}

/// RFC 4648, with its padding.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            let group = (0..<3).reduce(0) { $0 << 8 | ($1 < count ? Int(bytes[start + $1]) : 0) }
            for place in 0..<4 {
                encoded.append(place <= count ? digits[group >> (18 - 6 * place) & 0x3F] : UInt8(ascii: "="))
            }
        }
        return encoded
    }
}
