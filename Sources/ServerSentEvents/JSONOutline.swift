/// The outline of a JSON object or array as far as it has come: which brackets and strings open and close where.
///
/// A line feed inside a string is not forgiven: JSON does not allow it there.
struct JSONOutline: Sendable {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The bytes so far are the outline of exactly one object or array.
    private(set) var isWhole = false
    /// Whatever follows, it will never be one.
    private(set) var isBroken = false

    mutating func read(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if isBroken { return }
            read(byte)
        }
    }

    private mutating func read(_ byte: UInt8) {
        if isInString {
            isBroken = byte == .lineFeed
            isInString = isEscaped || byte != .quote
            isEscaped = !isEscaped && byte == .backslash
            return
        }
        switch byte {
        case .space, .lineFeed, .carriageReturn, UInt8(ascii: "\t"): return
        case _ where isWhole: isBroken = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            isWhole = depth == 0
            isBroken = depth < 0
        case _ where depth == 0: isBroken = true
        case .quote: isInString = true
        default: break
        }
        if isBroken { isWhole = false }
    }
}

enum JSONText {
    /// Whether the bytes have the outline of exactly one JSON object or array. Costs one pass.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        var outline = JSONOutline()
        outline.read(bytes)
        return outline.isWhole
    }
}

extension UInt8 {
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let backslash = UInt8(ascii: "\\")
}
