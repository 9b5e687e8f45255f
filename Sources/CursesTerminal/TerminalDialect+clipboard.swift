import TerminalModel

extension TerminalDialect {
    /// What terminals take in one OSC 52, in bytes before the encoding: xterm and tmux stop at a megabyte or below.
    static let mostClipboardBytes = 74_994

    /// The text for the clipboard of the terminal; empty if it is too long or the terminal has no such thing.
    func clipboard(_ text: CopiedText) -> [UInt8] {
        let bytes = Array(text.string.utf8)
        guard isXtermLike, bytes.count <= Self.mostClipboardBytes else { return [] }
        return Array("\u{1B}]52;c;".utf8) + Self.base64(bytes) + [0x07]
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
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
