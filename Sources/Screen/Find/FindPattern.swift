/// What is looked for: words as they are, or a regular expression. A capital letter makes it exact.
struct FindPattern: Hashable {
    let text: String
    let isExpression: Bool
    private let ignoresCase: Bool
    private let needle: [Character]
    /// The needle where it is ASCII.
    private let bytes: [UInt8]
    private let expression: FindExpression?

    /// - Parameter text: not empty.
    init(_ text: String, isExpression: Bool) throws(FindExpression.Problem) {
        self.text = text
        self.isExpression = isExpression
        ignoresCase = !Self.hasCapital(text, isExpression: isExpression)
        let isFolded = ignoresCase
        needle = text.map { isFolded ? $0.folded ?? $0 : $0 }
        bytes = needle.allSatisfy(\.isASCII) ? Array(String(needle).utf8) : []
        expression = isExpression ? try FindExpression(Array(text)) : nil
    }

    /// The hits in a line from left to right, which do not overlap.
    func matches(in line: LogicalLine) -> [Range<Int>] {
        if let expression {
            var machine = FindMachine(expression, ignoresCase: ignoresCase)
            return machine.matches(in: line.allClusters)
        }
        if line.isASCII { return bytes.isEmpty ? [] : Self.hits(of: bytes, in: folded(line.ascii)) }
        return Self.hits(of: needle, in: ignoresCase ? line.clusters.map { $0.folded ?? $0 } : line.clusters)
    }

    private func folded(_ ascii: [UInt8]) -> [UInt8] {
        guard ignoresCase else { return ascii }
        return ascii.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func hits<Element: Equatable>(of needle: [Element], in line: [Element]) -> [Range<Int>] {
        guard let first = needle.first, line.count >= needle.count else { return [] }
        var hits: [Range<Int>] = []
        var place = 0
        while place <= line.count - needle.count {
            if line[place] == first, line[place..<place + needle.count].elementsEqual(needle) {
                hits.append(place..<place + needle.count)
                place += needle.count
            } else {
                place += 1
            }
        }
        return hits
    }

    /// The letter behind a backslash is a sign of the expression.
    private static func hasCapital(_ text: String, isExpression: Bool) -> Bool {
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if isExpression, character == "\\" {
                isEscaped = true
            } else if character.isUppercase {
                return true
            }
        }
        return false
    }
}
