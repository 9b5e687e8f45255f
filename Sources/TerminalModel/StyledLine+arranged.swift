extension StyledLine {
    /// The clusters of all spans, one after the other.
    package var clusters: [Character] { spans.flatMap { Array($0.text.string) } }

    /// The line with its clusters in another order, each with the style and the link that it has.
    /// - Parameter order: numbers of `clusters`, each with what is shown in its place if that is not the cluster itself.
    package func arranged(_ order: [(cluster: Int, instead: SafeText?)]) -> StyledLine {
        var clusters: [(text: Character, span: Int)] = []
        for (number, span) in spans.enumerated() { clusters += span.text.string.map { ($0, number) } }
        var line = StyledLine()
        var place = order.startIndex
        while place < order.endIndex {
            let owner = clusters[order[place].cluster].span
            var text = ""
            while place < order.endIndex, clusters[order[place].cluster].span == owner {
                if let instead = order[place].instead {
                    text += instead.string
                } else {
                    text.append(clusters[order[place].cluster].text)
                }
                place += 1
            }
            line.spans.append(Span(SafeText(safe: text), spans[owner].style, link: spans[owner].link))
        }
        return line
    }
}
