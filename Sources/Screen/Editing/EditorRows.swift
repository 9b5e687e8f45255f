import TerminalModel

/// Text that is being written, cut into the rows it is shown in, with the way from place to column and back.
struct EditorRows: Hashable {
    /// The clusters of each row, without its line end but with the blanks it is broken at. At least one; they rise.
    let ranges: [Range<Int>]
    let texts: [SafeText]
    private let clusters: [Character]
    private let columns: Int

    /// - Parameter clusters: as they are when they are joined to one text.
    init(_ clusters: [Character], columns: Int) {
        let text = String(clusters)
        var ranges: [Range<Int>] = []
        var texts: [SafeText] = []
        var index = text.startIndex
        var place = 0
        for row in TextWrap.rows(of: text, columns: columns) {
            place += text.distance(from: index, to: row.range.lowerBound)
            let end = place + text.distance(from: row.range.lowerBound, to: row.range.upperBound)
            ranges.append(place..<end)
            texts.append(row.text)
            place = end
            index = row.range.upperBound
        }
        self.ranges = ranges
        self.texts = texts
        self.clusters = clusters
        self.columns = max(1, columns)
    }

    var count: Int { ranges.count }

    func row(of place: Int) -> Int {
        ranges.lastIndex { $0.lowerBound <= place } ?? 0
    }

    /// The display column of a place in its row; blanks that hang over the edge take none.
    func column(of place: Int) -> Int {
        let row = ranges[row(of: place)]
        let used = clusters[row.lowerBound..<min(max(place, row.lowerBound), row.upperBound)].reduce(0) {
            $0 + TextWrap.columns(ofShown: $1, in: columns)
        }
        return min(used, columns)
    }

    /// The place in a row that is at this column, or the nearest before it.
    func place(atColumn column: Int, inRow index: Int) -> Int {
        let row = ranges[index]
        // The place behind a row that was wrapped is the next row's first.
        let isWrapped = index + 1 < count && ranges[index + 1].lowerBound == row.upperBound
        let last = isWrapped ? max(row.lowerBound, row.upperBound - 1) : row.upperBound
        var place = row.lowerBound
        var used = 0
        while place < last {
            used += TextWrap.columns(ofShown: clusters[place], in: columns)
            if used > column { break }
            place += 1
        }
        return place
    }
}
