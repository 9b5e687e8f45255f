/// Names that are made from what a file says, so that the same record gets the same name whenever it is read.
enum StableName {
    /// 32 hexadecimal digits, like the names that Weft gives.
    ///
    /// 128 bits by FNV-1a, then mixed so that names differ from their first digits on. Not made against a forger: who
    /// can write the file can write any name into it.
    static func of(_ parts: String...) -> String {
        var hash = offset
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt128(byte)) &* prime }
            // A byte that no UTF-8 has ends each part.
            hash = (hash ^ 0xFF) &* prime
        }
        var high = UInt64(truncatingIfNeeded: hash >> 64)
        var low = UInt64(truncatingIfNeeded: hash)
        high = mixed(high ^ low)
        low = mixed(low &+ high)
        high ^= mixed(low)
        return digits(high) + digits(low)
    }

    private static let prime: UInt128 = (1 << 88) | 0x13B
    private static let offset = UInt128(0x6C62_272E_07BB_0142) << 64 | UInt128(0x62B8_2175_6295_C58D)

    /// The finalizer of SplitMix64.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    private static func digits(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
