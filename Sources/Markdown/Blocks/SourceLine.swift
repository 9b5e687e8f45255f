/// A line of a text without its line end, or a part of a line that is too long to be handled at once.
struct SourceLine {
    var bytes: [UInt8]
    /// Where it begins in the text, in bytes.
    var start: Int
    /// false for a part that goes on with the line of the part before.
    var beginsLine = true
    /// false if the line goes on in the next part.
    var endsLine = true
    /// The text ends in this line, so it may yet become another.
    var isOpen = false

    var range: Range<Int> { start..<start + bytes.count }
}

/// Cuts a text that grows into lines. LF, CR LF and CR end a line.
///
/// A cut depends on the bytes between the line's beginning and a fixed distance from it, never on how the text came.
struct LineCutter {
    /// A longer line is handled in parts.
    static let mostBytes = 4096
    /// As `mostBytes`, of a line that may be a table's row.
    static let mostBytesOfRow = 16_384

    /// Where the next line or part begins.
    private(set) var position = 0
    private var beginsLine = true

    /// The next line or part that no later text can change; nil if there is none yet.
    mutating func next(in text: UnsafeBufferPointer<UInt8>) -> SourceLine? {
        var most = Self.mostBytes
        var end = Self.lineEnd(in: text, from: position, most: most)
        if end == nil, text.count - position >= most, beginsLine, mayBeRow(text) {
            most = Self.mostBytesOfRow
            end = Self.lineEnd(in: text, from: position + Self.mostBytes, most: most - Self.mostBytes)
        }
        if let end { return line(in: text, to: end) }
        guard text.count - position >= most else { return nil }
        let cut = Self.cut(text, position..<position + most)
        defer {
            position = cut
            beginsLine = false
        }
        return SourceLine(
            bytes: Array(text[position..<cut]), start: position, beginsLine: beginsLine, endsLine: false)
    }

    /// What follows the last line that is ended; nil if nothing does.
    func rest(in text: UnsafeBufferPointer<UInt8>) -> SourceLine? {
        guard position < text.count else { return nil }
        var bytes = Array(text[position...])
        if bytes.last == 0x0D { bytes.removeLast() }
        return SourceLine(bytes: bytes, start: position, beginsLine: beginsLine, isOpen: true)
    }

    /// nil if the line end is a CR at the very end, which may yet be half of one.
    private mutating func line(in text: UnsafeBufferPointer<UInt8>, to end: Int) -> SourceLine? {
        var next = end + 1
        if text[end] == 0x0D {
            guard next < text.count else { return nil }
            if text[next] == 0x0A { next += 1 }
        }
        defer {
            position = next
            beginsLine = true
        }
        return SourceLine(bytes: Array(text[position..<end]), start: position, beginsLine: beginsLine)
    }

    private func mayBeRow(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text[position..<position + Self.mostBytes].contains(UInt8(ascii: "|"))
    }

    private static func lineEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int, most: Int) -> Int? {
        guard start < text.count else { return nil }
        return text[start..<min(text.count, start + most)].firstIndex { $0 == 0x0A || $0 == 0x0D }
    }

    /// Behind the last blank near the end, else between two clusters there, else between two scalars.
    private static func cut(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        let near = range.upperBound - range.count / 4
        if let blank = text[near..<range.upperBound].lastIndex(where: { $0 == 0x20 || $0 == 0x09 }) { return blank + 1 }
        // The scalar at the end may be cut, and the cluster before it may go on.
        var end = range.upperBound - 1
        while text[end] & 0xC0 == 0x80 { end -= 1 }
        var start = near
        while text[start] & 0xC0 == 0x80 { start += 1 }
        let clusters = String(decoding: text[start..<end], as: UTF8.self)
        let last = clusters.utf8.count - (clusters.last?.utf8.count ?? 0)
        return last > 0 ? start + last : end
    }
}
