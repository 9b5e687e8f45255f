import Markdown
import TerminalModel
import Testing

@Suite("What rows of Markdown know")
struct TextKnowledgeTests {
    private struct Laid {
        let text: String
        let rows: [TextRow]
        let blocks: [TextBlock]

        init(_ text: String, columns: Int = 40, wrapsCode: Bool = true) {
            self.text = text
            var document = MarkdownDocument(text)
            rows = document.rows(columns: columns, styles: MarkdownStyles(), wrapsCode: wrapsCode)
            blocks = document.blocks
        }

        /// Each block's kind, and its bytes as text.
        var taken: [(TextBlock.Kind, String)] {
            blocks.map { ($0.kind, String(decoding: Array(text.utf8)[$0.bytes], as: UTF8.self)) }
        }

        func copy(ofBlock number: Int) -> String {
            blocks[number].copied(from: text, rows: rows.filter { $0.block == number }).string
        }
    }

    @Test("a paragraph that is wrapped joins to what was sent")
    func joints() {
        let text = "some words that  do not fit into one row of so few columns"
        for columns in 1...60 {
            let joined = Laid(text, columns: columns).rows.reduce(into: "") { joined, row in
                if case .wrapped(let blanks) = row.joint { joined += String(repeating: " ", count: blanks) }
                joined += row.line.text
            }
            #expect(joined == text, "at \(columns)")
        }
    }

    @Test("leads are told apart from text, with what a copy has in their place")
    func leads() {
        let rows = Laid("> quoted words\n>\n> - item that wraps here\n>   1. [x] deep\n", columns: 16).rows
        #expect(rows.map(\.line.text) == ["│ quoted words", "│", "│ • item that", "│   wraps here", "│   1. ☑ deep"])
        #expect(rows.map(\.leadColumns) == [2, 1, 4, 4, 9])
        #expect(rows.map(\.lead.string) == ["> ", "> ", "> - ", "", ">   1. [x] "])
        #expect(rows.map(\.joint) == [.lineEnd, .lineEnd, .lineEnd, .wrapped(blanks: 1), .lineEnd])
        #expect(rows.map(\.block) == [0, nil, 1, 1, 2])
        #expect(Laid("- a\n\n  b").rows.map(\.lead.string) == ["- ", "", ""])
    }

    @Test("what is no text is an ornament")
    func ornaments() {
        let rows = Laid("```swift\nx\n```\n***\n").rows
        #expect(rows.map(\.joint) == [.ornament, .lineEnd, .lineEnd, .ornament])
        #expect(rows.map(\.block) == [0, 0, nil, nil])
    }

    @Test("blocks are the leaves, with their bytes")
    func leaves() {
        let taken = Laid(
            "# Head #\n\none\ntwo\n\nUnder\n---\n- item\n  - deep\n> quote\n\n|a|\n|-|\n|b|\n\n<div>\nx\n\n$$y$$\n\n***\n"
        ).taken
        #expect(
            taken.map(\.0) == [
                .heading, .paragraph, .heading, .paragraph, .paragraph, .paragraph, .table, .other, .other,
            ])
        #expect(
            taken.map(\.1) == [
                "# Head #", "one\ntwo", "Under\n---", "item", "deep", "quote", "|a|\n|-|\n|b|", "<div>\nx", "$$y$$",
            ])
    }

    @Test("code is copied as it was sent between its fences")
    func code() {
        let code = "let a = 1  \r\n\r\n\tif b { }\t\r\n  äöü 👩‍💻 \u{1B}[0m\r\n"
        for columns in [1, 2, 5, 7, 10, 30, 80] {
            let laid = Laid("text\n\n```swift\r\n" + code + "\r\n```\nmore", columns: columns)
            #expect(laid.blocks.map(\.kind) == [.paragraph, .code(language: "swift"), .paragraph])
            #expect(laid.taken[1].1 == code, "at \(columns)")
            #expect(laid.copy(ofBlock: 1) == CopiedText(code).string, "at \(columns)")
        }
    }

    @Test("code in a quote in an item is copied without their marks")
    func nestedCode() {
        let laid = Laid("- > ```sh\n  > one \\\n  >   two words\n  >\n  > four\n  > ```\n", columns: 14)
        #expect(laid.blocks.map(\.kind) == [.code(language: "sh")])
        #expect(laid.copy(ofBlock: 0) == "one \\\n  two words\n\nfour")
    }

    @Test("the rows of code have the bytes that they show")
    func codeBytes() {
        let laid = Laid("```\nabcdefgh äijklmnop\n```", columns: 10)
        let utf8 = Array(laid.text.utf8)
        let shown = laid.rows.map { String(decoding: utf8[$0.bytes ?? 0..<0], as: UTF8.self) }
        #expect(shown == ["abcdefgh", " äijklmn", "op"])
        #expect(laid.rows.map(\.line.text) == ["  abcdefgh", "↳  äijklmn", "↳ op"])
        #expect(laid.rows.map(\.joint) == [.lineEnd, .wrapped(blanks: 0), .wrapped(blanks: 0)])
    }

    @Test("code that is not wrapped stays long")
    func longCode() {
        let text = String(repeating: "x", count: 300)
        #expect(Laid("```\n" + text + "\n```\n" + text, wrapsCode: false).rows.map(\.columns).max() == 302)
        let huge = Laid("- ```\n  " + String(repeating: "\t", count: 9000) + "\n  ```", wrapsCode: false)
        #expect(huge.rows.allSatisfy { $0.columns <= 4096 })
    }

    @Test("a table's rows have its source lines, each once")
    func table() {
        let source = "| Name | What it is |\n|---|--:|\n| a | short |\n| b | a much longer text |"
        for columns in [17, 40] {
            let laid = Laid("x\n\n" + source + "\n", columns: columns)
            let utf8 = Array(laid.text.utf8)
            let copied = laid.rows.filter { $0.block == 1 }.reduce(into: "") { copied, row in
                if row.joint == .lineEnd, !copied.isEmpty { copied += "\n" }
                copied += String(decoding: utf8[row.bytes ?? 0..<0], as: UTF8.self)
            }
            #expect(copied == source, "at \(columns)")
            #expect(laid.taken[1].1 == source)
            #expect(laid.copy(ofBlock: 1) == source)
        }
    }

    @Test("links say where they lead, for what may be opened")
    func links() {
        let spans = Laid("[a *b*](http://x.y) <mailto:q@r.s> www.t.u [no](ftp://x) [no](javascript:x)", columns: 200)
            .rows.flatMap(\.line.spans)
        let links = spans.filter { $0.link != nil }.map { [$0.text.string, $0.link ?? ""] }
        #expect(
            links == [
                ["a ", "http://x.y"], ["b", "http://x.y"], [" (http://x.y)", "http://x.y"],
                ["mailto:q@r.s", "mailto:q@r.s"], ["www.t.u", "http://www.t.u"],
            ])
    }
}
