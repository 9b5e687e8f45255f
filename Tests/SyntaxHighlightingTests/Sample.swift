import SyntaxHighlighting
import Testing

/// Code of a language, each line with the kinds of its bytes below it, one letter a kind.
struct Sample: CustomTestStringConvertible {
    let language: String
    /// The code and what was said of it, line by line.
    let lines: [(code: String, marks: String)]

    init(_ language: String, _ text: String) {
        self.language = language
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines = stride(from: 0, to: rows.count, by: 2).map { (rows[$0], $0 + 1 < rows.count ? rows[$0 + 1] : "?") }
    }

    var testDescription: String { language }

    static let all = systems + managed + web + scripting + shells + data + markup + building

    /// The letters below a line.
    static func marks(of tokens: [Token], in line: String) -> String {
        var marks = [Character](repeating: " ", count: line.utf8.count)
        for token in tokens {
            for byte in token.bytes { marks[byte] = letter(of: token.kind) }
        }
        while marks.last == " " { marks.removeLast() }
        return String(marks)
    }

    private static func letter(of kind: Token.Kind) -> Character {
        switch kind {
        case .keyword: "k"
        case .type: "t"
        case .function: "f"
        case .variable: "v"
        case .constant: "c"
        case .number: "n"
        case .string: "s"
        case .comment: "#"
        case .operation: "o"
        case .tag: "g"
        case .attribute: "a"
        case .heading: "h"
        case .emphasis: "e"
        case .inserted: "+"
        case .deleted: "-"
        }
    }
}
