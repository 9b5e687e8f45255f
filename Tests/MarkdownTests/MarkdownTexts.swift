/// Texts in which later pieces reach back to earlier ones, in all ways that Markdown has.
enum MarkdownTexts {
    private static let noncharacter = String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)

    static let all: [String] = [
        "Hello *big* **world**, `code` and ~~gone~~.\n\nSecond paragraph\nwith a soft break  \nand a hard one.\n",
        "# Title\n\nText\n===\n\nnot yet\n---\n\n***\n\n## Two ##\n",
        "- a\n- b\n\n- c\n\npara\n\n1. one\n\n2. two\n   - deep\n     more\n\n10) ten\n11) eleven\n",
        "1. x\n\n1\n\n1. y\n\n    code?\n\nend\n",
        "- [ ] open\n- [x] done\n- [x]: text\n\n[ ] none\n",
        "> quote\nlazy\n> > deeper\n\n> again\n\n    indented code\n\n    more\n\ndone\n",
        "```swift title\nlet a = 1\n\n\tif b { }\n```\n\n~~~\nunclosed\n\n# no heading\n",
        "para\n| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n| **x** | `y` |\n\nafter\n\n> | q | r |\n> |---|---|\n> | 1 | 2 |\n",
        "See [site](https://a.b/c \"title\") and <https://x.y> and www.foo.org, ![pic](p.png).\n\n[ref]\n\n[ref]: https://later\n",
        "[^1]: note\n\ntext[^1] [foo][bar]\n\n[bar]: </u> 'multi\nline'\n",
        "<div>\n*no*\n\n*yes*\n</div>\n\n<!-- comment\n\nstill -->\n\na <b>tag</b><br>next &amp; &#27;[31m\n",
        "第一段：中文“引用”。\n\n- 列表項目，很長的文字需要換行\n- 👩‍💻 emoji\n\n| 名 | 値 |\n|--|--|\n| 一二三 | 四五六 |\n",
        "a\r\n\r\nb\rc\r\rd\r\n- e\r\n\r\nf",
        "\u{FEFF}bom\n\n\u{FEFF}bom again\n\n\(noncharacter)[x]: y\n\u{0}nul\n\n\u{1B}]0;title\u{7}\u{202E}x\n",
        "**open\n\n*never `closed\n\n[a](b\n\n~~x\n",
    ]
}
