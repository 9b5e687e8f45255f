/// How one text was made another, line by line.
struct TextDiff: Hashable {
    /// A line of the one text, of the other, or of both. Lines that stand for each other are pairs.
    enum Row: Hashable {
        case same(old: Int, new: Int)
        case changed(old: Int, new: Int)
        case removed(old: Int)
        case added(new: Int)
    }

    let old: [String]
    let new: [String]
    /// Every line of both texts once, in order.
    let rows: [Row]

    init(_ old: String, _ new: String) {
        self.old = Self.lines(of: old)
        self.new = Self.lines(of: new)
        rows = SequenceDiff.stretches(self.old, self.new).flatMap(Self.rows)
    }

    var isEmpty: Bool { rows.allSatisfy { if case .same = $0 { true } else { false } } }

    private static func lines(of text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }

    private static func rows(of stretch: SequenceDiff.Stretch) -> [Row] {
        let pairs = zip(stretch.old, stretch.new).map { old, new -> Row in
            stretch.isSame ? .same(old: old, new: new) : .changed(old: old, new: new)
        }
        return pairs + stretch.old.dropFirst(pairs.count).map { .removed(old: $0) }
            + stretch.new.dropFirst(pairs.count).map { .added(new: $0) }
    }
}
