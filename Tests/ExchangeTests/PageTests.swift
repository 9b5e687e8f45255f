import ChatModel
import Foundation
import Testing

@testable import Exchange

@Suite("Threads as pages for reading")
struct PageTests {
    private static let hostile = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "</title></style></div>",
        "![p](https://evil.test/pixel.png)", "<svg/onload=alert(1)>", "\"'><b onclick=x>",
        "`</code><script>x</script>`",
        "```html\n</pre><script>x</script>\n```", "<iframe src=//evil.test>", "<a href=\"data:text/html,x\">x</a>",
        "[x]: javascript:alert(1)\n\n[x]", "<javascript:alert(1)>", "[x](vbscript:x) [y](data:text/html;base64,x)",
        "| a |\n|---|\n| <script>x</script> |", "x[^1]\n\n[^1]: <script>x</script>", "- [x] <style>*{}</style>",
        "&lt;script&gt; &#60;script&#62;", "a\u{0}b\u{1B}]0;x\u{7}", "```\"><script>x</script>\n```",
        "<!-- --><script>x</script>",
        "[x](https://e.org/\"onclick=\"alert)", "<https://e.org/'><script>>",
    ]

    private static func thread(_ text: String) -> StoredThread {
        var thread = ChatThread(
            id: "t", title: text, createdAt: Timestamp(milliseconds: 1_700_000_000_000),
            activeAt: Timestamp(milliseconds: 1_700_000_000_000), service: "s")
        thread.labels = [text]
        let prompt = Message(
            id: "a", thread: "t", role: .user, text: text, createdAt: thread.createdAt, state: .sent,
            parts: [MessagePart(id: "1", kind: .attachment, title: text)])
        let reply = Message(
            id: "b", thread: "t", role: .assistant, text: text, createdAt: thread.createdAt,
            state: .failed(Failure(what: text, why: text)), parent: "a", author: text,
            parts: [MessagePart(id: "1", kind: .toolCall, title: text, text: text)])
        return StoredThread(thread: thread, messages: [prompt, reply])
    }

    @Test(
        "Files are named with what they are; of a text all of it is there, of an image nothing",
        arguments: ExportFormat.allCases)
    func files(format: ExportFormat) throws {
        var thread = Self.thread("x")
        let gif = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
        let files = [try MessagePart(file: "a.gif", gif), try MessagePart(file: "b.txt", Array("<i>*text*</i>".utf8))]
        thread = StoredThread(
            thread: thread.thread,
            messages: [
                Message(
                    id: "a", thread: "t", role: .user, text: "x", createdAt: thread.thread.createdAt, state: .sent,
                    parts: files)
            ])
        let text = String(decoding: exported([thread], as: format), as: UTF8.self)
        guard format != .json else { return #expect(text.contains("data:image/gif;base64,R0lGODlhAQABAAAAAA==")) }
        #expect(!text.contains("R0lGOD") && !text.contains("<i>*text*</i>") == (format == .html))
        #expect(text.contains("*text*") && text.contains("a.gif, 1 x 1, 13 bytes"))
        #expect(text.contains("b.txt, 1 line, 13 bytes"))
    }

    private static func page(_ threads: [StoredThread]) -> String {
        String(decoding: exported(threads, as: .html), as: UTF8.self)
    }

    /// The tags of a page with their attributes; what is escaped is none.
    private static func tags(_ page: String) -> [Substring] { page.matches(of: /<[^>]*>/).map(\.0) }

    @Test("Whatever is said, the page has our own elements only", arguments: hostile)
    func elements(text: String) throws {
        let allowed: Set = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "article", "header", "h1", "h2", "h3", "h4",
            "h5", "h6", "p", "section", "div", "time", "details", "summary", "pre", "code", "span", "a", "em", "strong",
            "del", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "hr", "br", "input",
            "sup",
        ]
        for tag in Self.tags(Self.page([Self.thread(text)])) {
            let name = tag.dropFirst(tag.hasPrefix("</") ? 2 : 1).prefix { $0.isLetter || $0.isNumber || $0 == "!" }
            #expect(allowed.contains(String(name)), "\(tag)")
            // Quotation marks of attributes are taken away with what they hold: what is left is names.
            let names = tag.replacing(/"[^"]*"/, with: "")
            #expect(!names.contains(/\son|\ssrc|style=/), "\(tag)")
            if let address = tag.firstMatch(of: /href="([^"]*)"/)?.1 {
                #expect(
                    ["", "http://", "https://", "mailto:", "#"].contains {
                        $0.isEmpty ? address.isEmpty : address.hasPrefix($0)
                    }, "\(tag)")
            }
        }
    }

    @Test("The page forbids the browser scripts and everything from elsewhere")
    func policy() {
        let page = Self.page([Self.thread("x")])
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</body>\n</html>\n"))
    }

    @Test("Elements that are opened are closed, in order", arguments: hostile + RandomThreads.texts)
    func nesting(text: String) {
        let empty: Set = ["!DOCTYPE", "meta", "hr", "br", "input"]
        var open: [Substring] = []
        for tag in Self.tags(Self.page([Self.thread(text), Self.thread("second")])) {
            let name = tag.dropFirst(tag.hasPrefix("</") ? 2 : 1).prefix { $0.isLetter || $0.isNumber || $0 == "!" }
            if empty.contains(String(name)) { continue }
            if tag.hasPrefix("</") { #expect(open.popLast() == name, "\(tag)") } else { open.append(name) }
        }
        #expect(open.isEmpty)
    }

    @Test("Replies are set as Markdown, prompts stand as they were typed")
    func markdown() {
        let text =
            "# Steps\n\n- **one**\n- `two`\n\n```swift\nlet a = \"<b>\" // why\n```\n\n| a |\n|---|\n| b |\n\n~~no~~ https://e.org"
        let page = Self.page([Self.thread(text)])
        #expect(page.contains("<p class=\"typed\"># Steps\n\n- **one**"))
        for piece in [
            "<h1>Steps</h1>", "<strong>one</strong>", "<code>two</code>", "<span class=\"keyword\">let</span>",
            "<span class=\"string\">&quot;&lt;b&gt;&quot;</span>", "<td>b</td>", "<del>no</del>",
            "<a href=\"https://e.org\">https://e.org</a>",
        ] { #expect(page.contains(piece), "\(piece)") }
    }

    @Test("A picture is a link, which fetches nothing by itself")
    func picture() {
        let page = Self.page([Self.thread("![the map](https://e.org/map.png)")])
        #expect(page.contains("<a href=\"https://e.org/map.png\">the map</a>"))
    }

    @Test("Random threads make pages and texts that hold what was said", arguments: 1...10)
    func all(seed: Int) {
        var random = RandomThreads(seed: UInt64(seed) &+ 900)
        let threads = (0..<5).map { _ in random.next() }
        let text = Data(exported(threads, as: .text))
        for message in threads.flatMap(\.branch) where !message.text.isEmpty {
            #expect(text.range(of: Data(message.text.utf8)) != nil)
        }
        #expect(Self.tags(Self.page(threads)).count { $0 == "<article>" } == 5)
    }

    @Test("Plain text says who spoke, when, and how it ended")
    func plain() {
        let lines = String(decoding: exported([Self.thread("Hello")], as: .text), as: UTF8.self)
        #expect(
            lines == """
                Hello
                =====

                --- User, 2023-11-14 22:13 UTC ---

                Hello
                [Attached: Hello]

                --- Hello, 2023-11-14 22:13 UTC, Hello: Hello ---

                Hello
                [Called Hello]
                Hello

                """)
    }
}

