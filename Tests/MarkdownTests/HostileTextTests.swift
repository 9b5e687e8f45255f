import Markdown
import TerminalModel
import Testing

@Suite("Markdown of nasty pieces")
struct HostileTextTests {
    private static let noncharacters = String(
        decoding: [0xEF, 0xB7, 0x90, 0xEF, 0xB7, 0x91, 0x30, 0xEF, 0xB7, 0x91] as [UInt8], as: UTF8.self)

    private static let pieces = [
        "\n", "\n", "\n", "\n\n", "\r", "\r\n", "\t", " ", "   ", "    ", "word", "two words", "```", "```swift\n",
        "~~~",
        "`", "``", "*", "**", "_", "~~", "- ", "+ ", "1. ", "12) ", "> ", ">", "# ", "---", "===", "***", "| a | b |\n",
        "|---|:-:|\n", "a|b\n", "\\", "\\|", "$", "$$", "$x$", "\\(", "\\]", "[", "]", "](", "[^1]", "[^1]: ", "- [x] ",
        "![",
        "<div>", "</div>", "<!--", "-->", "<b>", "<script>", "http://a.b", "www.c.d", "x@y.z", "\u{0}", "\u{1B}[31m",
        "\u{FEFF}", "\u{301}", "\u{200D}", "\u{202E}", "👩‍💻", "🇩🇪", "🇩", "中文、", "שלום", "```math\n", noncharacters,
    ]

    @Test("is laid out the same in any pieces, and is never too wide", arguments: 1...40 as ClosedRange<UInt64>)
    func anyPieces(seed: UInt64) {
        var random = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<3 {
            let columns = Int.random(in: 1...100, using: &random)
            var document = MarkdownDocument()
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                for _ in 0..<Int.random(in: 1...10, using: &random) {
                    document.append(Self.pieces.randomElement(using: &random) ?? "")
                }
                let rows = document.rows(columns: columns, styles: MarkdownStyles())
                var other = MarkdownDocument(document.text)
                let same = rows == other.rows(columns: columns, styles: MarkdownStyles())
                #expect(same && document.blocks == other.blocks, "\(document.text.debugDescription) at \(columns)")
                #expect(rows.allSatisfy { $0.columns <= columns })
            }
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
