/// JSON as people read it: one member or element a line.
enum JSONText {
    /// Whether a text means to be an object or an array: told by its ends, for a Markdown link begins with a bracket too.
    static func isJSON(_ text: Substring) -> Bool {
        let head = text.utf8.lazy.filter { !isBlank($0) }.prefix(2)
        guard let first = head.first, let last = text.utf8.last(where: { !isBlank($0) }) else { return false }
        if first == UInt8(ascii: "{") { return last == UInt8(ascii: "}") }
        let starts = Set("{[]\"-0123456789tfn".utf8)
        return first == UInt8(ascii: "[") && last == UInt8(ascii: "]") && head.dropFirst().allSatisfy(starts.contains)
    }

    /// The same JSON with line breaks and two columns a level. What is no JSON is broken at the same signs; nothing but
    /// blanks outside of strings is added or lost.
    static func pretty(_ text: Substring) -> String {
        var scanner = Scanner()
        for byte in text.utf8 { scanner.take(byte) }
        return String(decoding: scanner.pretty, as: UTF8.self)
    }

    private struct Scanner {
        var pretty: [UInt8] = []
        private var depth = 0
        private var isInString = false
        private var isEscaped = false
        /// An object or array was opened and nothing stands in it yet.
        private var isFresh = false

        /// Deeper levels are not indented any more, so that a flood of brackets costs no more than itself.
        private static let deepest = 40

        mutating func take(_ byte: UInt8) {
            if isInString { return takeOfString(byte) }
            guard !JSONText.isBlank(byte) else { return }
            let closes = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            if closes {
                depth = max(0, depth - 1)
                if !isFresh { breakLine() }
            } else if isFresh {
                breakLine()
            }
            isFresh = false
            pretty.append(byte)
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                isFresh = true
            case UInt8(ascii: ","): breakLine()
            case UInt8(ascii: ":"): pretty.append(UInt8(ascii: " "))
            default: break
            }
        }

        private mutating func takeOfString(_ byte: UInt8) {
            pretty.append(byte)
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
        }

        private mutating func breakLine() {
            pretty.append(0x0A)
            pretty += [UInt8](repeating: 0x20, count: 2 * min(depth, Self.deepest))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
