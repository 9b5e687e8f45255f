/// The cells of one row, into which text is written.
///
/// Whatever is written outside is cut off. A wide cluster is never half: where only one of its cells is free, or one is
/// overwritten later, a blank takes the other's place.
///
/// Screens are made of these and compared sixty times a second, so a cell is a number here, and only a cluster of several
/// code points is kept beside.
package struct CellRow: Sendable {
    private struct Place: Hashable, Sendable {
        /// A code point, or `CellRow.several` with the number of the cluster.
        var code: UInt32
        var style: Style
        var columns: UInt8
    }

    private static let several: UInt32 = 1 << 31
    private static let blank: UInt32 = 0x20

    private var places: [Place]
    /// The clusters of several code points; some may be overwritten since.
    private var clusters: [Character] = []

    package init(columns: Int, style: Style = Style()) {
        let blank = Place(code: Self.blank, style: style, columns: 1)
        places = [Place](repeating: blank, count: max(0, columns))
    }

    package var count: Int { places.count }

    package subscript(column: Int) -> Cell {
        let place = places[column]
        return Cell(cluster(of: place), place.style, columns: place.columns)
    }

    /// The code point of a cell that holds no other.
    package func scalar(at column: Int) -> Unicode.Scalar? { Unicode.Scalar(places[column].code) }

    package func style(at column: Int) -> Style { places[column].style }

    /// 0 in the second cell of a wide cluster.
    package func columns(at column: Int) -> Int { Int(places[column].columns) }

    private func cluster(of place: Place) -> Character {
        Unicode.Scalar(place.code).map(Character.init) ?? clusters[Int(place.code & ~Self.several)]
    }
}

extension CellRow: Equatable {
    /// The columns, in runs, in which this row is to be drawn over another of the same width.
    ///
    /// No run begins in the second half of a wide cluster.
    package func runs(over other: CellRow) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var column = 0
        while column < places.count {
            guard places[column].columns > 0, !isSame(column, as: other) else {
                column += 1
                continue
            }
            let start = column
            repeat { column += 1 } while column < places.count && !isSame(column, as: other)
            runs.append(start..<column)
        }
        return runs
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.places.indices.allSatisfy { left.isSame($0, as: right) }
    }

    private func isSame(_ column: Int, as other: CellRow) -> Bool {
        let (place, former) = (places[column], other.places[column])
        if place.code & former.code & Self.several == 0 { return place == former }
        return place.style == former.style && cluster(of: place) == other.cluster(of: former)
    }
}

// Writing

extension CellRow {
    /// Writes text to the right of a column, up to column `end` at most.
    mutating func write(_ text: SafeText, at start: Int, style: Style, end: Int) {
        let end = min(end, count)
        if text.string.unicodeScalars.allSatisfy(\.isSimple) {
            return write(text.string.unicodeScalars, at: start, style: style, end: end)
        }
        var column = start
        for (cluster, width) in text.string.lazy.flatMap(DisplayWidth.cells) where width > 0 {
            guard column + width <= end else { break }
            if column >= 0 { put(code(of: cluster), width, style, column) }
            column += width
        }
    }

    private mutating func write(_ scalars: String.UnicodeScalarView, at start: Int, style: Style, end: Int) {
        var column = start
        for scalar in scalars {
            let width = scalar.isASCII ? 1 : DisplayWidth.columns(of: scalar)
            guard column + width <= end else { break }
            if column >= 0 { put(scalar.value, width, style, column) }
            column += width
        }
    }

    mutating func fill(_ columns: Range<Int>, with cluster: Character, style: Style) {
        let code = code(of: cluster)
        for column in columns { put(code, 1, style, column) }
    }

    /// Gives cells a style and leaves what they show.
    mutating func restyle(_ columns: Range<Int>, _ change: (Style) -> Style) {
        for column in columns { places[column].style = change(places[column].style) }
    }

    private mutating func code(of cluster: Character) -> UInt32 {
        let scalars = cluster.unicodeScalars
        if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
            return first.value
        }
        clusters.append(cluster)
        return Self.several | UInt32(clusters.count - 1)
    }

    private mutating func put(_ code: UInt32, _ width: Int, _ style: Style, _ column: Int) {
        if places[column].columns == 0, column > 0 { blank(column - 1) }
        let after = column + width
        if after < count, places[after].columns == 0 { blank(after) }
        places[column] = Place(code: code, style: style, columns: UInt8(width))
        if width == 2 { places[column + 1] = Place(code: Self.blank, style: style, columns: 0) }
    }

    private mutating func blank(_ column: Int) {
        places[column].code = Self.blank
        places[column].columns = 1
    }
}
