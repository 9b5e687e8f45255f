import Testing

@testable import SyntaxHighlighting

@Suite("Highlighter, whatever it reads")
struct HighlighterLawTests {
    static let languages = Highlighter.languages.map { $0[0] }

    @Test("tokens are in order, inside the line, and never cut a scalar", arguments: languages)
    func ranges(language: String) throws {
        var random = Random(seed: 11)
        for alphabet in [Array(0...255), Self.signs] {
            var highlighter = try #require(Highlighter(language: language))
            for _ in 0..<120 {
                let line = random.bytes(of: alphabet, count: random.number(below: 160))
                var end = 0
                let tokens = highlighter.tokens(ofNextLine: line[...], isContinued: random.number(below: 6) == 0)
                for token in tokens {
                    let isInOrder = token.bytes.lowerBound >= end && token.bytes.upperBound <= line.count
                    let borders = [token.bytes.lowerBound, token.bytes.upperBound].filter { $0 > 0 && $0 < line.count }
                    if !isInOrder || token.bytes.isEmpty || borders.contains(where: { line[$0] & 0xC0 == 0x80 }) {
                        Issue.record("\(token) in \(line)")
                    }
                    end = token.bytes.upperBound
                }
            }
        }
    }

    @Test("work grows with the bytes, on lines made to make work too", arguments: languages)
    func linear(language: String) throws {
        let fresh = try #require(Highlighter(language: language))
        for piece in Self.hostile {
            var highlighter = fresh
            let line = Array(String(repeating: piece, count: 1200 / piece.utf8.count).utf8)
            let work = highlighter.read(line[...], isContinued: false).work
            if work > 12 * line.count || highlighter.stack.count > 40 { Issue.record("\(piece): \(work)") }
        }
    }

    @Test("state stays small over many lines", arguments: languages)
    func small(language: String) throws {
        var random = Random(seed: 3)
        var highlighter = try #require(Highlighter(language: language))
        var deepest = 0
        for _ in 0..<500 {
            let line = random.bytes(of: Self.signs, count: 20)
            _ = highlighter.tokens(ofNextLine: line[...])
            deepest = max(deepest, highlighter.stack.count, highlighter.delimiter.count)
        }
        #expect(deepest <= 40)
    }

    private static let signs =
        Array("/*'\"`<>{}[]()#$@-=\\:;,.!|&%^~+_? \tabERqs0x1".utf8) + [0xC3, 0xA9, 0xE2, 0x82, 0xAC]

    private static let hostile = [
        "(", "{", "[", "<", "\"", "'", "/", "#", "`", "$(", "${", "<<A ", "<<'A", "<a>", "<a ", "- ", "/*", "{-", "--",
        "=", "a:", "s{", "q(", "r#", "R\"x(", "$a", "%w[", "**", "``", "f\"{", "\\(", "|", "a'", "1'", "0.", "<script>",
        "@", "<A>{", "\"${", "\"#{", "\"\\(", ":", "a=", " ", "\\", "[=", "--[=", "x", "0", "é", "</", "<?",
    ]
}

/// The same numbers each time.
private struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func bytes(of alphabet: [UInt8], count: Int) -> [UInt8] {
        (0..<count).map { _ in alphabet[number(below: alphabet.count)] }
    }
}
