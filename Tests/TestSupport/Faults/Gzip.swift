/// Compressed bodies, made without a library (RFC 1951 and 1952).
package enum Gzip {
    private static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    /// The bytes in a gzip member, stored as they are. At most 65,535 of them.
    package static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let length = UInt16(bytes.count)
        let block = [1] + little(length) + little(~length) + bytes
        return head + block + little(checksum(of: bytes)) + little(UInt32(bytes.count))
    }

    /// So many mebibytes of zeros, in about a thousandth of them. Its checksum is not right, which shows when it is
    /// inflated and too late.
    package static func bomb(mebibytes: Int) -> [UInt8] {
        var bits = Bits()
        bits.write(0b1, count: 1)
        bits.write(0b01, count: 2)
        bits.writeCode(0x30, count: 8)
        for _ in 0..<16 {
            // 258 bytes from one byte before.
            bits.writeCode(0b1100_0101, count: 8)
            bits.writeCode(0, count: 5)
        }
        bits.writeCode(0, count: 7)
        // Eight copies are thirteen whole bytes, so that more of them can be put in at any byte.
        let period = Array(bits.bytes[2..<15])
        let body = bits.bytes[..<2] + Array(repeating: period, count: mebibytes << 20 / (8 * 258)).joined()
        return head + body + bits.bytes[2...] + [UInt8](repeating: 0, count: 8)
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        (0..<number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
    }
}

/// Bits in the order of deflate: from the lowest of each byte on.
private struct Bits {
    var bytes: [UInt8] = []
    private var used = 8

    mutating func write(_ value: Int, count: Int) {
        for index in 0..<count { write(bit: value >> index & 1) }
    }

    /// Codes go from their highest bit on.
    mutating func writeCode(_ value: Int, count: Int) {
        for index in (0..<count).reversed() { write(bit: value >> index & 1) }
    }

    private mutating func write(bit: Int) {
        if used == 8 {
            bytes.append(0)
            used = 0
        }
        bytes[bytes.count - 1] |= UInt8(bit << used)
        used += 1
    }
}
