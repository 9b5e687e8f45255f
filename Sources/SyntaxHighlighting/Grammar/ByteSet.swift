/// A set of byte values.
struct ByteSet: Hashable, Sendable {
    private var bits: SIMD4<UInt64> = .zero

    init() {}

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }

    init(_ characters: String) { self.init(characters.utf8) }

    func contains(_ byte: UInt8) -> Bool { bits[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0 }

    mutating func insert(_ byte: UInt8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    func union(_ other: ByteSet) -> ByteSet {
        var union = self
        union.bits |= other.bits
        return union
    }

    func union(_ characters: String) -> ByteSet { union(ByteSet(characters)) }

    static let digits = ByteSet("0123456789")
    static let upper = ByteSet(0x41...0x5A)
    /// Letters and everything beyond ASCII.
    static let letters = ByteSet(0x61...0x7A).union(upper).union(ByteSet(0x80...0xFF))
    /// What names of most languages begin with.
    static let nameStart = letters.union("_")
    /// What names of most languages consist of.
    static let name = nameStart.union(digits)
    static let blanks = ByteSet(" \t")
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isUpper: Bool { self >= 0x41 && self <= 0x5A }
    /// True within a scalar of UTF-8, behind its first byte.
    var isContinuation: Bool { self & 0xC0 == 0x80 }
    /// Letters of ASCII made small.
    var folded: UInt8 { isUpper ? self | 0x20 : self }
}
