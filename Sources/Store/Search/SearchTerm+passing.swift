import Glibc

extension [SearchTerm] {
    /// Whether a text that was not folded yet cannot hold all of these: most that is read holds none, and folding is the
    /// dearer part. Only said of ASCII, where a letter is folded from nothing but itself and its capital.
    func areMissing(in text: UnsafeRawBufferPointer) -> Bool {
        guard let start = text.baseAddress, text.isASCII else { return false }
        func has(_ byte: UInt8) -> Bool { memchr(start, Int32(byte), text.count) != nil }
        for term in self {
            for byte in term.needle.bytes {
                switch byte {
                // Folded from all kinds of blanks.
                case 0x20: continue
                case 0x61...0x7A: if !has(byte), !has(byte & 0xDF) { return true }
                default: if !has(byte) { return true }
                }
            }
        }
        return false
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var isASCII: Bool {
        var (all, place) = (UInt64(0), 0)
        while place + 8 <= count {
            all |= loadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        while place < count {
            all |= UInt64(self[place])
            place += 1
        }
        return all & 0x8080_8080_8080_8080 == 0
    }
}
