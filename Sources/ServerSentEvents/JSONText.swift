/// A look at the outline of JSON: which brackets and strings open and close where.
enum JSONText {
    /// Whether the bytes have the outline of exactly one JSON object or array. Costs one pass.
    ///
    /// A line feed inside a string says no: JSON does not allow it there.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var isInString = false
        var isEscaped = false
        var hasClosed = false
        for byte in bytes {
            if isInString {
                if byte == .lineFeed { return false }
                isInString = isEscaped || byte != .quote
                isEscaped = !isEscaped && byte == .backslash
                continue
            }
            if whitespace.contains(byte) { continue }
            if hasClosed { return false }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case .quote: isInString = true
            default: break
            }
            if depth <= 0 {
                if depth < 0 || (byte != UInt8(ascii: "}") && byte != UInt8(ascii: "]")) { return false }
                hasClosed = true
            }
        }
        return hasClosed
    }

    private static let whitespace: [UInt8] = [.space, .lineFeed, UInt8(ascii: "\t"), .carriageReturn]
}

extension UInt8 {
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let backslash = UInt8(ascii: "\\")
}
