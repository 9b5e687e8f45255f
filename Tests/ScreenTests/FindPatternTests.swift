import TerminalModel
import Testing

@testable import Screen

/// What matches, without a screen.
@Suite struct FindPatternTests {
    static let expressions: [(String, String, [String])] = [
        ("a", "banana", ["a", "a", "a"]), ("an+", "bannana", ["ann", "an"]), ("^b", "bb", ["b"]), ("b$", "bb", ["b"]),
        ("a|an", "ban", ["a"]), ("an|a", "ban", ["an"]), ("(an)*", "banana", ["anan"]), (".*", "all", ["all"]),
        ("a.*?n", "banan", ["an", "an"]), ("a.*n", "banan", ["anan"]), ("[^a-y ]", "lazy zoo", ["z", "z"]),
        ("[]a]", "x]a", ["]", "a"]), ("[a-]", "a-b", ["a", "-"]), ("\\d{2,3}", "1 22 333 4444", ["22", "333", "444"]),
        ("\\d{2}", "123", ["12"]), ("\\d{2,}", "12345 6", ["12345"]), ("\\w+", "no_1, two", ["no_1", "two"]),
        ("\\bto\\b", "to too to", ["to", "to"]), ("\\Bo", "to o", ["o"]), ("a{,2}", "a{,2}", ["a{,2}"]),
        ("(?:ab)+c", "ababc", ["ababc"]), ("\\.", "a.b", ["."]), ("日.語", "日本語", ["日本語"]), ("x*", "aaa", []),
        ("", "aaa", []), ("a||b", "ab", ["a"]), ("\\S+", "a b", ["a", "b"]),
        ("(a|b)*c|x", "abacx", ["abac", "x"]),
        ("e\u{301}", "e\u{301}e", ["e\u{301}"]), ("[A-Z]+", "ABc", ["AB"]), ("(a*)*b", "aaab", ["aaab"]),
    ]

    @Test("An expression matches what it says, the leftmost and preferred first", arguments: expressions)
    func matches(_ pattern: String, _ line: String, _ expected: [String]) throws {
        let expression = try FindExpression(Array(pattern))
        let clusters = Array(line)
        var machine = FindMachine(expression, ignoresCase: false)
        #expect(machine.matches(in: clusters).map { String(clusters[$0]) } == expected)
    }

    @Test("All expressions of four signs agree with the standard library's where both know them")
    func agreement() throws {
        let signs: [Character] = ["a", "b", ".", "*", "|", "?"]
        let lines = ["", "a", "ab", "ba", "aab", "abab", "bbaa"]
        var compared = 0
        for number in 0..<(6 * 6 * 6 * 6) {
            let pattern = String((0..<4).map { signs[number / [1, 6, 36, 216][$0] % 6] })
            // What the two mean by a count of a count differs.
            guard !pattern.contains("**"), !pattern.contains("*?"), !pattern.contains("??"), !pattern.contains("?*"),
                let ours = try? FindExpression(Array(pattern)), let theirs = try? Regex(pattern)
            else { continue }
            compared += 1
            for line in lines {
                var machine = FindMachine(ours, ignoresCase: false)
                let expected = line.matches(of: theirs).map { String(line[$0.range]) }.filter { !$0.isEmpty }
                #expect(
                    machine.matches(in: Array(line)).map { String(Array(line)[$0]) } == expected,
                    "\(pattern) in \(line)")
            }
        }
        #expect(compared > 300)
    }

    static let problems: [(String, String)] = [
        ("(", "a ( is not closed"), (")", "a ) was not opened"), ("[a", "a [ is not closed"),
        ("*", "a * has nothing before it"), ("\\", "a \\ has nothing behind it"), ("\\q", "\\q is not known"),
        ("a{2,1}", "a count ends before it begins"), ("[b-a]", "the range b-a ends before it begins"),
        ("(a{1000}){1000}", "it is too long when its counts are written out"),
        (String(repeating: "(", count: 60), "its groups are too deep"),
    ]

    @Test("What is no expression is said in words", arguments: problems)
    func problem(_ pattern: String, _ words: String) {
        #expect(throws: FindExpression.Problem(words: words)) { try FindExpression(Array(pattern)) }
    }

    @Test("A pattern that takes other programs for ever takes its line times its length")
    func catastrophe() throws {
        var machine = FindMachine(try FindExpression(Array("(a+)+b|(a|a)*c|(.*)*d")), ignoresCase: true)
        #expect(machine.matches(in: Array(repeating: "a", count: 2_000)).isEmpty)
    }

    @Test("Words are found as they are, by capitals or without", arguments: ["Ää", "äÄ", "ÄÄ", "ää"])
    func words(_ line: String) throws {
        var entry = Entry(
            header: .ornament(StyledLine()), thoughts: [], body: [TextRow(StyledLine(SafeText(line)))], blocks: [],
            parts: [],
            foot: [], hasGap: false)
        #expect(
            try FindPattern("ä", isExpression: false).matches(in: LogicalLine.starting(at: 1, in: entry).line).count
                == 2)
        let exact = try FindPattern("Ä", isExpression: false)
        #expect(
            exact.matches(in: LogicalLine.starting(at: 1, in: entry).line).count == line.filter { $0 == "Ä" }.count)
        entry = Entry(
            header: entry.header, thoughts: [], body: [TextRow(StyledLine("a.b"))], blocks: [], parts: [], foot: [],
            hasGap: false)
        #expect(
            try FindPattern(".", isExpression: false).matches(in: LogicalLine.starting(at: 1, in: entry).line) == [
                1..<2
            ])
    }
}
