extension Corpus {
    private static let noncharacters = String(
        decoding: [0xEF, 0xB7, 0x90, 0x20, 0xEF, 0xB7, 0x91, 0x30, 0xEF, 0xB7, 0x91] as [UInt8], as: UTF8.self)

    /// What nobody should send.
    static let strange: [Document] = [
        Document(
            name: "everything is left open",
            text: """
                **bold *both `code ~~gone [link](http://example.org "title <b attr="value

                > quote **open
                - item `open
                  > deeper [open

                | a | b
                |---|---
                | **x | `y
                $$ open formula
                ~~~~ruby {opts}
                still open
                ```
                not closed by these
                ~~~
                """),
        Document(
            name: "openers only",
            text: "[[[[[[ ![![![ ((((( **** ____ ~~~~x `` ` ``` <<<< <a <!-- \\( \\[ $$ $ $x &amp &# [^ [^x [x]: [x](",
            drawn: ["amp"]),
        Document(
            name: "fences in fences",
            text: """
                ````markdown
                ```swift
                let inner = true
                ```
                ````
                ~~~
                ```
                tilde holds backticks
                ~~~
                ```
                ~~~
                and the other way round
                ```
                - ```
                  in an item
                ends the item, and so the code
                  ```
                > ~~~
                > in a quote
                ends the quote
                """),
        Document(
            name: "tables that are no tables, and ragged ones",
            text: """
                | a | b |
                |---|
                | no | table |

                | one |
                |-----|
                | 1 | 2 | 3 |
                |
                | \\| pipe | `a\\|b` |

                x | y | z
                :-:|:-|-:
                1
                1 | 2
                1 | 2 | 3 | 4 | 5
                > ends it

                |||
                |-|-|
                |||

                para
                | head | row |
                |--|--|
                - item ends it
                """),
        Document(
            name: "headings that are none",
            text: """
                #hashtag
                ####### seven
                # closed #
                ## closed # too ##
                #
                ### ###
                text
                =
                text
                -
                = = =
                - - -
                * * *
                text
                ***
                	# indented
                """),
        Document(
            name: "noncharacters of our own kind",
            text: noncharacters + "[x]: y\n\n$a" + noncharacters + "b$ " + noncharacters + "*c*\n\n- " + noncharacters
                + "\n> # " + noncharacters + "\n\n| " + noncharacters + " | $z$ |\n|--|--|\n"),
        Document(
            name: "definitions that would hide",
            text: """
                [one]: http://example.org/one
                [two]: <http://example.org/two> 'title
                of two lines'

                See [one], [two][], [three][one].

                > [quoted]: /url
                - [item]: /url
                - [x]: no task
                """),
        Document(
            name: "line ends of all kinds",
            text: "a\rb\r\nc\n\rd\r\r\n\n- e\r- f\r\r  g\r\n> h\r> i\r\n```\rcode\r\nmore\r\n```\rend\r"),
        Document(
            name: "blank in many ways", text: "  \n\t\n \t \n\u{A0}\n\u{3000}\n\u{C}\n-\n>\n#\n```\n\n```\n1.\n\n\n*\n"),
    ]

    /// Big and deep ones.
    static let huge: [Document] = [
        Document(name: "quotes 1,000 deep", text: String(repeating: "> ", count: 1000) + "bottom\n\nafter"),
        Document(name: "lists 1,000 deep", text: String(repeating: "- ", count: 1000) + "bottom\n\nafter"),
        Document(
            name: "lists deep by indent",
            text: (0..<100).map { String(repeating: " ", count: $0 * 2) + "- level \($0)\n" }.joined()),
        Document(
            name: "emphasis 1,000 deep",
            text: String(repeating: "*a **b ", count: 500) + "core" + String(repeating: "** c* ", count: 500)),
        Document(
            name: "brackets 1,000 deep",
            text: String(repeating: "[", count: 1000) + "x" + String(repeating: "](u)", count: 1000)),
        Document(
            name: "a paragraph of one line, 100 kB", text: (0..<11_000).map { "word\($0)" }.joined(separator: " ")),
        Document(name: "a word of 30 kB", text: String(repeating: "abcdefghij", count: 3000)),
        Document(
            name: "a line of code, 40 kB",
            text: "```js\nlet x = [" + (0..<6000).map { "\($0)," }.joined() + "]\n```\nafter"),
        Document(name: "a table of 200 columns", text: wideTable),
        Document(
            name: "a long table",
            text: "| n | square | text |\n|--:|--:|:--|\n"
                + (0..<300).map { "| \($0) | \($0 * $0) | row number \($0) of it |\n" }.joined()),
        Document(
            name: "a long list", text: (0..<300).map { "- item number \($0)\n" + ($0 % 7 == 0 ? "\n" : "") }.joined()),
        Document(
            name: "a long quote without a line end",
            text: "> " + (0..<900).map { "quoted\($0) " }.joined() + "*end*"),
        Document(
            name: "long markup", text: "<div>\n" + (0..<250).map { "<p>paragraph \($0)</p>\n" }.joined() + "</div>\n"),
    ]

    private static var wideTable: String {
        let cells = { (name: String) in "|" + (0..<200).map { " \(name)\($0) |" }.joined() + "\n" }
        return cells("head") + "|" + String(repeating: "---|", count: 200) + "\n" + cells("cell") + cells("last")
    }
}
