/// Reads a regular expression, by descent.
struct FindExpressionParser {
    private typealias Node = FindExpression.Node
    private typealias Problem = FindExpression.Problem

    private let pattern: [Character]
    private var place = 0
    private var depth = 0

    private static let deepest = 50
    private static let mostTimes = 1_000

    init(_ pattern: [Character]) { self.pattern = pattern }

    mutating func whole() throws(FindExpression.Problem) -> FindExpression.Node {
        let node = try alternatives()
        guard place == pattern.count else { throw Problem(words: "a ) was not opened") }
        return node
    }

    private var next: Character? { place < pattern.count ? pattern[place] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        place += 1
        return true
    }

    private mutating func alternatives() throws(Problem) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw Problem(words: "its groups are too deep") }
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .either(nodes)
    }

    private mutating func sequence() throws(Problem) -> Node {
        var nodes: [Node] = []
        while let character = next, character != "|", character != ")" {
            nodes.append(try counted(try atom()))
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func counted(_ atom: Node) throws(Problem) -> Node {
        var node = atom
        while let (least, most) = try count() {
            let isGreedy = !take("?")
            node = .repeated(node, least: least, most: most, isGreedy: isGreedy)
        }
        return node
    }

    /// What stands behind an atom: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`. A brace without a number is a brace.
    private mutating func count() throws(Problem) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = place
        guard take("{"), let least = number() else {
            place = start
            return nil
        }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}") else {
            place = start
            return nil
        }
        if let most, most < least { throw Problem(words: "a count ends before it begins") }
        guard max(least, most ?? 0) <= Self.mostTimes else { throw Problem(words: "a count is over 1000") }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let digit = next, digit.isASCII, digit.isNumber, digits.count < 6 {
            digits.append(digit)
            place += 1
        }
        return Int(digits)
    }

    private mutating func atom() throws(Problem) -> Node {
        let character = pattern[place]
        place += 1
        switch character {
        case "(": return try group()
        case "[": return .one(try bracket())
        case "\\": return try escape()
        case ".": return .one(ClusterClass(members: [.any]))
        case "^": return .lineStart
        case "$": return .lineEnd
        case "*", "+", "?": throw Problem(words: "a \(character) has nothing before it")
        default: return .one(ClusterClass(members: [.one(character)]))
        }
    }

    private mutating func group() throws(Problem) -> Node {
        if take("?") {
            guard take(":") else { throw Problem(words: "of groups with a ? only (?: is known") }
        }
        let node = try alternatives()
        guard take(")") else { throw Problem(words: "a ( is not closed") }
        return node
    }

    private mutating func escape() throws(Problem) -> Node {
        guard let character = next else { throw Problem(words: "a \\ has nothing behind it") }
        place += 1
        switch character {
        case "b": return .wordBorder(isBorder: true)
        case "B": return .wordBorder(isBorder: false)
        default: return .one(ClusterClass(members: [try Self.member(escaped: character)]))
        }
    }

    private static func member(escaped character: Character) throws(Problem) -> ClusterClass.Member {
        switch character {
        case "d": return .digit
        case "w": return .word
        case "s": return .blank
        case "D": return .not(.digit)
        case "W": return .not(.word)
        case "S": return .not(.blank)
        case "t": return .one("\t")
        default:
            guard !(character.isASCII && (character.isLetter || character.isNumber)) else {
                throw Problem(words: "\\\(character) is not known")
            }
            return .one(character)
        }
    }

    /// What stands in brackets; a `]` that comes first is one of its characters.
    private mutating func bracket() throws(Problem) -> ClusterClass {
        var kind = ClusterClass(members: [], isNegated: take("^"))
        var isFirst = true
        while let character = next, character != "]" || isFirst {
            isFirst = false
            place += 1
            var member = ClusterClass.Member.one(character)
            if character == "\\" {
                guard let escaped = next else { break }
                place += 1
                member = try Self.member(escaped: escaped)
            }
            kind.members.append(try range(from: member))
        }
        guard take("]") else { throw Problem(words: "a [ is not closed") }
        return kind
    }

    private mutating func range(from member: ClusterClass.Member) throws(Problem) -> ClusterClass.Member {
        guard case .one(let first) = member, next == "-", place + 1 < pattern.count, pattern[place + 1] != "]" else {
            return member
        }
        var last = pattern[place + 1]
        place += 2
        if last == "\\", let escaped = next {
            last = escaped
            place += 1
        }
        guard first <= last else { throw Problem(words: "the range \(first)-\(last) ends before it begins") }
        return .range(first...last)
    }
}
