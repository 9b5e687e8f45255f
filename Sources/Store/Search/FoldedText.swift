import Foundation

/// A text as searching compares it, in UTF-8: without regard to case, accents, the width of letters, and how blanks are
/// made. A blank or a control character is one space, and two never stand beside each other.
///
/// The index in the file is made of folded text: changing the rules needs a step of the schema that makes it anew.
struct FoldedText: Hashable, Sendable {
    private(set) var bytes: [UInt8] = []

    init() {}

    init(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    init(_ data: Data) { append(data) }

    /// What was folded before.
    init(folded bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    mutating func append(_ data: Data) {
        data.withUnsafeBytes { append($0.assumingMemoryBound(to: UInt8.self)) }
    }

    mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        let more = Self.fold(source, after: bytes.last) { _, _ in }
        if bytes.isEmpty { bytes = more } else { bytes += more }
    }

    /// The folded bytes of a source. A search folds thousands of texts: they are written where they will stand, with no
    /// look at the array for a byte.
    /// - Parameters:
    ///   - last: The folded byte before; a blank behind a blank is left out.
    ///   - note: Hears of each scalar where in the source it begins, and how long the folded text is with it.
    @inline(__always)
    static func fold(
        _ source: UnsafeBufferPointer<UInt8>, after last: UInt8?, _ note: (_ start: Int, _ end: Int) -> Void
    ) -> [UInt8] {
        // No scalar is folded to one of more than twice its bytes.
        [UInt8](unsafeUninitializedCapacity: 2 * source.count) { room, count in
            var reader = FoldingReader(source)
            // What is no blank counts as none.
            var last = last ?? 0
            while let scalar = reader.next() {
                if scalar < 0x80 {
                    let byte = UInt8(truncatingIfNeeded: scalar)
                    room[count] = byte
                    // Without a branch: where blanks stand cannot be foretold.
                    count &+= byte == 0x20 && last == 0x20 ? 0 : 1
                    last = byte
                } else {
                    count += write(scalar, to: room, at: count)
                    last = 0
                }
                note(reader.lastStart, count)
            }
        }
    }

    /// Writes a scalar beyond ASCII in UTF-8.
    /// - Returns: The number of its bytes.
    private static func write(_ scalar: UInt32, to room: UnsafeMutableBufferPointer<UInt8>, at place: Int) -> Int {
        func put(_ byte: UInt32, _ offset: Int) { room[place + offset] = UInt8(truncatingIfNeeded: byte) }
        if scalar < 0x800 {
            put(0xC0 | scalar >> 6, 0)
            put(0x80 | scalar & 0x3F, 1)
            return 2
        }
        let isShort = scalar < 0x10000
        put(isShort ? 0xE0 | scalar >> 12 : 0xF0 | scalar >> 18, 0)
        if !isShort { put(0x80 | scalar >> 12 & 0x3F, 1) }
        put(0x80 | scalar >> 6 & 0x3F, isShort ? 1 : 2)
        put(0x80 | scalar & 0x3F, isShort ? 2 : 3)
        return isShort ? 3 : 4
    }
}

extension FoldedText {
    var isEmpty: Bool { bytes.isEmpty }

    var data: Data { Data(bytes) }

    /// Without the spaces at both ends.
    var trimmed: FoldedText {
        var copy = self
        if copy.bytes.last == 0x20 { copy.bytes.removeLast() }
        if copy.bytes.first == 0x20 { copy.bytes.removeFirst() }
        return copy
    }

    /// An empty needle is in every text.
    func contains(_ needle: FoldedText) -> Bool { needle.isEmpty || firstPlace(of: needle) != nil }

    /// The offset of the first byte of a needle, at or behind this one. nil for an empty needle.
    func firstPlace(of needle: FoldedText, from start: Int = 0) -> Int? {
        let length = needle.bytes.count
        guard length > 0, start + length <= bytes.count else { return nil }
        return bytes.withUnsafeBytes { haystack in
            needle.bytes.withUnsafeBytes { wanted in
                guard let base = haystack.baseAddress, let first = wanted.baseAddress else { return nil }
                var place = start
                let last = haystack.count - length
                while place <= last {
                    guard let found = memchr(base + place, Int32(wanted[0]), last - place + 1) else { return nil }
                    place = UnsafeRawPointer(found) - base
                    if memcmp(base + place, first, length) == 0 { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    /// How well a needle stands at a place: 2 as a whole word, 1 as the beginning of one, else 0.
    func fit(of needle: FoldedText, at place: Int) -> Int {
        guard place == 0 || !isWordByte(bytes[place - 1]) else { return 0 }
        let end = place + needle.bytes.count
        return end == bytes.count || !isWordByte(bytes[end]) ? 2 : 1
    }

    /// Of several places of a needle only the first few are looked at.
    func bestFit(of needle: FoldedText) -> Int? {
        var best: Int?
        var start = 0
        for _ in 0..<4 {
            guard let place = firstPlace(of: needle, from: start) else { break }
            best = max(best ?? 0, fit(of: needle, at: place))
            start = place + 1
        }
        return best
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Folded scalars of bytes that should be UTF-8; what is not reads as a blank.
struct FoldingReader {
    private let source: UnsafeBufferPointer<UInt8>
    /// Of what comes next.
    private(set) var offset = 0
    /// Where what came last begins.
    private(set) var lastStart = 0

    init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

    /// nil at the end. Scalars that are left out are passed over.
    @inline(__always)
    mutating func next() -> UInt32? {
        while offset < source.count {
            lastStart = offset
            let byte = source[offset]
            if byte < 0x80 {
                offset += 1
                return Self.folded(ascii: UInt32(byte))
            }
            let scalar = longScalar()
            let folded = ScalarFolding.folded(scalar)
            if folded != 0 { return folded }
        }
        return nil
    }

    @inline(__always)
    static func folded(ascii byte: UInt32) -> UInt32 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte < 0x20 || byte == 0x7F ? 0x20 : byte
    }

    private mutating func longScalar() -> UInt32 {
        let lead = UInt32(source[offset])
        let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
        guard length > 1, offset + length <= source.count else {
            offset += 1
            return 0x20
        }
        var scalar = lead & (0x7F >> UInt32(length))
        for place in offset + 1..<offset + length {
            guard source[place] & 0xC0 == 0x80 else {
                offset += 1
                return 0x20
            }
            scalar = scalar << 6 | UInt32(source[place] & 0x3F)
        }
        offset += length
        return scalar
    }
}
