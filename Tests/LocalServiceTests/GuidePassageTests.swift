import Testing

@testable import LocalService

@Suite("Cutting documents into passages")
struct GuidePassageTests {
    @Test("begins a passage at every heading, with the path of headings above it")
    func headings() {
        let list = PassageList(
            markdown: "# Tea\n\nIntro.\n\n## Green ##\n\nA\n\n### Sencha\nB\n\nBlack\n-----\n\nC\n", fallbackTitle: "x")
        #expect(list.title == "Tea")
        #expect(
            list.passages == [
                Passage(headings: [], markdown: "Intro."), Passage(headings: ["Green"], markdown: "A"),
                Passage(headings: ["Green", "Sencha"], markdown: "B"), Passage(headings: ["Black"], markdown: "C"),
            ])
    }

    @Test("takes the title from front matter, then from the first heading, then from the file")
    func titles() {
        #expect(PassageList(markdown: "---\ntitle: \"A b\"\n---\n# C\n\nx", fallbackTitle: "f").title == "A b")
        #expect(PassageList(markdown: "x\n\n# C\n", fallbackTitle: "f").title == "C")
        #expect(PassageList(markdown: "x\n\n## C\n", fallbackTitle: "f").title == "f")
    }

    @Test("never cuts fenced code, however long, nor reads headings in it", arguments: ["```", "~~~", "````"])
    func code(fence: String) {
        let other = fence == "~~~" ? "```" : "~~~"
        let code = "\(fence)swift\n" + (0..<400).map { "# line \($0)\n\n\(other)\n" }.joined() + fence
        let list = PassageList(markdown: "Before.\n\n\(code)\n\nAfter.", fallbackTitle: "f")
        #expect(list.passages.map(\.markdown) == ["Before.\n\n\(code)", "After."])
        let open = PassageList(markdown: "\(fence)\n# not a heading\n\nend", fallbackTitle: "f")
        #expect(open.passages.map(\.markdown) == ["\(fence)\n# not a heading\n\nend"])
    }

    @Test("loses no word and keeps passages short, with and without line ends")
    func nothingLost() {
        for length in stride(from: 1, through: 600, by: 7) {
            let paragraphs = (0..<5).map { number in
                (0..<length).map { "w\(number)x\($0)" }.joined(separator: number.isMultiple(of: 2) ? " " : "\n")
            }
            let list = PassageList(markdown: paragraphs.joined(separator: "\n\n"), fallbackTitle: "f")
            let words = list.passages.flatMap { $0.markdown.split(whereSeparator: \.isWhitespace) }
            #expect(words == paragraphs.flatMap { $0.split(whereSeparator: \.isWhitespace) })
            for passage in list.passages { #expect(passage.markdown.count <= PassageList.longestParagraph) }
        }
    }

    @Test("keeps the marks of plain text as they stand")
    func plainText() {
        let list = PassageList(plainText: "# no *heading*\n===\n\n```\n- a list\n", title: "a.txt")
        #expect(list.passages.map(\.markdown) == ["\\# no \\*heading\\*\n\\===\n\n\\`\\`\\`\n- a list"])
        #expect(list.title == "a.txt")
    }
}
