import Settings
import TerminalModel
import Testing

@testable import Screen

@Suite struct DiffTests {
    /// All sequences of three elements up to this length.
    private static func sequences(upTo length: Int) -> [[Int]] {
        (0...length).reduce(into: [[]]) { all, size in
            guard size > 0 else { return }
            all += all.filter { $0.count == size - 1 }.flatMap { head in (0..<3).map { head + [$0] } }
        }
    }

    /// The length of a longest sequence that both contain.
    private static func common(_ left: [Int], _ right: [Int]) -> Int {
        var row = Array(repeating: 0, count: right.count + 1)
        for element in left {
            var corner = 0
            for (place, other) in right.enumerated() {
                let above = row[place + 1]
                row[place + 1] = element == other ? corner + 1 : max(above, row[place])
                corner = above
            }
        }
        return row.last ?? 0
    }

    /// The stretches lie side by side without a gap, equal and changed ones in turn, and equal ones are equal.
    /// - Returns: how much is the same.
    private func check<Element: Hashable>(_ old: [Element], _ new: [Element]) -> Int {
        var (oldEnd, newEnd, same) = (0, 0, 0)
        var wasSame: Bool?
        for stretch in SequenceDiff.stretches(old, new) {
            #expect(stretch.old.lowerBound == oldEnd && stretch.new.lowerBound == newEnd)
            #expect(stretch.isSame != wasSame && !(stretch.old.isEmpty && stretch.new.isEmpty))
            if stretch.isSame {
                #expect(old[stretch.old] == new[stretch.new])
                same += stretch.old.count
            }
            (oldEnd, newEnd, wasSame) = (stretch.old.upperBound, stretch.new.upperBound, stretch.isSame)
        }
        #expect(oldEnd == old.count && newEnd == new.count)
        return same
    }

    @Test("of all short sequences the whole is covered, and as much is the same as can be")
    func exhaustive() {
        let sequences = Self.sequences(upTo: 4)
        for old in sequences {
            for new in sequences { #expect(check(old, new) == Self.common(old, new)) }
        }
    }

    @Test("of longer ones too", arguments: 0..<60)
    func random(_ seed: UInt64) {
        var random = SeededNumbers(seed)
        func sequence() -> [Int] {
            (0..<Int.random(in: 0...90, using: &random)).map { _ in Int.random(in: 0..<7, using: &random) }
        }
        let (old, new) = (sequence(), sequence())
        #expect(check(old, new) == Self.common(old, new))
    }

    @Test("where a shortest way would take too long a longer one is taken, which is as true")
    func split() {
        var random = SeededNumbers(7)
        let old = (0..<20_000).map { _ in Int.random(in: 0..<50, using: &random) }
        let new = (0..<20_000).map { _ in Int.random(in: 0..<50, using: &random) }
        #expect(check(old, new) > 0)
        #expect(check(Array(0..<20_000), Array(20_000..<40_000)) == 0)
    }

    @Test("every line of both texts is in the rows once, in order", arguments: 0..<40)
    func rows(_ seed: UInt64) {
        var random = SeededNumbers(seed)
        func text() -> String {
            (0..<Int.random(in: 0...12, using: &random)).map { _ in
                ["", "a", "b", "c d"].randomElement(using: &random) ?? ""
            }
            .joined(separator: "\n")
        }
        let diff = TextDiff(text(), text())
        var (old, new): ([Int], [Int]) = ([], [])
        for row in diff.rows {
            switch row {
            case .same(let left, let right):
                #expect(diff.old[left] == diff.new[right])
                old.append(left)
                new.append(right)
            case .changed(let left, let right):
                old.append(left)
                new.append(right)
            case .removed(let left): old.append(left)
            case .added(let right): new.append(right)
            }
        }
        #expect(old == Array(diff.old.indices) && new == Array(diff.new.indices))
        #expect(diff.isEmpty == (diff.old == diff.new))
    }

    @Test(
        "the pieces of a line are the line, and the words that changed are marked",
        arguments: [
            ("Press Esc once.", "Press Esc twice now.", ["once"], ["twice now"]),
            ("日本語のテスト", "日本語のテキスト", [], ["キ"]),
            ("same", "same", [], []), ("nothing", "else", [], []), ("", "new", [], []),
            ("한국어 하나", "한국어 둘", ["하나"], ["둘"]),
        ])
    func words(_ old: String, _ new: String, _ gone: [String], _ come: [String]) {
        let diff = WordDiff(old, new)
        #expect(diff.old.map(\.text).joined() == old && diff.new.map(\.text).joined() == new)
        #expect(diff.old.filter(\.isChanged).map(\.text) == gone)
        #expect(diff.new.filter(\.isChanged).map(\.text) == come)
    }

    @Test("no row is wider than the page, at any width", arguments: 1...120)
    func fits(_ columns: Int) {
        let diff = TextDiff(EveryBlock.text, EveryBlock.text.replacing("the", with: "日本").replacing("\n\n", with: "\n"))
        let lines = DiffPage(diff, theme: .dark).lines(columns: columns)
        // A character of two columns has no half.
        #expect(lines.allSatisfy { $0.columns <= max(columns, 4) })
    }
}

/// The same numbers for the same seed (SplitMix64).
private struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
