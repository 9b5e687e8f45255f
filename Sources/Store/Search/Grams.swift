/// The pieces of which the index of all words is made, so that every part of a word is found.
///
/// A run of letters and digits is cut into all its pieces of three characters, a run of a script whose words are short,
/// as Chinese, Japanese and Korean, or of symbols, into all its pieces of two; the last ones of a run are shorter.
/// So every part of a run, up to that length, is the beginning of a piece.
enum Grams {
    /// What a scalar of a folded text is to a word.
    enum Kind: Equatable {
        case none, letter, dense

        /// Characters in a piece.
        var length: Int { self == .dense ? 2 : 3 }
    }

    /// All pieces of a text, parted by blanks, as the index takes them.
    ///
    /// - Parameter isOpen: the text will grow, and its last run with it: the short pieces at its end are left out.
    static func text(of folded: FoldedText, isOpen: Bool = false) -> String {
        var pieces: [UInt8] = []
        pieces.reserveCapacity(folded.bytes.count * 4)
        forEachRun(in: folded.bytes) { starts, kind in
            let count = starts.count - 1
            let isGrowing = isOpen && starts[count] == folded.bytes.count
            for index in 0..<count where !isGrowing || index + kind.length <= count {
                pieces += folded.bytes[starts[index]..<starts[min(index + kind.length, count)]]
                pieces.append(0x20)
            }
        }
        return String(decoding: pieces, as: UTF8.self)
    }

    /// The runs of a text: the offsets of their scalars and of their end.
    static func forEachRun(in bytes: [UInt8], _ body: ([Int], Kind) -> Void) {
        var starts: [Int] = []
        var kind = Kind.none
        var offset = 0
        while offset < bytes.count {
            let (scalar, length) = scalar(at: offset, in: bytes)
            let next = Self.kind(of: scalar)
            if next != kind {
                if kind != .none { body(starts + [offset], kind) }
                starts.removeAll(keepingCapacity: true)
                kind = next
            }
            if kind != .none { starts.append(offset) }
            offset += length
        }
        if kind != .none { body(starts + [offset], kind) }
    }

    /// Of text that was folded, which is UTF-8.
    private static func scalar(at offset: Int, in bytes: [UInt8]) -> (UInt32, Int) {
        let lead = UInt32(bytes[offset])
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard length > 1, offset + length <= bytes.count else { return (lead, 1) }
        var scalar = lead & (0x7F >> UInt32(length))
        for place in offset + 1..<offset + length { scalar = scalar << 6 | UInt32(bytes[place] & 0x3F) }
        return (scalar, length)
    }

    static func kind(of scalar: UInt32) -> Kind {
        switch scalar {
        case 0x30...0x39, 0x61...0x7A: .letter
        case 0..<0x80: .none
        case 0x80...0xA9, 0xAB...0xB1, 0xB4, 0xB6...0xB8, 0xBB...0xBF: .none
        case 0x2000...0x206F: .none
        case 0x3005...0x3007: .dense
        case 0x3000...0x303F, 0xFE10...0xFE6F, 0xFF5F...0xFF65: .none
        case 0x1100...0x11FF, 0x2070...0x2BFF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
            0xFF66...0xFFDC, 0x1F000...:
            .dense
        default: .letter
        }
    }
}
