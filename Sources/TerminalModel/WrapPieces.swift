/// A line as wrapping sees it, which can give back any part of it with its styles and links.
struct WrapPieces {
    private(set) var units: [WrapUnit] = []
    private let spans: [Span]
    /// The unit that each span begins with.
    private var starts: [Int] = []
    /// One unit is one byte.
    private let isPlain: Bool

    init(_ line: StyledLine, columns: Int) {
        spans = line.spans
        isPlain = spans.allSatisfy { $0.text.string.utf8.allSatisfy { $0 < 0x80 } }
        for span in spans {
            starts.append(units.count)
            if isPlain {
                units.append(contentsOf: span.text.string.utf8.lazy.map { Self.plain[Int($0)] })
                continue
            }
            for cluster in span.text.string {
                for cell in DisplayWidth.cells(of: cluster) {
                    units.append(WrapUnit(cell.cluster, columns: cell.columns, of: columns))
                }
            }
        }
    }

    private static let plain = (0..<128).map { WrapUnit(Character(Unicode.Scalar(UInt8($0))), columns: 1, of: 1) }

    /// The spans of some of the units; those that would be empty are left out.
    func spans(of part: Range<Int>) -> [Span] {
        guard !part.isEmpty else { return [] }
        var number = starts.firstIndex { $0 > part.lowerBound }.map { $0 - 1 } ?? starts.count - 1
        var parts: [Span] = []
        var start = part.lowerBound
        while start < part.upperBound {
            let end = min(part.upperBound, number + 1 < starts.count ? starts[number + 1] : units.count)
            if start < end {
                parts.append(Span(text(of: start..<end, in: number), spans[number].style, link: spans[number].link))
            }
            start = end
            number += 1
        }
        return parts
    }

    private func text(of part: Range<Int>, in number: Int) -> SafeText {
        guard isPlain else {
            return SafeText(safe: units[part].reduce(into: "") { $0 += $1.text.string })
        }
        let string = spans[number].text.string
        let start = string.utf8.index(string.startIndex, offsetBy: part.lowerBound - starts[number])
        let end = string.utf8.index(start, offsetBy: part.count)
        return SafeText(safe: String(string[start..<end]), columns: part.count)
    }
}
