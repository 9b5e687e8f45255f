/// Which of the known names somebody may have meant.
package enum NearestName {
    /// nil when none is near: a third of the letters wrong, at most three.
    package static func of(_ word: String, in names: [String]) -> String? {
        let wanted = plain(word)
        let limit = min(3, max(1, wanted.count / 3))
        let best = names.map { (name: $0, steps: steps(from: wanted, to: plain($0))) }.min { $0.steps < $1.steps }
        return best.flatMap { $0.steps <= limit ? $0.name : nil }
    }

    private static func plain(_ word: String) -> [Character] {
        Array(word.lowercased().replacing("-", with: "_"))
    }

    /// How many letters have to be added, dropped, changed, or swapped with their neighbour.
    package static func steps(from first: [Character], to second: [Character]) -> Int {
        var (before, last) = ([Int](), Array(0...second.count))
        for (row, letter) in first.enumerated() {
            var next = [row + 1]
            for (column, other) in second.enumerated() {
                var least = min(last[column + 1] + 1, next[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[second.count]
    }
}
