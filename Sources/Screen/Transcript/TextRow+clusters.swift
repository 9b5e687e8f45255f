import TerminalModel

// Places in a row are counted in grapheme clusters of what is shown, the lead included.

extension TextRow {
    static func ornament(_ line: StyledLine) -> TextRow { TextRow(line, joint: .ornament) }

    /// It shows something that was said, and is copied and found.
    var isText: Bool { joint != .ornament }

    var clusterCount: Int { line.clusterCount }

    /// How many clusters at its head are no text.
    var leadClusters: Int {
        guard leadColumns > 0 else { return 0 }
        var columns = 0
        var count = 0
        for span in line.spans {
            for cluster in span.text.string {
                guard columns < leadColumns else { return count }
                columns += DisplayWidth.columns(of: cluster)
                count += 1
            }
        }
        return count
    }
}

extension StyledLine {
    var clusterCount: Int { spans.reduce(0) { $0 + $1.text.string.count } }

    var clusters: [Character] { spans.flatMap { Array($0.text.string) } }

    /// The line with a style laid over some of its clusters.
    func marked(_ range: Range<Int>, _ style: Style) -> StyledLine {
        var marked = StyledLine()
        var place = 0
        for span in spans {
            let clusters = span.text.string
            let end = place + clusters.count
            let inside = range.clamped(to: place..<end)
            if inside.isEmpty {
                marked.spans.append(span)
            } else {
                marked.append(clusters.dropLast(end - inside.lowerBound), of: span, span.style)
                marked.append(
                    clusters.dropFirst(inside.lowerBound - place).prefix(inside.count), of: span,
                    span.style.overlaid(by: style))
                marked.append(clusters.dropFirst(inside.upperBound - place), of: span, span.style)
            }
            place = end
        }
        return marked
    }

    private mutating func append(_ text: Substring, of span: Span, _ style: Style) {
        if !text.isEmpty { spans.append(Span(SafeText(text), style, link: span.link)) }
    }

    /// What stands in some columns of the line; half of a wide cluster is a blank.
    func columns(_ range: Range<Int>) -> StyledLine {
        var cut = StyledLine()
        var column = 0
        for span in spans {
            var text = ""
            for cluster in span.text.string {
                let end = column + DisplayWidth.columns(of: cluster)
                if column >= range.lowerBound, end <= range.upperBound {
                    text.append(cluster)
                } else {
                    text += String(repeating: " ", count: range.clamped(to: column..<end).count)
                }
                column = end
            }
            if !text.isEmpty { cut.spans.append(Span(SafeText(text), span.style, link: span.link)) }
        }
        return cut
    }
}
