/// Bytes as text of 64 letters and padding, as RFC 4648 has it in section 4.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    static func text(of bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { buffer in
            var (place, written) = (0, 0)
            while place < bytes.count {
                let rest = bytes.count - place
                let second = rest > 1 ? bytes[place + 1] : 0
                let third = rest > 2 ? bytes[place + 2] : 0
                buffer[written] = letters[Int(bytes[place] >> 2)]
                buffer[written + 1] = letters[Int(bytes[place] & 0x03) << 4 | Int(second >> 4)]
                buffer[written + 2] = rest > 1 ? letters[Int(second & 0x0F) << 2 | Int(third >> 6)] : padding
                buffer[written + 3] = rest > 2 ? letters[Int(third & 0x3F)] : padding
                place += 3
                written += 4
            }
            return written
        }
    }

    /// What a letter stands for; 0 for what is none.
    fileprivate static func value(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: 0
        }
    }
}

/// The bytes that such a text stands for, each read when it is asked for: what is long need not be unpacked to see how it
/// begins.
struct Base64Bytes: RandomAccessCollection {
    private let letters: Substring.UTF8View
    let endIndex: Int

    init(_ text: Substring) {
        letters = text.utf8
        let padding = letters.suffix(2).count { $0 == UInt8(ascii: "=") }
        endIndex = Swift.max(0, letters.count / 4 * 3 - padding)
    }

    var startIndex: Int { 0 }

    subscript(position: Int) -> UInt8 {
        let group = position / 3 * 4
        return switch position % 3 {
        case 0: value(group) << 2 | value(group + 1) >> 4
        case 1: value(group + 1) << 4 | value(group + 2) >> 2
        default: value(group + 2) << 6 | value(group + 3)
        }
    }

    private func value(_ offset: Int) -> UInt8 {
        Base64.value(of: letters[letters.index(letters.startIndex, offsetBy: offset)])
    }
}
