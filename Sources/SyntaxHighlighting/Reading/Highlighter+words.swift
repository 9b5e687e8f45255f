extension Highlighter {
    /// Takes a word as what it is.
    mutating func takeWord(_ scan: inout LineScan) -> Bool {
        guard let table = top.words else { return false }
        let words = table.words
        let start = scan.position
        let end = scan.end(of: words.rest, from: start + 1)
        let isMember = words.hasMembers && scan.isBehindDot
        let isArgument = words.command != nil && scan.expected == nil && !scan.has(Self.inWord, at: start)
        let meaning = isMember || isArgument ? nil : table.meaning(of: scan.bytes[start..<end])
        let kind = meaning?.kind ?? scan.kindOfWord(upTo: end, table: table, isMember: isMember)
        let expected = scan.expected
        scan.close(kind: top.kind)
        scan.take(upTo: end, as: kind ?? top.kind)
        scan.note(kind, endingWith: UInt8(ascii: "a"))
        if let meaning, meaning.introduces {
            scan.expected = meaning.introduced
        } else if words.command != nil, kind == .keyword || (kind == .variable && expected != nil) {
            scan.expected = words.command
        }
        return true
    }

    private static let inWord = Array("in".utf8)

    /// Takes a plain scalar of YAML.
    mutating func takeScalar(stops: ByteSet, _ scan: inout LineScan) -> Bool {
        guard let first = scan.byte(at: scan.position) else { return false }
        if "-?:".utf8.contains(first), scan.isBlank(at: scan.position + 1) { return false }
        let scalar = scan.scalar(stops: stops)
        let text = scan.bytes[scan.position..<scalar.end]
        guard !text.isEmpty else { return false }
        let kind: Token.Kind? =
            scalar.isKey ? .attribute : text.isNumber ? .number : top.words?.meaning(of: text)?.kind
        scan.close(kind: top.kind)
        scan.take(upTo: scalar.end, as: kind ?? top.kind)
        return true
    }
}

extension LineScan {
    /// True right behind a dot that is not part of a range.
    fileprivate var isBehindDot: Bool {
        byte(at: position - 1) == UInt8(ascii: ".") && byte(at: position - 2) != UInt8(ascii: ".")
    }

    /// What a word is that stands in no list.
    fileprivate func kindOfWord(upTo wordEnd: Int, table: WordTable, isMember: Bool) -> Token.Kind? {
        let words = table.words
        let sign = words.signsFollowBlanks ? end(of: .blanks, from: wordEnd, limit: 8) : wordEnd
        if let kind = table.signs.first(where: { has($0.sign, at: sign) })?.kind { return kind }
        if let expected { return expected }
        let isCalled = byte(at: wordEnd) == UInt8(ascii: "(")
        let isCapital = bytes[position].isUpper
        if isCalled, let called = words.called {
            return isCapital && words.capitalised == .type && !isMember ? .type : called
        }
        let word = bytes[position..<wordEnd]
        if isCapital, let kind = words.allCapitals, word.isAllCapitals { return kind }
        if isCapital, words.capitalised != .plain { return .type }
        if let kind = words.typeSuffix, word.count > 2, word.suffix(2).elementsEqual("_t".utf8) { return kind }
        return words.other
    }

    /// The end of the plain scalar at the position, blanks behind it left out.
    fileprivate func scalar(stops: ByteSet) -> (end: Int, isKey: Bool) {
        var index = position
        var last = position
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":"), isBlank(at: index + 1) { return (last, true) }
            if byte == UInt8(ascii: "#"), index > position, bytes[index - 1].isBlank { break }
            if stops.contains(byte) { break }
            index += 1
            if !byte.isBlank { last = index }
        }
        return (last, false)
    }
}

extension ArraySlice<UInt8> {
    fileprivate var isAllCapitals: Bool {
        count > 1 && allSatisfy { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "_") }
    }

    fileprivate var isNumber: Bool {
        guard let digit = first(where: { !"+-.".utf8.contains($0) }), digit.isDigit, count < 40 else { return false }
        return allSatisfy { $0.isDigit || "+-.xXobeEaAbBcCdDfF_".utf8.contains($0) }
    }
}
