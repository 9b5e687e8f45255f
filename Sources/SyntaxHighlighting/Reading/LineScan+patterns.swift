/// Where the patterns end that depend on nothing but the line. The position is where each begins.
extension LineScan {
    /// Digits, letters (suffixes, bases, exponents), separators, and a point or a sign where a number has one.
    mutating func endOfNumber() -> Int {
        var index = position + 1
        let isHex = bytes[position] == UInt8(ascii: "0") && byte(at: index)?.folded == UInt8(ascii: "x")
        while index < end {
            let byte = bytes[index]
            if byte.isDigit || byte == UInt8(ascii: "_") || byte.folded >= 0x61 && byte.folded <= 0x7A {
                index += 1
            } else if byte == UInt8(ascii: "'"), bytes[index - 1].isDigit, self.byte(at: index + 1)?.isDigit == true {
                index += 2
            } else if byte == UInt8(ascii: "."), self.byte(at: index + 1)?.isDigit == true {
                index += 2
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), self.byte(at: index + 1)?.isDigit == true,
                bytes[index - 1].folded == UInt8(ascii: isHex ? "p" : "e")
            {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    func endOfName(_ sign: [UInt8], first: ByteSet, rest: ByteSet) -> Int? {
        let name = position + sign.count
        guard has(sign, at: position), let byte = byte(at: name), first.contains(byte) else { return nil }
        return end(of: rest, from: name + 1)
    }

    mutating func endOfEscape(_ sign: UInt8) -> Int? {
        guard bytes[position] == sign else { return nil }
        staysOpen = staysOpen || position + 1 == end
        return min(position + 2, end)
    }

    func endOfCharacter(_ quote: UInt8) -> Int? {
        guard let first = byte(at: position + 1), first != quote else { return nil }
        var index = position + 2
        if first == UInt8(ascii: "\\") {
            index += 1
            while index < end, index < position + 12, bytes[index] != quote { index += 1 }
        } else {
            while index < end, index < position + 5, bytes[index].isContinuation { index += 1 }
        }
        return byte(at: index) == quote ? index + 1 : nil
    }

    /// The words before one of the signs.
    mutating func endOfField(_ signs: ByteSet, unless others: ByteSet = ByteSet()) -> Int? {
        let limit = min(end, position + Pattern.sight)
        var index = position
        var last = position
        while index < limit, !signs.contains(bytes[index]) {
            if others.contains(bytes[index]) { return nil }
            index += 1
            if !bytes[index - 1].isBlank { last = index }
        }
        work += index - position
        return index < limit && last > position ? last : nil
    }

    mutating func endOfKey(_ sign: UInt8) -> Int? {
        guard let end = endOfField(ByteSet([sign])) else { return nil }
        return isBlank(at: end + 1) ? end : nil
    }

    mutating func endOfCounted(_ before: [UInt8], _ repeated: UInt8, minimum: Int, _ after: [UInt8]) -> Int? {
        guard has(before, at: position) else { return nil }
        let first = position + before.count
        let last = end(of: ByteSet([repeated]), from: first, limit: Pattern.longestDelimiter)
        guard last - first >= minimum, has(after, at: last) else { return nil }
        mark = UInt16(last - first)
        return last + after.count
    }

    func endOfCountedEnd(_ before: [UInt8], _ repeated: UInt8, _ count: Int, _ after: [UInt8]) -> Int? {
        guard has(before, at: position) else { return nil }
        let first = position + before.count
        guard end(of: ByteSet([repeated]), from: first, limit: count) == first + count, has(after, at: first + count)
        else { return nil }
        return first + count + after.count
    }

    /// A word and its delimiter: anything that is no blank and no part of a name, but not "=>" and the like.
    mutating func endOfDelimited(_ words: [[UInt8]]) -> Int? {
        guard let word = words.first(where: { has($0, at: position) && isDelimiter(at: position + $0.count) })
        else { return nil }
        let sign = bytes[position + word.count]
        mark = UInt16(Self.partner(of: sign) ?? sign)
        return position + word.count + 1
    }

    private func isDelimiter(at index: Int) -> Bool {
        guard let sign = byte(at: index), sign > 0x20, sign < 0x7F else { return false }
        return !ByteSet.name.union(",;)=").contains(sign)
    }

    static func partner(of bracket: UInt8) -> UInt8? {
        switch bracket {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        case UInt8(ascii: "<"): UInt8(ascii: ">")
        default: nil
        }
    }

    static func isClosing(_ byte: UInt8) -> Bool { ")]}>".utf8.contains(byte) }

    func rawString(_ open: [UInt8], _ close: [UInt8]) -> (word: ArraySlice<UInt8>, end: Int)? {
        guard has(open, at: position) else { return nil }
        let first = position + open.count
        let last = end(of: .name, from: first, limit: Pattern.longestDelimiter)
        return has(close, at: last) ? (bytes[first..<last], last + close.count) : nil
    }

    func hereDocument(_ form: HereDocument) -> (word: ArraySlice<UInt8>, allowsIndent: Bool, end: Int)? {
        guard has(form.sign, at: position) else { return nil }
        var index = position + form.sign.count
        let isIndented = byte(at: index).map(form.indentSigns.contains) ?? false
        if isIndented { index += 1 }
        let double = UInt8(ascii: "\"")
        let quote = form.quote ?? (byte(at: index) == double ? double : nil)
        if let quote {
            guard byte(at: index) == quote else { return nil }
            index += 1
        }
        let last = end(of: .name, from: index, limit: Pattern.longestDelimiter)
        guard let first = byte(at: index), ByteSet.nameStart.contains(first), last > index else { return nil }
        if form.wantsCapital, !isIndented, quote == nil, !first.isUpper { return nil }
        if let quote, byte(at: last) != quote { return nil }
        return (bytes[index..<last], isIndented || form.allowsIndent, quote == nil ? last : last + 1)
    }

    /// `|`, its signs, and nothing behind but a comment.
    mutating func endOfBlockScalar() -> Int? {
        guard position == start || bytes[position - 1].isBlank else { return nil }
        let signs = end(of: ByteSet("+-123456789"), from: position + 1, limit: 2)
        let next = end(of: .blanks, from: signs, limit: Pattern.sight)
        guard next == end || bytes[next] == UInt8(ascii: "#") else { return nil }
        let isAlone = position - start == keyColumn
        mark = UInt16(clamping: isAlone ? keyColumn : keyColumn + 1)
        return signs
    }

    /// The fence and the rest of its line, whose first word may name a language.
    mutating func endOfFence(_ sign: UInt8) -> Int? {
        let last = end(of: ByteSet([sign]), from: position)
        guard last - position >= 3 else { return nil }
        let first = end(of: ByteSet(" \t{."), from: last)
        let word = bytes[first..<end(of: ByteSet.name.union("+#-"), from: first, limit: Pattern.longestDelimiter)]
        if sign == UInt8(ascii: "`"), bytes[last..<end].contains(sign) { return nil }
        embedded = Lexicon.shared.root(of: String(decoding: word, as: UTF8.self))
        mark = UInt16(clamping: (last - position) << 1) | (sign == UInt8(ascii: "~") ? 1 : 0)
        return end
    }
}
