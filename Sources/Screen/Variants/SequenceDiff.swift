/// What two sequences have in common and what not, found by the least number of changes as far as that is cheap.
///
/// Myers' algorithm in linear space. A stretch that would take too many steps is split where the search got furthest:
/// the result is then longer than need be, and as true. So the time grows with the length, not with its square.
struct SequenceDiff {
    /// A stretch of both that is the same, or one that stands for the other. Stretches follow each other without a gap.
    struct Stretch: Hashable {
        var old: Range<Int>
        var new: Range<Int>
        let isSame: Bool
    }

    private let old: [Int]
    private let new: [Int]
    private var isGone: [Bool]
    private var isNew: [Bool]
    /// How far the search has come on each diagonal, from the start and from the end.
    private var forward: [Int]
    private var backward: [Int]
    private let origin: Int
    /// So many steps a stretch may take before it is split: the fewer the longer the sequences are.
    private let mostSteps: Int

    private struct Box {
        var x: Range<Int>
        var y: Range<Int>
    }

    /// Equal stretches and changed ones in turn; none for two empty sequences.
    static func stretches<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Stretch] {
        var numbers: [Element: Int] = [:]
        func number(_ element: Element) -> Int {
            let next = numbers.count
            if let known = numbers[element] { return known }
            numbers[element] = next
            return next
        }
        var diff = SequenceDiff(old.map(number), new.map(number))
        diff.compare()
        return diff.stretches()
    }

    private init(_ old: [Int], _ new: [Int]) {
        self.old = old
        self.new = new
        isGone = Array(repeating: false, count: old.count)
        isNew = Array(repeating: false, count: new.count)
        origin = new.count + 1
        forward = Array(repeating: 0, count: old.count + new.count + 3)
        backward = forward
        mostSteps = max(32, min(256, 4_000_000 / (old.count + new.count + 1)))
    }

    private mutating func compare() {
        var boxes = [Box(x: old.indices, y: new.indices)]
        while var box = boxes.popLast() {
            while let x = box.x.first, let y = box.y.first, old[x] == new[y] {
                box = Box(x: x + 1..<box.x.upperBound, y: y + 1..<box.y.upperBound)
            }
            while let x = box.x.last, let y = box.y.last, old[x] == new[y] {
                box = Box(x: box.x.lowerBound..<x, y: box.y.lowerBound..<y)
            }
            if box.x.isEmpty || box.y.isEmpty {
                for x in box.x { isGone[x] = true }
                for y in box.y { isNew[y] = true }
            } else {
                let (x, y) = middle(of: box)
                boxes.append(Box(x: x..<box.x.upperBound, y: y..<box.y.upperBound))
                boxes.append(Box(x: box.x.lowerBound..<x, y: box.y.lowerBound..<y))
            }
        }
    }

    private func stretches() -> [Stretch] {
        var stretches: [Stretch] = []
        var (x, y) = (0, 0)
        while x < old.count || y < new.count {
            let (startX, startY) = (x, y)
            while x < old.count, isGone[x] { x += 1 }
            while y < new.count, isNew[y] { y += 1 }
            if (x, y) != (startX, startY) {
                stretches.append(Stretch(old: startX..<x, new: startY..<y, isSame: false))
                continue
            }
            while x < old.count, y < new.count, !isGone[x], !isNew[y] {
                x += 1
                y += 1
            }
            stretches.append(Stretch(old: startX..<x, new: startY..<y, isSame: true))
        }
        return stretches
    }
}

// The middle of a shortest way

extension SequenceDiff {
    /// The diagonals that the search is on in one direction.
    private struct Front {
        var low: Int
        var high: Int

        /// One step on: the diagonals at both sides are added as far as the box goes, else left out.
        mutating func widen(in bounds: ClosedRange<Int>, of reach: inout [Int], origin: Int, beyond: Int) {
            if low > bounds.lowerBound {
                low -= 1
                reach[low - 1 + origin] = beyond
            } else {
                low += 1
            }
            if high < bounds.upperBound {
                high += 1
                reach[high + 1 + origin] = beyond
            } else {
                high -= 1
            }
        }

        var diagonals: StrideThrough<Int> { stride(from: high, through: low, by: -2) }

        func holds(_ diagonal: Int) -> Bool { low <= diagonal && diagonal <= high }
    }

    /// A point that a way with few changes goes through; never a corner of the box. Neither side of the box is empty,
    /// and its first and its last elements differ.
    private mutating func middle(of box: Box) -> (x: Int, y: Int) {
        let bounds = box.x.lowerBound - box.y.upperBound...box.x.upperBound - box.y.lowerBound
        let start = box.x.lowerBound - box.y.lowerBound
        let end = box.x.upperBound - box.y.upperBound
        var down = Front(low: start, high: start)
        var up = Front(low: end, high: end)
        forward[start + origin] = box.x.lowerBound
        backward[end + origin] = box.x.upperBound
        let isOdd = !(start - end).isMultiple(of: 2)
        for _ in 0..<mostSteps {
            down.widen(in: bounds, of: &forward, origin: origin, beyond: -1)
            for diagonal in down.diagonals {
                let x = stepForward(on: diagonal, in: box)
                if isOdd, up.holds(diagonal), backward[diagonal + origin] <= x { return (x, x - diagonal) }
            }
            up.widen(in: bounds, of: &backward, origin: origin, beyond: .max)
            for diagonal in up.diagonals {
                let x = stepBackward(on: diagonal, in: box)
                if !isOdd, down.holds(diagonal), x <= forward[diagonal + origin] { return (x, x - diagonal) }
            }
        }
        return furthest(down, up, in: box)
    }

    private mutating func stepForward(on diagonal: Int, in box: Box) -> Int {
        let place = diagonal + origin
        var x = max(forward[place - 1] + 1, forward[place + 1])
        while x < box.x.upperBound, x - diagonal < box.y.upperBound, old[x] == new[x - diagonal] { x += 1 }
        forward[place] = x
        return x
    }

    private mutating func stepBackward(on diagonal: Int, in box: Box) -> Int {
        let place = diagonal + origin
        var x = min(backward[place - 1], backward[place + 1] - 1)
        while x > box.x.lowerBound, x - diagonal > box.y.lowerBound, old[x - 1] == new[x - 1 - diagonal] { x -= 1 }
        backward[place] = x
        return x
    }

    /// Of all points that were reached, the one with the most behind it.
    private func furthest(_ down: Front, _ up: Front, in box: Box) -> (x: Int, y: Int) {
        var first = (x: box.x.lowerBound, y: box.y.lowerBound)
        for diagonal in down.diagonals {
            let x = min(forward[diagonal + origin], box.x.upperBound, box.y.upperBound + diagonal)
            if x + x - diagonal > first.x + first.y { first = (x, x - diagonal) }
        }
        var last = (x: box.x.upperBound, y: box.y.upperBound)
        for diagonal in up.diagonals {
            let x = max(backward[diagonal + origin], box.x.lowerBound, box.y.lowerBound + diagonal)
            if x + x - diagonal < last.x + last.y { last = (x, x - diagonal) }
        }
        let gained = first.x + first.y - box.x.lowerBound - box.y.lowerBound
        let left = box.x.upperBound + box.y.upperBound - last.x - last.y
        return gained > left ? first : last
    }
}
