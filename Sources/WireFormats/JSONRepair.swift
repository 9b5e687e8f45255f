/// Makes JSON text readable that breaks the standard in a way the meaning survives.
package enum JSONRepair {
    /// The same text with, inside its strings, lone surrogate escapes as U+FFFD and raw control characters escaped;
    /// anywhere, each run of bytes that is not UTF-8 as U+FFFD.
    ///
    /// Text that is right already comes back unchanged. What is wrong in another way stays wrong.
    package static func repaired(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let input = Array(String(decoding: bytes, as: UTF8.self).utf8)
        var output: [UInt8] = []
        output.reserveCapacity(input.count + 16)
        var isInString = false
        var index = 0
        while index < input.count {
            let byte = input[index]
            switch byte {
            case UInt8(ascii: "\""):
                isInString.toggle()
                output.append(byte)
                index += 1
            case UInt8(ascii: "\\") where isInString:
                index += appendEscape(of: input, at: index, to: &output)
            case 0..<0x20 where isInString:
                output += escaped(control: byte)
                index += 1
            default:
                output.append(byte)
                index += 1
            }
        }
        return output
    }

    /// Appends the escape that starts at `index`, repaired, and returns how many bytes of the input it took.
    private static func appendEscape(of input: [UInt8], at index: Int, to output: inout [UInt8]) -> Int {
        guard let unit = unicodeEscape(in: input, at: index) else {
            let end = min(index + 2, input.count)
            // An escaped raw control character is broken twice: the backslash goes, the character is escaped.
            if end - index == 2, input[index + 1] < 0x20 {
                output += escaped(control: input[index + 1])
            } else {
                output += input[index..<end]
            }
            return end - index
        }
        if (0xD800..<0xDC00).contains(unit), let low = unicodeEscape(in: input, at: index + 6),
            (0xDC00..<0xE000).contains(low)
        {
            output += input[index..<index + 12]
            return 12
        }
        output += (0xD800..<0xE000).contains(unit) ? Array("\\uFFFD".utf8) : Array(input[index..<index + 6])
        return 6
    }

    /// The UTF-16 unit that `\u0041` at `index` stands for.
    private static func unicodeEscape(in input: [UInt8], at index: Int) -> UInt16? {
        guard index + 6 <= input.count, input[index] == UInt8(ascii: "\\"), input[index + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = input[index + 2..<index + 6]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func escaped(control byte: UInt8) -> [UInt8] {
        let digits = String(byte, radix: 16, uppercase: true)
        return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
}
