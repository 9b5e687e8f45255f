/// Markdown as bytes, made ready for the parser.
///
/// Link reference definitions would reach back to text that is laid out already, and their own lines would vanish. So
/// `[` at the beginning of a line's content, where a definition could start, gets an invisible mark before it: then the
/// line is text and `[name]` stays as written. The mark is a noncharacter and is taken out of all that the parser gives.
struct MarkdownSource {
    /// U+FDD0 in UTF-8.
    private static let mark: [UInt8] = [0xEF, 0xB7, 0x90]

    let bytes: [UInt8]
    /// Where each line starts, in the bytes it was made from.
    let lineStarts: [Int]
    /// How many lines are ended. A CR at the very end may yet be half of a line end.
    let endedLines: Int
    private let original: [UInt8]

    init(_ original: [UInt8]) {
        self.original = original
        var starts = [0]
        var index = 0
        while index < original.count {
            let byte = original[index]
            index += 1
            if byte == 0x0D, index < original.count, original[index] == 0x0A { index += 1 }
            if byte == 0x0A || byte == 0x0D { starts.append(index) }
        }
        lineStarts = starts
        endedLines = starts.count - (original.last == 0x0D ? 2 : 1)
        bytes = Self.guarded(original, lineStarts: starts)
    }

    /// Whether a line has nothing but blanks; the first line is 1.
    func isBlank(line: Int) -> Bool {
        bytes(ofLine: line).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// A line with its end; empty outside of the text.
    func bytes(ofLine line: Int) -> ArraySlice<UInt8> {
        guard lineStarts.indices.contains(line - 1) else { return [] }
        let end = line < lineStarts.count ? lineStarts[line] : original.count
        return original[lineStarts[line - 1]..<end]
    }

    /// Lines as they were written.
    func text(ofLines lines: ClosedRange<Int>) -> String {
        String(decoding: lines.flatMap { bytes(ofLine: $0) }, as: UTF8.self)
    }

    /// Takes the marks out of what the parser gives.
    static func unmarked(_ text: String) -> String {
        guard text.utf8.contains(0xEF) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { $0.value != 0xFDD0 }))
    }

    private static func guarded(_ original: [UInt8], lineStarts: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(original.count + 16)
        if original.starts(with: [0xEF, 0xBB, 0xBF]) { bytes += mark }
        for (number, start) in lineStarts.enumerated() {
            let end = number + 1 < lineStarts.count ? lineStarts[number + 1] : original.count
            let line = original[start..<end]
            guard let content = definitionStart(line) else {
                bytes += line
                continue
            }
            bytes += line[..<content]
            bytes += mark
            bytes += line[content...]
        }
        replaceForeignMarks(in: &bytes, original)
        return bytes
    }

    /// A noncharacter that was sent is shown as U+FFFD, so that it is not mistaken for our mark.
    private static func replaceForeignMarks(in bytes: inout [UInt8], _ original: [UInt8]) {
        guard original.contains(0xEF) else { return }
        let foreign = original.indices.dropLast(2).contains { original[$0...].starts(with: mark) }
        guard foreign else { return }
        let replaced = String(decoding: original, as: UTF8.self).unicodeScalars.map {
            $0.value == 0xFDD0 ? "\u{FFFD}" : $0
        }
        let text = Array(String(String.UnicodeScalarView(replaced)).utf8)
        bytes = MarkdownSource(text).bytes
    }

    /// Where the content of a line begins with `[`, after the marks of quotes and lists; nil for a task's box.
    private static func definitionStart(_ line: ArraySlice<UInt8>) -> Int? {
        var index = line.startIndex
        while index < line.endIndex {
            switch line[index] {
            case 0x20, 0x09, UInt8(ascii: ">"):
                index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
                guard isBlank(line, index + 1) else { return nil }
                index += 2
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                while index < line.endIndex, 0x30...0x39 ~= line[index] { index += 1 }
                let isMark = index < line.endIndex && [UInt8(ascii: "."), UInt8(ascii: ")")].contains(line[index])
                guard isMark, isBlank(line, index + 1) else { return nil }
                index += 2
            case UInt8(ascii: "["):
                return isTask(line[index...]) ? nil : index
            default:
                return nil
            }
        }
        return nil
    }

    private static func isBlank(_ line: ArraySlice<UInt8>, _ index: Int) -> Bool {
        index < line.endIndex && (line[index] == 0x20 || line[index] == 0x09)
    }

    private static func isTask(_ content: ArraySlice<UInt8>) -> Bool {
        let start = content.startIndex
        guard content.count > 3, content[start + 2] == UInt8(ascii: "]") else { return false }
        let isBox = [0x20, UInt8(ascii: "x"), UInt8(ascii: "X")].contains(content[start + 1])
        return isBox && isBlank(content, start + 3)
    }
}
