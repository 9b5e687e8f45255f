import ChatModel
import Testing

@Suite("What a reply took")
struct TokenUsageTests {
    static let counts: [Int?] = [nil, 0, 1, 999, 1_204]

    static let all: [TokenUsage] = counts.flatMap { input in
        counts.flatMap { output in
            [nil, 0, 800].flatMap { detail in
                [nil, "gpt-5", "a b/c:d é"].map {
                    TokenUsage(
                        input: input, cachedInput: detail, output: output, reasoning: detail, model: $0,
                        dollars: detail.map { Double($0) / 7e6 })
                }
            }
        }
    }

    @Test("what is written as a part is read back")
    func roundTrip() {
        for usage in Self.all {
            #expect(usage.part.kind == .usage && usage.part.id == TokenUsage.partID)
            #expect(TokenUsage(part: usage.part) == usage)
        }
    }

    @Test("other parts are no usage, unknown lines are passed over, and no line is a count that is none")
    func reading() {
        #expect(TokenUsage(part: MessagePart(id: "usage", kind: .notice, title: "", text: "input 1")) == nil)
        let text = "later 7\ninput 12\ncached x\noutput\n\nreasoning 99999999999999999999\nmodel a b"
        let part = MessagePart(id: "usage", kind: .usage, title: "", text: text)
        #expect(TokenUsage(part: part) == TokenUsage(input: 12, model: "a b"))
    }

    @Test("a name over two lines is one line")
    func nameOfTwoLines() {
        let usage = TokenUsage(input: 1, model: "x\noutput 9")
        #expect(TokenUsage(part: usage.part) == TokenUsage(input: 1, model: "xoutput 9"))
    }

    static let words: [(TokenUsage, String)] = [
        (
            TokenUsage(input: 1_204, cachedInput: 800, output: 356, reasoning: 120),
            "1,204 tokens in (800 cached), 356 out (120 reasoning)"
        ),
        (TokenUsage(input: 1, output: 1), "1 token in, 1 out"),
        (TokenUsage(input: 0, cachedInput: 0, output: 12_345_678, reasoning: 0), "0 tokens in, 12,345,678 out"),
        (TokenUsage(output: 7), "7 tokens out"), (TokenUsage(input: 100), "100 tokens in"),
        (TokenUsage(input: 5, output: 6, dollars: 0.00042), "5 tokens in, 6 out, $0.00042"),
        (TokenUsage(cachedInput: 3, model: "m"), "tokens were not counted"),
    ]

    @Test("the words say what is known", arguments: words)
    func wording(_ usage: TokenUsage, _ expected: String) {
        #expect(usage.words == expected)
        #expect(usage.part.title == expected)
    }

    static let prices: [(Double, String)] = [
        (0, "$0.00"), (12.345, "$12.35"), (1, "$1.00"), (0.25, "$0.25"), (0.0949, "$0.095"), (0.1, "$0.10"),
        (0.0042, "$0.0042"), (0.000_031_4, "$0.000031"), (0.000_000_01, "$0.00"), (0.000_002, "$0.0000020"),
        (0.995, "$1.00"),
        (1_234.5, "$1234.50"), (-3, "$0.00"),
    ]

    @Test("a price has the digits that say something", arguments: prices)
    func price(_ dollars: Double, _ expected: String) { #expect(TokenUsage.price(dollars) == expected) }

    @Test("the sum of replies in words; it costs what is known only where all of it is")
    func sumInWords() {
        let priced = TokenUsage(input: 1_000, output: 200, dollars: 0.01)
        let free = TokenUsage(input: 1, output: 1)
        #expect(TokenUsage().sumInWords == nil)
        #expect((TokenUsage() + priced + priced).sumInWords == "2,400 tokens, $0.020")
        #expect((TokenUsage() + priced + free).sumInWords == "1,202 tokens")
        #expect((TokenUsage() + free + priced).dollars == nil)
        #expect(TokenUsage(output: 1).sumInWords == "1 token")
    }

    @Test("the sum is of each count, of what was counted at all, and in any order the same")
    func sum() {
        for left in Self.all {
            for right in Self.all where left.reasoning == right.output {
                let sum = left + right
                #expect(sum == right + left)
                #expect(
                    sum.input
                        == (left.input == nil && right.input == nil ? nil : (left.input ?? 0) + (right.input ?? 0)))
                #expect(sum.hasCounts == (left.hasCounts || right.hasCounts))
            }
            #expect((left + TokenUsage(model: left.model)) == left)
        }
        let most = TokenUsage(input: .max)
        #expect((most + most).input != nil)
    }
}
