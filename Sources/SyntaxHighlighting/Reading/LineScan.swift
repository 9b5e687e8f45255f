/// The place in a line that is being read, and the tokens found before it.
struct LineScan {
    let bytes: ArraySlice<UInt8>
    let start: Int
    let end: Int
    var position: Int
    /// Where the run of bytes begins that no rule took.
    private(set) var runStart: Int
    private(set) var tokens: [Token] = []

    /// A value stands before the position: a slash now divides.
    var isBehindValue = false
    /// What the next word is.
    var expected: Token.Kind?
    /// The line ends with an escape, so that what ends with it goes on.
    var staysOpen = false
    /// Of a context that is being entered.
    var mark: UInt16 = 0
    /// A language that begins with the next line.
    var embedded: UInt16?
    /// The column of the first byte that is neither blank nor a list's dash.
    private(set) var keyColumn = 0
    /// Steps taken and bytes looked at.
    var work = 0

    init(_ line: ArraySlice<UInt8>) {
        bytes = line
        start = line.startIndex
        end = line.endIndex
        position = start
        runStart = start
    }

    func byte(at index: Int) -> UInt8? { index >= start && index < end ? bytes[index] : nil }

    func has(_ text: [UInt8], at index: Int, foldingCase folds: Bool = false) -> Bool {
        guard index + text.count <= end else { return false }
        for offset in text.indices {
            let byte = bytes[index + offset]
            guard byte == text[offset] || (folds && byte.folded == text[offset]) else { return false }
        }
        return true
    }

    func isBlank(at index: Int) -> Bool { byte(at: index)?.isBlank ?? true }

    /// The end of a run of these, from an index on and of a limited length.
    func end(of set: ByteSet, from index: Int, limit: Int = .max) -> Int {
        var index = index
        let end = limit < end - index ? index + limit : end
        while index < end, set.contains(bytes[index]) { index += 1 }
        return index
    }

    /// Ends the run that no rule took, at the position.
    mutating func close(kind: Token.Kind?) {
        mark(runStart..<position, as: kind)
        runStart = position
    }

    /// Takes the bytes up to an index.
    mutating func take(upTo index: Int, as kind: Token.Kind?) {
        var index = index
        // Only wrong UTF-8 or half an escape ends inside a scalar.
        while index < end, bytes[index].isContinuation { index += 1 }
        mark(position..<index, as: kind)
        work += index - position
        position = index
        runStart = index
    }

    private mutating func mark(_ range: Range<Int>, as kind: Token.Kind?) {
        guard let kind, !range.isEmpty else { return }
        let bytes = range.lowerBound - start..<range.upperBound - start
        if let last = tokens.last, last.kind == kind, last.bytes.upperBound == bytes.lowerBound {
            tokens[tokens.count - 1].bytes = last.bytes.lowerBound..<bytes.upperBound
        } else {
            tokens.append(Token(kind, bytes: bytes))
        }
    }

    /// Makes the token that ends here, blanks not counted, one of another kind.
    mutating func relabelLast(from old: Token.Kind, to new: Token.Kind) {
        guard let last = tokens.last, last.kind == old else { return }
        let gap = start + last.bytes.upperBound..<position
        guard gap.count <= 8, gap.allSatisfy({ bytes[$0].isBlank }) else { return }
        tokens[tokens.count - 1].kind = new
    }

    /// The first byte of the line that is not blank.
    mutating func measureIndentation() -> Int {
        let first = end(of: .blanks, from: start)
        var key = first
        while key < end, bytes[key] == UInt8(ascii: "-"), isBlank(at: key + 1) {
            key = end(of: .blanks, from: key + 1)
        }
        keyColumn = key - start
        work += keyColumn
        return first
    }
}
