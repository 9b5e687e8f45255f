import ChatModel
import TerminalModel
import TextDirection

extension Transcript {
    /// The cluster under a cell, or the nearest one that is text: above the view the first on it, below the last.
    mutating func spot(at position: Position, in area: Rect, _ scene: Scene) -> Spot? {
        let rows = max(0, min(position.row - area.row, area.rows - 1))
        let top = top(scene)
        var place = place(top, movedBy: rows, before: end(scene), scene)
        let last = end(scene)
        if place > last { place = last }
        guard let row = textRow(place, 1, scene) ?? textRow(place, -1, scene) else { return nil }
        let text = entry(row.index, scene)[row.line]
        if row > place { return Spot(row, cluster: text.leadClusters) }
        let column = position.column - area.column
        return Spot(row, cluster: cluster(in: text, atColumn: column, isCode: isCode(row, scene), scene))
    }

    /// The link under a cell.
    mutating func link(at position: Position, in area: Rect, _ scene: Scene) -> String? {
        guard let spot = spot(at: position, in: area, scene) else { return nil }
        let row = entry(spot.index, scene)[spot.line]
        guard position.column - area.column < row.columns else { return nil }
        var clusters = 0
        return row.line.spans.first { span in
            clusters += span.text.string.count
            return clusters > spot.cluster
        }?.link
    }

    /// Selects the word that a cluster belongs to.
    mutating func selectWord(at spot: Spot, _ scene: Scene) {
        let row = entry(spot.index, scene)[spot.line]
        let clusters = row.line.clusters
        guard clusters.indices.contains(spot.cluster) else { return }
        let isOfWord = clusters[spot.cluster].isOfWord
        var (first, last) = (spot.cluster, spot.cluster)
        while isOfWord, first > row.leadClusters, clusters[first - 1].isOfWord { first -= 1 }
        while isOfWord, last + 1 < clusters.count, clusters[last + 1].isOfWord { last += 1 }
        selection = Selection(
            shape: .characters, anchor: textPlace(Spot(spot.place, cluster: first), scene),
            head: textPlace(Spot(spot.place, cluster: last), scene), isByMouse: true)
    }

    private mutating func isCode(_ place: Place, _ scene: Scene) -> Bool {
        entry(place.index, scene).isCode(place.line)
    }

    /// The cluster that is drawn in a column. Each one is numbered and put in order as the row is when it is drawn.
    private func cluster(in row: TextRow, atColumn column: Int, isCode: Bool, _ scene: Scene) -> Int {
        var column = column
        if row.columns > scene.size.columns || pan > 0 && isCode, column >= row.leadColumns { column += pan }
        guard scene.ordersText, !row.line.spans.allSatisfy({ $0.text.string.utf8.allSatisfy { $0 < 0x80 } }) else {
            return row.cluster(atColumn: column)
        }
        var numbered = row
        numbered.line.spans = row.line.clusters.enumerated().map {
            Span(SafeText(String($0.element)), Style(), link: String($0.offset))
        }
        var end = 0
        let drawn = numbered.displayed(columns: scene.size.columns)
        let found = drawn.spans.first { span in
            end += span.text.columns
            return end > column
        }
        return found.flatMap { $0.link.flatMap { Int($0) } } ?? max(row.leadClusters, row.clusterCount - 1)
    }
}
