import TerminalModel

/// Two texts as rows to read: side by side where there is room, else the old lines above the new ones.
struct DiffPage {
    /// From so many columns on the two texts stand side by side.
    static let columnsForTwo = 100
    /// So many lines that are alike stay around each difference; what is between is counted.
    private static let context = 3
    private static let divider = 3

    private let diff: TextDiff
    private let theme: Theme

    init(_ diff: TextDiff, theme: Theme) {
        self.diff = diff
        self.theme = theme
    }

    func lines(columns: Int) -> [StyledLine] {
        guard !diff.isEmpty else { return StyledLine("The two are alike.", theme.secondary).wrapped(columns: columns) }
        let isWide = columns >= Self.columnsForTwo
        return blocks().flatMap { block -> [StyledLine] in
            switch block {
            case .alike(let count): StyledLine(Self.words(alike: count), theme.secondary).wrapped(columns: columns)
            case .rows(let rows): isWide ? beside(rows, columns: columns) : below(rows, columns: columns)
            }
        }
    }

    private static func words(alike count: Int) -> SafeText { SafeText("⋯ \(count) lines alike") }
}

// What is shown of what is alike

extension DiffPage {
    private enum Block {
        case rows(ArraySlice<TextDiff.Row>)
        case alike(Int)
    }

    /// The rows in stretches that are alike and stretches that are not, long ones of the first kind folded.
    private func blocks() -> [Block] {
        var blocks: [Block] = []
        var rest = diff.rows[...]
        while let first = rest.first {
            let stretch = rest.prefix { $0.isSame == first.isSame }
            let isFirst = stretch.startIndex == diff.rows.startIndex
            rest = rest[stretch.endIndex...]
            let head = isFirst ? 0 : Self.context
            let tail = rest.isEmpty ? 0 : Self.context
            if first.isSame, stretch.count > head + tail + 1 {
                blocks += [
                    .rows(stretch.prefix(head)), .alike(stretch.count - head - tail), .rows(stretch.suffix(tail)),
                ]
            } else {
                blocks.append(.rows(stretch))
            }
        }
        return blocks
    }
}

// One below the other

extension DiffPage {
    /// Of rows that differ, first what was and then what is.
    private func below(_ rows: ArraySlice<TextDiff.Row>, columns: Int) -> [StyledLine] {
        guard rows.first?.isSame == false else {
            return rows.flatMap { side($0, isOld: false, columns: columns) }
        }
        return rows.flatMap { side($0, isOld: true, columns: columns) }
            + rows.flatMap { side($0, isOld: false, columns: columns) }
    }

    /// A row as it is on one side; nothing where it is on the other only.
    private func side(_ row: TextDiff.Row, isOld: Bool, columns: Int) -> [StyledLine] {
        let pieces: [WordDiff.Piece]
        switch row {
        case .same(let old, _): pieces = [WordDiff.Piece(text: diff.old[old], isChanged: false)]
        case .changed(let old, let new):
            let words = WordDiff(diff.old[old], diff.new[new])
            pieces = isOld ? words.old : words.new
        case .removed(let old):
            guard isOld else { return [] }
            pieces = [WordDiff.Piece(text: diff.old[old], isChanged: false)]
        case .added(let new):
            guard !isOld else { return [] }
            pieces = [WordDiff.Piece(text: diff.new[new], isChanged: false)]
        }
        let style = row.isSame ? theme.text : isOld ? theme.removed : theme.added
        let marked = style.overlaid(by: Style(.standard, on: .standard, [.bold, .underline]))
        let line = StyledLine(
            pieces.map { Span(SafeText(expandingTabs: $0.text), $0.isChanged ? marked : style) })
        let sign: SafeText = row.isSame ? "  " : isOld ? "- " : "+ "
        return line.wrapped(columns: max(1, columns - 2)).enumerated().map { number, row in
            StyledLine([Span(number == 0 ? sign : "  ", style)] + row.spans)
        }
    }
}

// Side by side

extension DiffPage {
    private func beside(_ rows: ArraySlice<TextDiff.Row>, columns: Int) -> [StyledLine] {
        let half = (columns - Self.divider) / 2
        return rows.flatMap { row -> [StyledLine] in
            let left = side(row, isOld: true, columns: half)
            let right = side(row, isOld: false, columns: half)
            return (0..<max(left.count, right.count)).map { number in
                let old = number < left.count ? left[number] : StyledLine()
                let new = number < right.count ? right[number] : StyledLine()
                let gap = Span(.blanks(half - old.columns))
                return StyledLine(old.spans + [gap, Span(" │ ", theme.rule)] + new.spans)
            }
        }
    }
}

extension TextDiff.Row {
    fileprivate var isSame: Bool { if case .same = self { true } else { false } }
}

extension Theme {
    /// What only the older of two texts has.
    var removed: Style { failure }

    /// What only the newer has.
    var added: Style { person }
}
