/// What stands between the marks of a bracketed paste, as text.
///
/// The end mark cannot be told from the same bytes in the content. A terminal removes it from what it pastes; where one
/// does not, the last end mark that arrived before another paste begins counts, so content that came in one piece with
/// its end cannot end the paste early.
struct PasteDecoder {
    static let start = Array("\u{1B}[200~".utf8)
    static let end = Array("\u{1B}[201~".utf8)

    /// A longer paste is handed over in pieces, so that an endless one costs no endless memory.
    static let largestPiece = 8 << 20
    /// After such a silence the end was lost: what comes then was typed. Long, as a slow line must not send its paste.
    static let longestSilence: Duration = .seconds(10)

    private var content: [UInt8] = []
    private var lastByte: ContinuousClock.Instant

    init(at now: ContinuousClock.Instant) { self.lastByte = now }

    /// Takes what belongs to the paste off the front of `bytes`.
    /// - Returns: the texts that are complete, line ends made LF, and whether the paste is over.
    mutating func take(
        _ bytes: inout ArraySlice<UInt8>, at now: ContinuousClock.Instant
    ) -> (texts: [String], isOver: Bool) {
        if now - lastByte >= Self.longestSilence { return (finished(), true) }
        lastByte = now
        let searched = max(0, content.count - (Self.end.count - 1))
        content.append(contentsOf: bytes)
        if let mark = endMark(from: searched) {
            let after = content.count - (mark + Self.end.count)
            bytes = bytes.suffix(after)
            content.removeSubrange(mark...)
            return (finished(), true)
        }
        bytes = []
        return (fullPieces(), false)
    }

    private func endMark(from searched: Int) -> Int? {
        guard let first = Self.index(of: Self.end, in: content[searched...]) else { return nil }
        let limit = Self.index(of: Self.start, in: content[(first + Self.end.count)...]) ?? content.count
        var last = first
        while let next = Self.index(of: Self.end, in: content[(last + Self.end.count)..<limit]) { last = next }
        return last
    }

    private mutating func fullPieces() -> [String] {
        var pieces: [String] = []
        while content.count > Self.largestPiece {
            var cut = Self.largestPiece
            while cut > 1, content[cut] & 0xC0 == 0x80 || content[cut - 1] == 0x0D { cut -= 1 }
            pieces.append(Self.text(content[..<cut]))
            content.removeSubrange(..<cut)
        }
        return pieces
    }

    private func finished() -> [String] { content.isEmpty ? [] : [Self.text(content[...])] }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        var afterReturn = false
        for byte in bytes {
            if !(afterReturn && byte == 0x0A) { lines.append(byte == 0x0D ? 0x0A : byte) }
            afterReturn = byte == 0x0D
        }
        return String(decoding: lines, as: UTF8.self)
    }

    private static func index(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var from = bytes.startIndex
        while let found = bytes[from...].firstIndex(of: mark[0]) {
            if bytes[found...].starts(with: mark) { return found }
            from = found + 1
        }
        return nil
    }
}
