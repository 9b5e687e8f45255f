import Markdown
import TerminalModel
import Testing

@Suite("Markdown layout")
struct MarkdownLayoutTests {
    private static func rows(_ text: String, _ columns: Int = 30) -> [String] {
        var document = MarkdownDocument(text)
        return document.rows(columns: columns, styles: MarkdownStyles()).map(\.line.text)
    }

    @Test("headings are told by their style and have an empty row around")
    func headings() {
        #expect(Self.rows("a\n# One\nb\n\nTwo\n---") == ["a", "", "One", "", "b", "", "Two"])
        var styles = MarkdownStyles()
        styles.title = Style(.indexed(1))
        styles.heading = Style(.indexed(2))
        styles.subheading = Style(.indexed(3))
        for (level, style) in [styles.title, styles.heading, styles.subheading, styles.subheading].enumerated() {
            var document = MarkdownDocument(String(repeating: "#", count: level + 1) + " A heading that wraps")
            let spans = document.rows(columns: 12, styles: styles).flatMap(\.line.spans)
            #expect(spans.count > 1 && spans.allSatisfy { $0.style == style }, "level \(level + 1)")
        }
    }

    @Test("emphasis, code and links have their styles")
    func styles() {
        let styles = MarkdownStyles()
        var document = MarkdownDocument("a **b** *c* `d` ~~e~~")
        let spans = document.rows(columns: 80, styles: styles).first?.line.spans ?? []
        #expect(spans.map(\.text.string) == ["a ", "b", " ", "c", " ", "d", " ", "e"])
        #expect(
            spans.map(\.style) == [
                Style(), styles.strong, Style(), styles.emphasis, Style(), styles.code, Style(), styles.strikethrough,
            ])
    }

    @Test("links say where they lead, once")
    func links() {
        #expect(Self.rows("[here](http://a.b \"T\")", 60) == ["here (http://a.b \"T\")"])
        #expect(Self.rows("<http://a.b> www.c.d x@y.z", 60) == ["http://a.b www.c.d x@y.z"])
        #expect(Self.rows("![alt](i.png)", 60) == ["alt (i.png)"])
        #expect(Self.rows("[a][b]\n\n[b]: http://c", 60) == ["[a][b]", "", "[b]: http://c"])
    }

    @Test("lists hang, numbers line up, loose items are apart")
    func lists() {
        #expect(Self.rows("- one two three\n- b\n  1. c\n", 9) == ["• one two", "  three", "• b", "  1. c"])
        #expect(Self.rows("9. a\n10. b") == ["9. a", "10. b"])
        #expect(Self.rows("- a\n\n- b") == ["• a", "", "• b"])
        #expect(Self.rows("- [ ] a\n- [x] b") == ["☐ a", "☑ b"])
    }

    @Test("numbers are counted on, but for one that leaps ahead")
    func numbers() {
        #expect(Self.rows("1. a\n1. b\n1. c") == ["1. a", "2. b", "3. c"])
        #expect(Self.rows("3) a\n7) b\n2) c") == ["3) a", "7) b", "8) c"])
        #expect(Self.rows("1. a\n- b\n1. c") == ["1. a", "", "• b", "", "1. c"])
    }

    @Test("an empty row is where the source has a blank line, and between blocks that stand in no list")
    func gaps() {
        #expect(Self.rows("- a\n- b\n\n- c") == ["• a", "• b", "", "• c"])
        #expect(Self.rows("- a\n  # b\n  ***\n\n  c", 8) == ["• a", "  b", "  ──────", "", "  c"])
        #expect(Self.rows("a\n- b\n> c\n***", 6) == ["a", "", "• b", "", "│ c", "", "──────"])
    }

    @Test("footnotes hang below their mark")
    func footnotes() {
        #expect(
            Self.rows("a[^1]\n\n[^1]: one two three four five\n\n    - six\n[^b]: end", 20) == [
                "a[^1]", "", "[^1]: one two three", "      four five", "", "      • six", "", "[^b]: end",
            ])
    }

    @Test("what is no formula stays as it is")
    func prices() {
        for text in ["$5 and $10", "$5-$10", "a $ b $ c", "`$x$` costs \\$5"] {
            #expect(Self.rows(text) == [text.split(separator: "\\").joined().split(separator: "`").joined()])
        }
        #expect(Self.rows("*a* $x_1 * y_1 * z$ b_") == ["a " + (formula("x_1 * y_1 * z") ?? "$x_1 * y_1 * z$") + " b_"])
    }

    private func formula(_ text: String) -> String? { Self.rows("$" + text + "$").first }

    @Test("a row that grows does not leap: a short line below text is no heading yet")
    func growing() {
        #expect(Self.rows("a\n-") == ["a -"])
        #expect(Self.rows("a\n-\n") == ["a"])
        #expect(Self.rows("a\n- b") == ["a", "", "• b"])
    }

    @Test("quotes have a bar, rules go across")
    func quotes() {
        #expect(Self.rows("> a\n>\n> b\n\n---", 8) == ["│ a", "│", "│ b", "", "────────"])
    }

    @Test("code is kept to the blank, cut only where it is too long")
    func code() {
        #expect(Self.rows("```swift\nlet  a\n\n\tb\n```", 20) == ["── swift", "  let  a", "", "      b"])
        #expect(Self.rows("```\nabcdefgh ij\n```", 10) == ["  abcdefgh", "↳  ij"])
    }

    @Test("tables fit, shrink, and become records where there is no room")
    func tables() {
        let table = "| Name | What it is |\n|---|--:|\n| a | short |\n| b | a much longer text |\n"
        #expect(
            Self.rows(table, 40) == [
                "Name │         What it is", "─────┼───────────────────", "a    │              short",
                "b    │ a much longer text",
            ])
        #expect(
            Self.rows(table, 17) == [
                "Name │ What it is", "─────┼───────────", "a    │      short", "b    │     a much",
                "     │     longer", "     │       text",
            ])
        #expect(Self.rows(table, 12).first == "Name: a")
        #expect(Self.rows("|a|\n|-|\n|1|2|3|", 40) == ["a │ ", "──┼──────", "1 │ 2 | 3"])
    }

    @Test("HTML is shown as text, a break as a break, entities as what they name")
    func html() {
        #expect(Self.rows("<b>x</b><br>y &lt; &#27;") == ["<b>x</b>", "y < ^["])
        #expect(Self.rows("<div>\nx\n</div>") == ["<div>", "x", "</div>"])
    }

    @Test("line breaks: soft ones are blanks, hard ones stay")
    func breaks() {
        #expect(Self.rows("a\nb  \nc\\\nd") == ["a b", "c", "d"])
    }

    @Test("controls never come through")
    func controls() {
        #expect(
            Self.rows("a\u{1B}[2J\u{9B}\u{202E}\n\n```\n\u{1B}]0;x\u{7}\n```", 60) == [
                "a^[[2J<U+009B><U+202E>", "", "  ^[]0;x^G",
            ])
    }
}
