/// How documents are cut: below every heading anew, at paragraphs, and never inside a fenced code block.
extension PassageList {
    /// Passages are filled up to this many characters, a paragraph with its code at a time.
    static let roomForText = 1_200
    /// A paragraph longer than this is cut at line ends, or at spaces when it has none.
    static let longestParagraph = 2_000

    /// - Parameter fallbackTitle: the title of a text that names none itself.
    init(markdown: String, fallbackTitle: String) {
        let parsed = MarkdownBlocks(markdown)
        let firstHeading = parsed.blocks.lazy.compactMap { block -> String? in
            if case .heading(1, let text) = block, !text.isEmpty { text } else { nil }
        }.first
        let title = parsed.frontTitle ?? firstHeading ?? fallbackTitle
        self.init(title: title, passages: Self.cut(parsed.blocks, title: title))
    }

    /// A text without markup: every mark in it is kept as it stands.
    init(plainText: String, title: String) {
        let paragraphs = MarkdownBlocks(PlainText.escaped(plainText)).blocks
        self.init(title: title, passages: Self.cut(paragraphs, title: title))
    }

    private static func cut(_ blocks: [MarkdownBlock], title: String) -> [Passage] {
        var passages: [Passage] = []
        var path: [(level: Int, text: String)] = []
        var units: [String] = []
        func close() {
            let headings = path.map(\.text)
            passages += packed(units).map { Passage(headings: headings, markdown: $0) }
            units = []
        }
        for block in blocks {
            switch block {
            case .heading(let level, let text):
                close()
                path.removeAll { $0.level >= level }
                if !text.isEmpty, !(level == 1 && text == title) { path.append((level, text)) }
            case .text(let text): units += pieces(text)
            case .code(let code): units.append((units.popLast().map { $0 + "\n\n" } ?? "") + code)
            }
        }
        close()
        return passages
    }

    /// Joins neighbours while there is room; a unit is never cut.
    private static func packed(_ units: [String]) -> [String] {
        units.reduce(into: []) { passages, unit in
            if let last = passages.last, last.count + unit.count <= roomForText {
                passages[passages.count - 1] = last + "\n\n" + unit
            } else {
                passages.append(unit)
            }
        }
    }

    private static func pieces(_ paragraph: String) -> [String] {
        guard paragraph.count > longestParagraph else { return [paragraph] }
        let lines = paragraph.split(separator: "\n").flatMap { broken($0) }
        var pieces: [String] = []
        var room = 0
        for line in lines {
            if line.count < room {
                pieces[pieces.count - 1] += "\n" + line
                room -= line.count + 1
            } else {
                pieces.append(line)
                room = roomForText - line.count
            }
        }
        return pieces
    }

    private static func broken(_ line: Substring) -> [String] {
        var pieces: [String] = []
        var rest = line[...]
        while let limit = rest.index(rest.startIndex, offsetBy: roomForText, limitedBy: rest.endIndex),
            limit != rest.endIndex
        {
            let space = rest[..<limit].lastIndex(where: \.isWhitespace) ?? limit
            let end = space == rest.startIndex ? limit : space
            pieces.append(String(rest[..<end]))
            rest = rest[end...].drop(while: \.isWhitespace)
        }
        return pieces + (rest.isEmpty ? [] : [String(rest)])
    }
}
