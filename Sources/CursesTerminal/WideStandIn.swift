import TerminalModel

/// How characters of ambiguous width are drawn on a terminal that gives them two columns.
///
/// ncurses counts them as one, with the C library, and would lose its place. So it is given a character in their stead
/// that both count as two: the rarest ideographs, from U+30000 on, by their number among the ambiguous ones. On the way
/// to the terminal they are changed back.
enum WideStandIn {
    private static let first: UInt32 = 0x30000

    static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let all = DisplayWidth.ambiguousScalars
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < scalar { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low] == scalar ? Unicode.Scalar(first + UInt32(low)) : nil
    }

    /// Whether a character of a text would be taken for a stand-in.
    static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        first..<first + UInt32(DisplayWidth.ambiguousScalars.count) ~= scalar.value
    }

    /// The bytes for the terminal, each stand-in changed back.
    static func restored(_ bytes: [UInt8]) -> [UInt8] {
        // U+30000 to U+30FFF begin with these two bytes.
        guard bytes.contains(0xF0) else { return bytes }
        var restored: [UInt8] = []
        restored.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let lead = rest.firstIndex(of: 0xF0) {
            restored += rest[..<lead]
            let sequence = rest[lead...].prefix(4)
            restored += Self.original(sequence).map { Array(String($0).utf8) } ?? Array(sequence)
            rest = rest[sequence.endIndex...]
        }
        return restored + rest
    }

    private static func original(_ sequence: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard sequence.count == 4 else { return nil }
        let value = sequence.dropFirst().reduce(UInt32(0)) { $0 << 6 | UInt32($1 & 0x3F) }
        let all = DisplayWidth.ambiguousScalars
        guard value >= first, value - first < all.count else { return nil }
        return all[Int(value - first)]
    }
}
