import SyntaxHighlighting
import Testing

@Suite("Highlighter")
struct HighlighterTests {
    @Test("a language that is not known has no highlighter")
    func unknown() { #expect(Highlighter(language: "no such language") == nil) }
}
