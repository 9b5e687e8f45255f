import Markdown
import TerminalModel
import Testing

@Suite("Work for a piece of Markdown")
struct BoundedWorkTests {
    /// A text that has no border where a reader could stop: what is repeated, and what stands before.
    struct Endless: Sendable, CustomTestStringConvertible {
        let name: String
        var head = ""
        let unit: String

        var testDescription: String { name }
    }

    static let all = [
        Endless(name: "a list", unit: "- an item with some words\n"),
        Endless(name: "a nested list", head: "- top\n", unit: "  - an item with some words\n"),
        Endless(name: "a paragraph", unit: "some words and *some* more\n"),
        Endless(name: "a paragraph of one line", unit: "some words and *some* more "),
        Endless(name: "a word", unit: "abcdefghijklm"),
        Endless(name: "a table", head: "| a | b |\n|---|---|\n", unit: "| cell | another cell |\n"),
        Endless(name: "a table's row", head: "| a | b |\n|---|---|\n", unit: "| cell | another cell "),
        Endless(name: "a quote", head: "> ", unit: "quoted words\n> "),
        Endless(name: "a block of code", head: "```swift\n", unit: "let number = 12 // comment\n"),
        Endless(name: "a line of code", head: "```swift\n", unit: "let number = 12; "),
        Endless(name: "code in a quote in an item", head: "- > ```\n", unit: "  > words of code\n"),
        Endless(name: "indented code", unit: "    words of code\n\n"),
        Endless(name: "HTML", head: "<div>\n", unit: "<p>words in markup</p>\n"),
        Endless(name: "a formula", head: "$$\n", unit: "x + y +\n"),
        Endless(name: "blank lines", head: "words", unit: "\n"),
        Endless(name: "openers", unit: "[*`$<("),
    ]

    @Test("is bounded, however long the text is", arguments: all)
    func bounded(_ endless: Endless) {
        let most = 40_000
        var document = MarkdownDocument(endless.head)
        for length in [6000, 20_000] {
            document.append(String(repeating: endless.unit, count: length / endless.unit.utf8.count))
            _ = document.rows(columns: 80, styles: MarkdownStyles())
            for character in endless.unit.prefix(2) {
                let before = document.workedBytes
                document.append(String(character))
                _ = document.rows(columns: 80, styles: MarkdownStyles())
                #expect(document.workedBytes - before <= most, "at \(length)")
            }
        }
    }
}
