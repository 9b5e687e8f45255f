extension Corpus {
    /// Every block in every other.
    static let nested: [Document] = [
        Document(name: "every block", text: everyBlock),
        Document(name: "every block in a quote", text: indented(everyBlock, first: "> ", rest: "> ")),
        Document(name: "every block in an item", text: "- item\n\n" + indented(everyBlock, first: "  ", rest: "  ")),
        Document(name: "every block as an item", text: indented(everyBlock, first: "- ", rest: "  ")),
        Document(name: "every block in a number", text: indented(everyBlock, first: "12) ", rest: "    ")),
        Document(name: "every block in a task", text: "- [x] task\n" + indented(everyBlock, first: "  ", rest: "  ")),
        Document(
            name: "every block in a footnote",
            text: "See[^a].\n\n" + indented(everyBlock, first: "[^a]: ", rest: "    ")),
        Document(
            name: "every block in a quote in an item in a quote",
            text: indented(
                indented(indented(everyBlock, first: "> ", rest: "> "), first: "- ", rest: "  "), first: "> ",
                rest: "> ")),
        Document(
            name: "every block in an item in a quote in an item",
            text: indented(
                indented(indented(everyBlock, first: "1. ", rest: "   "), first: "> ", rest: "> "), first: "- ",
                rest: "  ")),
        Document(
            name: "every block without blank lines",
            text: everyBlock.split(separator: "\n").joined(separator: "\n")),
        Document(
            name: "every block with CR LF and tabs",
            text: everyBlock.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
                .split(separator: "    ", omittingEmptySubsequences: false).joined(separator: "\t")),
        Document(
            name: "lists of all kinds, one after the other",
            text: """
                - dash
                - dash again
                + plus
                * star
                1. one
                2. one more
                3) three
                4) four

                5) five after a blank
                - dash

                - loose dash
                    - four deep
                        - eight deep
                            1. twelve deep

                  back in the loose dash
                outside, lazily

                10. ten
                100. hundred
                700. seven
                -
                - after an empty one
                """),
        Document(
            name: "quotes that begin and end",
            text: """
                > first
                second, lazily
                > > inner
                > back in the middle
                third
                >
                > after a gap

                > another quote
                >> deeper at once
                >>> deepest of them
                no longer > a mark
                """),
    ]
}
