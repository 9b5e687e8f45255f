import TerminalModel

/// One line of what was said, free of the rows that it is shown in.
struct LogicalLine {
    /// Its part in one row.
    struct Piece: Hashable {
        /// The line of the entry.
        let line: Int
        /// The first cluster of the row that is text.
        let lead: Int
        /// Where that cluster is in the logical line.
        let start: Int
    }

    private(set) var pieces: [Piece] = []
    /// The clusters; empty where there is ASCII only.
    private(set) var clusters: [Character] = []
    /// One byte a cluster, while there is ASCII only.
    private(set) var ascii: [UInt8] = []
    private(set) var isASCII = true

    var count: Int { isASCII ? ascii.count : clusters.count }

    var allClusters: [Character] { isASCII ? ascii.map { Character(Unicode.Scalar($0)) } : clusters }

    /// The line of an entry that begins in one of its lines.
    /// - Returns: also the line behind it; nothing of an ornament.
    static func starting(at first: Int, in entry: Entry) -> (line: LogicalLine, end: Int) {
        var logical = LogicalLine()
        guard entry[first].isText else { return (logical, first + 1) }
        logical.append(entry[first], line: first)
        var line = first + 1
        while line < entry.textEnd, case .wrapped(let blanks) = entry[line].joint {
            logical.append(String(repeating: " ", count: blanks))
            logical.append(entry[line], line: line)
            line += 1
        }
        return (logical, line)
    }

    /// Where a cluster of the line is shown, or the end of the row where a range may end behind the last.
    func place(of cluster: Int, isEnd: Bool = false) -> TextPlace.InEntry {
        var low = 0
        var high = pieces.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if pieces[middle].start < cluster || !isEnd && pieces[middle].start == cluster {
                low = middle
            } else {
                high = middle - 1
            }
        }
        let piece = pieces[low]
        return TextPlace.InEntry(line: piece.line, cluster: piece.lead + cluster - piece.start)
    }

    private mutating func append(_ row: TextRow, line: Int) {
        let lead = row.leadClusters
        pieces.append(Piece(line: line, lead: lead, start: count))
        var skipped = 0
        for span in row.line.spans {
            if skipped >= lead {
                append(span.text.string)
            } else {
                let length = span.text.string.count
                append(String(span.text.string.dropFirst(lead - skipped)))
                skipped += length
            }
        }
    }

    private mutating func append(_ text: String) {
        if isASCII {
            guard !text.utf8.allSatisfy({ $0 < 0x80 }) else {
                ascii.append(contentsOf: text.utf8)
                return
            }
            clusters = allClusters
            isASCII = false
            ascii = []
        }
        clusters.append(contentsOf: text)
    }
}
