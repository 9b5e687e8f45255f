import Foundation
import Markdown
import TerminalModel
import Testing

@Suite("Markdown corpus")
struct CorpusTests {
    private static let styles = MarkdownStyles()
    /// Every width and every prefix of every document is tried; that takes minutes, so it is asked for.
    private static let isExhaustive = ProcessInfo.processInfo.environment["WEFT_EXHAUSTIVE"] != nil

    private static func oneShot(_ text: String, _ columns: Int) -> (rows: [TextRow], blocks: [TextBlock]) {
        var document = MarkdownDocument(text)
        let rows = document.rows(columns: columns, styles: styles)
        return (rows, document.blocks)
    }

    /// Narrow ones, and of the others some for each document, so that all are there for some.
    private static func widths(for document: Corpus.Document) -> [Int] {
        let length = document.text.utf8.count
        if isExhaustive { return Array(1...120) }
        if length > 20_000 { return [80] }
        if length > 4000 { return [3, 80] }
        return [1, 2, 3, 5, 8] + stride(from: 9 + length % 14, through: 120, by: 14)
    }

    @Test("has forty documents or more, each with a name of its own")
    func size() {
        #expect(Corpus.all.count >= 40)
        #expect(Set(Corpus.all.map(\.name)).count == Corpus.all.count)
    }

    @Test("no row is too wide, and no letter and no word is lost", arguments: Corpus.all)
    func everyWidth(_ document: Corpus.Document) {
        let drawn = document.drawn.union(Corpus.everyFormula)
        let wanted = Letters(document.text, without: drawn)
        let drawnWords = Set(drawn.flatMap { Words.all(in: $0) })
        let words = Words.all(in: document.text).filter { $0 != "x" && !drawnWords.contains($0) }
        var layout = MarkdownDocument(document.text)
        for columns in Self.widths(for: document) {
            let rows = layout.rows(columns: columns, styles: Self.styles)
            #expect(rows.allSatisfy { $0.columns <= columns && $0.leadColumns <= $0.columns }, "at \(columns)")
            let lost = wanted.missing(in: rows)
            #expect(lost.isEmpty, "\(lost) at \(columns)")
            if columns < 80 { continue }
            let text = Words.logicalText(rows)
            let shown = Set(Words.all(in: text))
            // Where markup stood between two words they are one now, and marks beyond the fourth are counted only.
            let missing = words.filter { !shown.contains($0) && !text.contains(SafeText($0).string) }
            #expect(missing.isEmpty, "at \(columns)")
        }
    }

    @Test("streamed is laid out as at once", arguments: Corpus.all)
    func everyPrefix(_ document: Corpus.Document) {
        let scalars = Array(document.text.unicodeScalars)
        let pieces = Self.isExhaustive ? scalars.count : scalars.count > 4000 ? 1 : 7
        let step = max(1, scalars.count / pieces - 1)
        for columns in Self.isExhaustive ? Array(1...120) : [10 + scalars.count % 70] {
            var streamed = MarkdownDocument()
            var before: [TextRow] = []
            for start in stride(from: 0, to: scalars.count, by: step) {
                var piece = String.UnicodeScalarView()
                piece.append(contentsOf: scalars[start..<min(scalars.count, start + step)])
                streamed.append(String(piece))
                let rows = streamed.rows(columns: columns, styles: Self.styles)
                let unchanged = streamed.unchangedRows
                #expect(rows.prefix(unchanged) == before.prefix(unchanged))
                before = rows
                if scalars.count > 4000, start == 0 { continue }
                let expected = Self.oneShot(streamed.text, columns)
                #expect(rows == expected.rows && streamed.blocks == expected.blocks, "after \(start), \(columns)")
            }
        }
    }

    @Test("blocks follow one another in the text, and rows follow the blocks", arguments: Corpus.all)
    func blocks(_ document: Corpus.Document) {
        if document.text.utf8.count > 20_000, !Self.isExhaustive { return }
        let laid = Self.oneShot(document.text, 40)
        let count = document.text.utf8.count
        #expect(laid.blocks.allSatisfy { $0.bytes.upperBound <= count })
        for (block, next) in zip(laid.blocks, laid.blocks.dropFirst()) {
            #expect(block.bytes.upperBound <= next.bytes.lowerBound, "\(block) \(next)")
        }
        let numbers = laid.rows.compactMap(\.block)
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers) == Set(laid.blocks.indices))
        for row in laid.rows {
            guard let bytes = row.bytes, let number = row.block else { continue }
            let block = laid.blocks[number].bytes
            #expect(block.lowerBound <= bytes.lowerBound && bytes.upperBound <= block.upperBound)
        }
    }
}

/// How often each letter and digit of ASCII stands in a text.
private struct Letters {
    private var counts: [UInt8: Int] = [:]

    init(_ text: String, without words: Set<String>) {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            if let word = words.first(where: { bytes[index...].starts(with: $0.utf8) }) {
                index += word.utf8.count
            } else {
                if Self.isLetter(bytes[index]) { counts[bytes[index], default: 0] += 1 }
                index += 1
            }
        }
    }

    /// What the rows have too few of; the letter in a ticked box is drawn as the tick.
    func missing(in rows: [TextRow]) -> [UInt8: Int] {
        var missing = counts
        for row in rows {
            for span in row.line.spans {
                for byte in span.text.string.utf8 where Self.isLetter(byte) { missing[byte]? -= 1 }
                if span.text.string.contains("☑") { missing[UInt8(ascii: "x")]? -= 1 }
            }
        }
        return missing.filter { $0.value > 0 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }
}

/// A word is a run of letters and digits.
private enum Words {
    static func all(in text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The text of the rows without what the width did to it.
    static func logicalText(_ rows: [TextRow]) -> String {
        var text = ""
        for row in rows {
            guard case .wrapped(let blanks) = row.joint else {
                text += "\n" + row.line.text
                continue
            }
            text += String(repeating: " ", count: blanks) + Self.content(row)
        }
        return text
    }

    private static func content(_ row: TextRow) -> String {
        var rest = row.leadColumns
        var text = ""
        for span in row.line.spans {
            if rest > 0 { rest -= span.text.columns } else { text += span.text.string }
        }
        return text
    }
}
