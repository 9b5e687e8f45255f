import Markdown
import TerminalModel
import Testing

@Suite("Markdown corpus")
struct CorpusTests {
    private static let styles = MarkdownStyles()
    /// Longer documents are tried at some widths and prefixes only.
    private static let long = 4000

    private static func oneShot(_ text: String, _ columns: Int) -> (rows: [TextRow], blocks: [TextBlock]) {
        var document = MarkdownDocument(text)
        let rows = document.rows(columns: columns, styles: styles)
        return (rows, document.blocks)
    }

    @Test("has forty documents or more, each with a name of its own")
    func size() {
        #expect(Corpus.all.count >= 40)
        #expect(Set(Corpus.all.map(\.name)).count == Corpus.all.count)
    }

    @Test("no row is too wide and no letter is lost, at every width", arguments: Corpus.all)
    func everyWidth(_ document: Corpus.Document) {
        let wanted = Letters(document.text, without: document.drawn)
        let step = document.text.utf8.count > Self.long ? 39 : 1
        var layout = MarkdownDocument(document.text)
        for columns in stride(from: 1, through: 120, by: step) {
            let rows = layout.rows(columns: columns, styles: Self.styles)
            #expect(rows.allSatisfy { $0.columns <= columns }, "at \(columns)")
            #expect(rows.allSatisfy { $0.leadColumns <= $0.columns }, "at \(columns)")
            let lost = wanted.missing(in: rows)
            #expect(lost.isEmpty, "\(lost) at \(columns)")
        }
    }

    @Test("every word is in the rows", arguments: Corpus.all)
    func words(_ document: Corpus.Document) {
        let rows = Self.oneShot(document.text, 120).rows
        let shown = Set(Words.all(in: Words.logicalText(rows)))
        let lost = Words.all(in: document.text).filter { !shown.contains($0) && !document.drawn.contains($0) }
        #expect(lost.filter { $0 != "x" }.isEmpty)
    }

    @Test("streamed is laid out as at once, at every prefix", arguments: Corpus.all)
    func everyPrefix(_ document: Corpus.Document) {
        let scalars = Array(document.text.unicodeScalars)
        let step = max(1, scalars.count / (scalars.count > Self.long ? 4 : 25))
        for columns in scalars.count > Self.long ? [60] : [11, 60] {
            var streamed = MarkdownDocument()
            var before: [TextRow] = []
            for start in stride(from: 0, to: scalars.count, by: step) {
                var piece = String.UnicodeScalarView()
                piece.append(contentsOf: scalars[start..<min(scalars.count, start + step)])
                streamed.append(String(piece))
                let rows = streamed.rows(columns: columns, styles: Self.styles)
                let expected = Self.oneShot(streamed.text, columns)
                #expect(rows == expected.rows && streamed.blocks == expected.blocks, "after \(start), \(columns)")
                let unchanged = streamed.unchangedRows
                #expect(rows.prefix(unchanged) == before.prefix(unchanged))
                before = rows
            }
        }
    }

    @Test("blocks follow one another in the text, and rows follow the blocks", arguments: Corpus.all)
    func blocks(_ document: Corpus.Document) {
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
