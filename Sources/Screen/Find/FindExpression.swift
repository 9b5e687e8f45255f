/// A regular expression, turned into a program for `FindMachine`: literals, `.`, classes, anchors, groups, alternatives
/// and counts, in the syntax that most programs share.
///
/// The program has no way to take exponential time: it is run by following all ways at once, one cluster after the other.
struct FindExpression: Hashable {
    indirect enum Node: Hashable {
        case empty
        case one(ClusterClass)
        case lineStart, lineEnd
        case wordBorder(isBorder: Bool)
        case sequence([Node])
        case either([Node])
        /// At least `least` times, at most `most` times where that is not nil; as often as possible if `isGreedy`.
        case repeated(Node, least: Int, most: Int?, isGreedy: Bool)
    }

    enum Step: Hashable {
        case one(ClusterClass)
        /// Go on at both, the first being preferred.
        case split(Int, Int)
        case jump(Int)
        case lineStart, lineEnd
        case wordBorder(isBorder: Bool)
        case match
    }

    /// Why a pattern is none, in words: "a ( is not closed".
    struct Problem: Error, Hashable {
        let words: String
    }

    let steps: [Step]

    /// More steps are refused: a count of counts would multiply them.
    private static let mostSteps = 2_000

    init(_ pattern: [Character]) throws(Problem) {
        var parser = FindExpressionParser(pattern)
        let node = try parser.whole()
        var steps: [Step] = []
        try Self.add(node, to: &steps)
        self.steps = steps + [.match]
    }

    private static func add(_ node: Node, to steps: inout [Step]) throws(Problem) {
        guard steps.count < mostSteps else { throw Problem(words: "it is too long when its counts are written out") }
        switch node {
        case .empty: break
        case .one(let kind): steps.append(.one(kind))
        case .lineStart: steps.append(.lineStart)
        case .lineEnd: steps.append(.lineEnd)
        case .wordBorder(let isBorder): steps.append(.wordBorder(isBorder: isBorder))
        case .sequence(let nodes): for node in nodes { try add(node, to: &steps) }
        case .either(let nodes): try add(either: nodes, to: &steps)
        case .repeated(let node, let least, let most, let isGreedy):
            for _ in 0..<least { try add(node, to: &steps) }
            guard let most else { return try add(endless: node, isGreedy, to: &steps) }
            try add(optional: node, times: most - least, isGreedy, to: &steps)
        }
    }

    private static func add(either nodes: [Node], to steps: inout [Step]) throws(Problem) {
        var ends: [Int] = []
        for (number, node) in nodes.enumerated() {
            guard number + 1 < nodes.count else {
                try add(node, to: &steps)
                break
            }
            let split = steps.count
            steps.append(.jump(0))
            try add(node, to: &steps)
            ends.append(steps.count)
            steps.append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private static func add(endless node: Node, _ isGreedy: Bool, to steps: inout [Step]) throws(Problem) {
        let split = steps.count
        steps.append(.jump(0))
        try add(node, to: &steps)
        steps.append(.jump(split))
        steps[split] = isGreedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
    }

    private static func add(
        optional node: Node, times: Int, _ isGreedy: Bool, to steps: inout [Step]
    ) throws(Problem) {
        var splits: [Int] = []
        for _ in 0..<times {
            splits.append(steps.count)
            steps.append(.jump(0))
            try add(node, to: &steps)
        }
        for split in splits {
            steps[split] = isGreedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
        }
    }
}

/// Some of all characters.
struct ClusterClass: Hashable {
    enum Member: Hashable {
        case one(Character)
        case range(ClosedRange<Character>)
        case digit, word, blank, any
        /// All but those of a class written with a capital: `\D`.
        indirect case not(Member)
    }

    var members: [Member]
    var isNegated = false

    /// - Parameter folded: the same cluster in small letters where case does not matter.
    func contains(_ cluster: Character, folded: Character?) -> Bool {
        let isMember = members.contains { member in
            Self.contains(member, cluster) || folded.map { Self.contains(member, $0) } ?? false
        }
        return isMember != isNegated
    }

    private static func contains(_ member: Member, _ cluster: Character) -> Bool {
        switch member {
        case .one(let one): one == cluster
        case .range(let range): range.contains(cluster)
        case .digit: cluster.isNumber
        case .word: cluster.isOfWord
        case .blank: cluster.isWhitespace
        case .any: true
        case .not(let member): !contains(member, cluster)
        }
    }
}