@Suite("Moments")
struct MomentTests {
    @Test(
        "Moments are written and read",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_700_000_000_123, "2023-11-14T22:13:20.123Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func iso(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).iso == text)
        #expect(Timestamp(iso: text) == Timestamp(milliseconds: milliseconds))
    }

    @Test("Each day of eight hundred years is itself again")
    func days() {
        for day in stride(from: Int64(-146_097), through: 146_097, by: 1) {
            let moment = Timestamp(milliseconds: day * 86_400_000 + 12_345)
            #expect(moment.iso.flatMap { Timestamp(iso: $0) } == moment)
        }
    }

    @Test("Years that have not four digits have no such form")
    func far() {
        for moment in [Int64.min, -62_167_219_200_001, 253_402_300_800_000, Int64.max] {
            #expect(Timestamp(milliseconds: moment).iso == nil)
        }
    }

    @Test(
        "Other forms of the same moment",
        arguments: [
            "2023-11-14T22:13:20Z", "2023-11-14T22:13:20", "2023-11-14 22:13:20.000000+00:00",
            "2023-11-15T00:13:20+02:00",
            "2023-11-14T17:43:20.0-04:30",
        ])
    func forms(text: String) { #expect(Timestamp(iso: text) == Timestamp(milliseconds: 1_700_000_000_000)) }

    @Test(
        "No moments",
        arguments: ["", "soon", "2023-13-01T00:00:00Z", "2023-11-14", "2023-11-14T22:13:20.", "2023-11-14T22:13:20+1"])
    func none(text: String) { #expect(Timestamp(iso: text) == nil) }
}
