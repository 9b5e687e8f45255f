extension JSONRepair {
    /// The same text with an outline that is JSON, where what was meant is plain. Outside strings:
    ///
    /// - the name `"__error"` without a value gets `true`;
    /// - a bare name before a colon is quoted: `{answer: 1}`;
    /// - a comma with nothing before or after it goes, and so does an ellipsis: `{..., "inspection": {...},}`.
    ///
    /// Text that is right already comes back unchanged. What is wrong in another way stays wrong. One pass.
    package static func withOutlineRepaired(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var outline = JSONOutline(Array(bytes))
        return outline.repaired()
    }
}

/// A walk over a JSON text that knows at each byte whether a name may stand there.
private struct JSONOutline {
    private let input: [UInt8]
    private var output: [UInt8] = []
    private var index = 0
    /// The brackets that are open.
    private var open: [UInt8] = []
    /// The last byte that was neither in a string nor white.
    private var last: UInt8 = 0

    init(_ input: [UInt8]) { self.input = input }

    mutating func repaired() -> [UInt8] {
        output.reserveCapacity(input.count + 16)
        while index < input.count { step() }
        return output
    }

    private mutating func step() {
        let byte = input[index]
        switch byte {
        case UInt8(ascii: "\""): copyString()
        case UInt8(ascii: ",") where separatesNothing: index += 1
        case UInt8(ascii: ".") where isEllipsis(at: index): index += 3
        case _ where isNameStart(byte): copyWord()
        default:
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { open.append(byte) }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { _ = open.popLast() }
            copy(to: index + 1)
            if !Self.isWhite(byte) { last = byte }
        }
    }

    private var mayBeName: Bool {
        open.last == UInt8(ascii: "{") && (last == UInt8(ascii: "{") || last == UInt8(ascii: ","))
    }

    private mutating func copyString() {
        let start = index
        var end = index + 1
        while end < input.count, input[end] != UInt8(ascii: "\"") {
            end += input[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        copy(to: min(end + 1, input.count))
        let next = next(after: index)
        let lacksValue = next == UInt8(ascii: ",") || next == UInt8(ascii: "}")
        if mayBeName, lacksValue, input[start..<index].elementsEqual("\"__error\"".utf8) { output += ":true".utf8 }
        last = UInt8(ascii: "\"")
    }

    /// A name that lacks its quotes, or a word like `true`.
    private mutating func copyWord() {
        var end = index
        while end < input.count, isNamePart(input[end]) { end += 1 }
        let isName = mayBeName && next(after: end) == UInt8(ascii: ":")
        if isName { output.append(UInt8(ascii: "\"")) }
        copy(to: end)
        if isName { output.append(UInt8(ascii: "\"")) }
        last = UInt8(ascii: "a")
    }

    private mutating func copy(to end: Int) {
        output += input[index..<end]
        index = end
    }

    private var separatesNothing: Bool {
        let next = next(after: index + 1)
        return last == UInt8(ascii: "{") || last == UInt8(ascii: "[")
            || next == UInt8(ascii: "}") || next == UInt8(ascii: "]")
    }

    /// The first byte from here on that will stay and is not white.
    private func next(after index: Int) -> UInt8? {
        var index = index
        while index < input.count {
            if Self.isWhite(input[index]) {
                index += 1
            } else if isEllipsis(at: index) {
                index += 3
            } else {
                return input[index]
            }
        }
        return nil
    }

    private func isEllipsis(at index: Int) -> Bool { input[index...].starts(with: "...".utf8) }

    private static func isWhite(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: "$"): true
        default: false
        }
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
