import TerminalModel

/// Plain text cut into the rows it is shown in, at words where there are words, with the way from place to column and back.
struct TextRows: Hashable {
    /// A range of clusters without the line break behind it. At least one row; the ranges rise.
    let rows: [Range<Int>]
    private let clusters: [Character]
    private let columns: Int

    /// - Parameter columns: a row takes as many at most; blanks at its end may hang over.
    init(_ clusters: [Character], columns: Int) {
        let columns = max(1, columns)
        self.clusters = clusters
        self.columns = columns
        var rows: [Range<Int>] = []
        var start = 0
        var used = 0
        var lastBreak: Int?
        var index = 0
        while index < clusters.count {
            let cluster = clusters[index]
            let width = Self.columns(of: cluster)
            if cluster.isNewline {
                rows.append(start..<index)
                start = index + 1
            } else if used + width > columns, cluster != " ", index > start {
                let next = lastBreak ?? index
                rows.append(start..<next)
                start = next
                index = next
                used = 0
                lastBreak = nil
                continue
            } else {
                used += width
                if cluster == " " { lastBreak = index + 1 }
                index += 1
                continue
            }
            used = 0
            lastBreak = nil
            index += 1
        }
        rows.append(start..<clusters.count)
        self.rows = rows
    }

    /// What a cluster looks like. A tab is four blanks wide everywhere.
    static func shown(_ cluster: Character) -> SafeText {
        cluster == "\t" ? "    " : SafeText(String(cluster))
    }

    static func columns(of cluster: Character) -> Int {
        cluster.isASCII && cluster.asciiValue ?? 0 >= 0x20 && cluster != "\u{7F}" ? 1 : shown(cluster).columns
    }

    func row(of place: Int) -> Int {
        rows.lastIndex { $0.lowerBound <= place } ?? 0
    }

    /// The display column of a place in its row.
    func column(of place: Int) -> Int {
        let row = rows[row(of: place)]
        let used = clusters[row.lowerBound..<min(place, row.upperBound)].reduce(0) { $0 + Self.columns(of: $1) }
        return min(used, columns)
    }

    /// The place in a row that is at this column, or the nearest before it.
    func place(atColumn column: Int, inRow index: Int) -> Int {
        let row = rows[index]
        // The place behind a row that was wrapped is the next row's first.
        let isWrapped = index + 1 < rows.count && rows[index + 1].lowerBound == row.upperBound
        let last = isWrapped ? max(row.lowerBound, row.upperBound - 1) : row.upperBound
        var place = row.lowerBound
        var used = 0
        while place < last {
            used += Self.columns(of: clusters[place])
            if used > column { break }
            place += 1
        }
        return place
    }

    func text(ofRow index: Int) -> SafeText {
        clusters[rows[index]].reduce("") { $0 + Self.shown($1) }
    }
}
