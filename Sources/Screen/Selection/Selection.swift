import ChatModel
import TerminalModel

/// Text of the transcript that is chosen to be taken away.
struct Selection {
    enum Shape {
        case characters, lines, block, message
    }

    var shape: Shape
    /// Where it began.
    var anchor: TextPlace
    /// The end that moves; the cluster here belongs to the selection.
    var head: TextPlace
    /// Made by the mouse: it has no keys of its own where something is written.
    var isByMouse = false
    /// The column that moving up and down aims at.
    var aim: Int?
}

/// A cluster of a row of the thread. Higher ones are less.
struct Spot: Hashable, Comparable {
    var index: Int
    var line: Int
    var cluster: Int

    init(_ place: Transcript.Place, cluster: Int) {
        index = place.index
        line = place.line
        self.cluster = cluster
    }

    var place: Transcript.Place { Transcript.Place(index: index, line: line) }

    static func < (left: Self, right: Self) -> Bool {
        (left.index, left.line, left.cluster) < (right.index, right.line, right.cluster)
    }
}

/// What is selected, the last cluster included.
struct SelectedText: Hashable {
    var first: Spot
    var last: Spot
    let shape: Selection.Shape

    /// The clusters of a row that are selected; nil if none are, empty in a row without text.
    func clusters(inLine line: Int, of index: Int, row: TextRow) -> Range<Int>? {
        let place = Transcript.Place(index: index, line: line)
        guard row.isText, first.place <= place, place <= last.place else { return nil }
        let lead = row.leadClusters
        let count = max(lead, row.clusterCount)
        let start = place == first.place ? max(lead, min(first.cluster, count)) : lead
        let end = place == last.place ? min(last.cluster + 1, count) : count
        return start..<max(start, end)
    }
}
