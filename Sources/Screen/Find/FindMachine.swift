/// Runs a regular expression over a line: all ways at once, so that the time is the line times the steps at most.
struct FindMachine {
    private let steps: [FindExpression.Step]
    private let ignoresCase: Bool
    /// The ways that are open, the preferred first; each is a step and where it began.
    private var ways: [(step: Int, start: Int)] = []
    private var next: [(step: Int, start: Int)] = []
    /// At which place each step was reached last.
    private var reached: [Int]

    init(_ expression: FindExpression, ignoresCase: Bool) {
        steps = expression.steps
        self.ignoresCase = ignoresCase
        reached = [Int](repeating: -1, count: expression.steps.count)
    }

    /// The matches from left to right that do not overlap and are not empty: of those that begin first the one that the
    /// expression prefers.
    mutating func matches(in line: [Character]) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        var place = 0
        while place < line.count, let match = first(in: line, from: place) {
            if !match.isEmpty { matches.append(match) }
            place = max(match.upperBound, match.lowerBound + 1)
        }
        return matches
    }

    private mutating func first(in line: [Character], from start: Int) -> Range<Int>? {
        ways = []
        for index in reached.indices { reached[index] = -1 }
        var found: Range<Int>?
        var place = start
        while true {
            // A way that begins later is worth less than any that is open, and nothing once there is a match.
            if found == nil { follow(0, from: place, at: place, in: line) }
            if ways.isEmpty, found != nil || place >= line.count { return found }
            let cluster = place < line.count ? line[place] : nil
            advance(over: cluster, at: place, in: line, &found)
            guard cluster != nil else { return found }
            place += 1
        }
    }

    /// Takes the ways over a cluster; a match ends those that are worth less.
    private mutating func advance(
        over cluster: Character?, at place: Int, in line: [Character], _ found: inout Range<Int>?
    ) {
        let current = ways
        ways = next
        ways.removeAll(keepingCapacity: true)
        let folded = ignoresCase ? cluster.flatMap(\.folded) : nil
        for way in current {
            switch steps[way.step] {
            case .match:
                if place > way.start || found == nil { found = way.start..<place }
                next = current
                return
            case .one(let kind):
                if let cluster, kind.contains(cluster, folded: folded) {
                    follow(way.step + 1, from: way.start, at: place + 1, in: line)
                }
            default: break
            }
        }
        next = current
    }

    /// Adds a step to the open ways, and whatever it leads to without a cluster.
    private mutating func follow(_ step: Int, from start: Int, at place: Int, in line: [Character]) {
        guard reached[step] < place else { return }
        reached[step] = place
        switch steps[step] {
        case .jump(let target): follow(target, from: start, at: place, in: line)
        case .split(let first, let second):
            follow(first, from: start, at: place, in: line)
            follow(second, from: start, at: place, in: line)
        case .lineStart: if place == 0 { follow(step + 1, from: start, at: place, in: line) }
        case .lineEnd: if place == line.count { follow(step + 1, from: start, at: place, in: line) }
        case .wordBorder(let isBorder):
            let before = place > 0 && line[place - 1].isOfWord
            let after = place < line.count && line[place].isOfWord
            if (before != after) == isBorder { follow(step + 1, from: start, at: place, in: line) }
        case .one, .match: ways.append((step, start))
        }
    }
}

extension Character {
    /// In small letters; nil where that is the same or more than one.
    var folded: Character? {
        let small = lowercased()
        return small.count == 1 ? small.first : nil
    }
}
