/// A place in a line, counted in columns too: a tab reaches to the next multiple of four and may be used up in parts.
struct LineCursor {
    let bytes: [UInt8]
    /// The next byte. A tab of which a part is used up stays the next.
    private(set) var index = 0
    private(set) var column = 0
    /// The next byte that is no blank; the line's end if there is none.
    private(set) var inkIndex = 0
    /// Columns of blanks before it.
    private(set) var indent = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        look()
    }

    var isBlank: Bool { inkIndex == bytes.count }
    /// The next byte that is no blank.
    var ink: UInt8? { inkIndex < bytes.count ? bytes[inkIndex] : nil }
    /// From the next byte that is no blank to the end.
    var inked: ArraySlice<UInt8> { bytes[inkIndex...] }
    /// Blanks that are left of a tab of which a part is used up.
    var restOfTab: Int {
        column % 4 != 0 && index < bytes.count && bytes[index] == 0x09 && isInTab ? 4 - column % 4 : 0
    }

    private var isInTab = false

    /// Moves over bytes that are no tabs, or over blanks.
    mutating func advance(columns count: Int) {
        var rest = count
        while rest > 0, index < bytes.count {
            let width = bytes[index] == 0x09 ? 4 - column % 4 : 1
            isInTab = width > rest
            column += min(width, rest)
            rest -= width
            if !isInTab { index += 1 }
        }
        look()
    }

    mutating func advanceToInk() { advance(columns: indent) }

    private mutating func look() {
        var column = self.column
        inkIndex = index
        while inkIndex < bytes.count {
            if bytes[inkIndex] == 0x20 {
                column += 1
            } else if bytes[inkIndex] == 0x09 {
                column += 4 - column % 4
            } else {
                break
            }
            inkIndex += 1
        }
        indent = column - self.column
    }
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isDigit: Bool { 0x30...0x39 ~= self }
    var isLetter: Bool { 0x41...0x5A ~= self || 0x61...0x7A ~= self }
    var isPunctuation: Bool { 0x21...0x2F ~= self || 0x3A...0x40 ~= self || 0x5B...0x60 ~= self || 0x7B...0x7E ~= self }
}

extension ArraySlice<UInt8> {
    /// Without blanks at both ends.
    var trimmed: ArraySlice<UInt8> {
        var slice = drop(while: \.isBlank)
        while slice.last?.isBlank == true { slice.removeLast() }
        return slice
    }

    var text: String { String(decoding: self, as: UTF8.self) }

    func ends(with suffix: String) -> Bool {
        suffix.utf8.count <= count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    func contains(_ word: String) -> Bool { firstRange(of: word) != nil }

    /// Where a word of ASCII first stands; linear for the short words that are looked for.
    func firstRange(of word: String) -> Range<Int>? {
        let word = Array(word.utf8)
        guard let first = word.first, word.count <= count else { return nil }
        var from = startIndex
        while from + word.count <= endIndex, let found = self[from..<(endIndex - word.count + 1)].firstIndex(of: first)
        {
            if self[found..<found + word.count].elementsEqual(word) { return found..<found + word.count }
            from = found + 1
        }
        return nil
    }
}
