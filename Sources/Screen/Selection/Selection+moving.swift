import ChatModel
import TerminalModel

// Moving the end of a selection

extension Transcript {
    /// Begins a selection at what the person looks at, or gives the one that there is another shape.
    mutating func select(_ shape: Selection.Shape, _ scene: Scene) {
        if var other = selection, spot(other.head, scene) != nil {
            // The same key again begins at the moving end.
            if other.shape == shape { other.anchor = other.head }
            other.shape = shape
            other.isByMouse = false
            selection = other
        } else if let spot = start(shape, scene) {
            let place = textPlace(spot, scene)
            selection = Selection(shape: shape, anchor: place, head: place)
        }
    }

    /// Where the person looks: at the current hit, else at the top of the view; at the newest message where the view
    /// follows the end.
    private mutating func start(_ shape: Selection.Shape, _ scene: Scene) -> Spot? {
        if let results = find?.results, let current = results.current {
            let hit = results[current].lowerBound
            return Spot(Place(index: current.index, line: hit.line), cluster: hit.cluster)
        }
        guard let last = scene.messages.indices.last else { return nil }
        var place = top(scene)
        if isAtEnd(scene) { place = max(place, Place(index: last, line: bodyStart(of: scene.messages[last], scene))) }
        if shape == .block, isAtEnd(scene) {
            place = Place(index: last, line: max(Entry.linesOfHeader, entry(last, scene).partsStart - 1))
            return textRow(place, -1, scene).map { Spot($0, cluster: 0) }
        }
        guard let row = textRow(place, 1, scene) ?? textRow(place, -1, scene) else { return nil }
        return Spot(row, cluster: entry(row.index, scene)[row.line].leadClusters)
    }

    /// The view follows the end.
    func isAtEnd(_ scene: Scene) -> Bool { scene.thread.map { anchors[$0] == nil } ?? true }

    /// The first line of text from a line on, itself included, down (1) or up (-1).
    mutating func textRow(_ start: Place, _ step: Int, _ scene: Scene) -> Place? {
        var place = start
        while scene.messages.indices.contains(place.index) {
            let entry = entry(place.index, scene)
            if step < 0 { place.line = min(place.line, entry.textEnd - 1) }
            while place.line >= 0, place.line < entry.textEnd {
                if entry[place.line].isText { return place }
                place.line += step
            }
            place = Place(index: place.index + step, line: step > 0 ? 0 : .max)
        }
        return nil
    }

    /// Moves the end of the selection as an action of moving says.
    mutating func moveSelection(_ action: Action, _ scene: Scene) {
        guard var moved = selection, let head = spot(moved.head, scene) else { return }
        let isUnit = moved.shape == .block || moved.shape == .message
        guard let target = isUnit ? unit(action, from: head, moved.shape, scene) : target(action, &moved, head, scene)
        else { return }
        moved.head = textPlace(target, scene)
        if isUnit { moved.anchor = moved.head }
        selection = moved
        show(target.place, scene)
    }

    /// The next block or message, or the one before.
    private mutating func unit(
        _ action: Action, from head: Spot, _ shape: Selection.Shape, _ scene: Scene
    ) -> Spot? {
        let isDown: Bool
        switch action {
        case .lineDown, .selectRight, .nextMessage, .nextCode, .pageDown, .halfPageDown: isDown = true
        case .lineUp, .selectLeft, .previousMessage, .previousCode, .pageUp, .halfPageUp: isDown = false
        default: return nil
        }
        let step = isDown ? 1 : -1
        if action == .nextCode || action == .previousCode {
            return code(step, from: head.place, scene).flatMap { textRow($0, 1, scene) }.map { Spot($0, cluster: 0) }
        }
        if shape == .message || action == .nextMessage || action == .previousMessage {
            let index = head.index + step
            guard scene.messages.indices.contains(index) else { return nil }
            return textRow(Place(index: index, line: 0), 1, scene).map { Spot($0, cluster: 0) }
        }
        let lines = linesOfBlock(at: head.place, scene)
        var place = Place(index: head.index, line: isDown ? lines.upperBound : lines.lowerBound - 1)
        // Empty lines between blocks belong to none.
        while let row = textRow(place, step, scene) {
            let entry = entry(row.index, scene)
            if entry[row.line].block != nil || entry.blocks.isEmpty {
                return Spot(Place(index: row.index, line: linesOfBlock(at: row, scene).lowerBound), cluster: 0)
            }
            place = Place(index: row.index, line: row.line + step)
            if place.line < 0 { place = Place(index: row.index - 1, line: .max) }
        }
        return nil
    }

    private mutating func target(
        _ action: Action, _ selection: inout Selection, _ head: Spot, _ scene: Scene
    ) -> Spot? {
        let row = entry(head.index, scene)[head.line]
        let page = max(1, scene.size.rows - 2)
        var rows = 0
        switch action {
        case .lineUp: rows = -1
        case .lineDown: rows = 1
        case .pageUp: rows = -page
        case .pageDown: rows = page
        case .halfPageUp: rows = -max(1, page / 2)
        case .halfPageDown: rows = max(1, page / 2)
        default:
            selection.aim = nil
            return place(action, from: head, in: row, scene)
        }
        let column = selection.aim ?? row.column(ofCluster: head.cluster)
        selection.aim = column
        let far = place(head.place, movedBy: rows, before: end(scene), scene)
        let step = rows.signum()
        guard let found = textRow(far, step, scene) ?? textRow(far, -step, scene) else { return nil }
        return Spot(found, cluster: entry(found.index, scene)[found.line].cluster(atColumn: column))
    }

    /// Where an action leads that is no matter of rows.
    private mutating func place(_ action: Action, from head: Spot, in row: TextRow, _ scene: Scene) -> Spot? {
        switch action {
        case .selectLeft: return beside(head, -1, scene)
        case .selectRight: return beside(head, 1, scene)
        case .selectWordLeft: return word(from: head, -1, scene)
        case .selectWordRight: return word(from: head, 1, scene)
        case .selectRowStart: return Spot(head.place, cluster: row.leadClusters)
        case .selectRowEnd: return Spot(head.place, cluster: max(row.leadClusters, row.clusterCount - 1))
        case .toStart: return textRow(Place(index: 0, line: 0), 1, scene).map { Spot($0, cluster: 0) }
        case .toEnd: return textRow(end(scene), -1, scene).map { Spot($0, cluster: .max - 1) }
        case .previousMessage, .nextMessage:
            let index = max(0, min(head.index + (action == .nextMessage ? 1 : -1), scene.messages.count - 1))
            return textRow(Place(index: index, line: 0), 1, scene).map { Spot($0, cluster: 0) }
        case .previousCode, .nextCode:
            return code(action == .nextCode ? 1 : -1, from: head.place, scene).flatMap { textRow($0, 1, scene) }
                .map { Spot($0, cluster: 0) }
        default: return nil
        }
    }

    /// The cluster beside one, in the next row of text where the row ends.
    private mutating func beside(_ spot: Spot, _ step: Int, _ scene: Scene) -> Spot? {
        let row = entry(spot.index, scene)[spot.line]
        let cluster = min(spot.cluster, max(0, row.clusterCount - 1)) + step
        if cluster >= row.leadClusters, cluster < row.clusterCount { return Spot(spot.place, cluster: cluster) }
        var next = Place(index: spot.index, line: spot.line + step)
        if next.line < 0 { next = Place(index: spot.index - 1, line: .max) }
        guard let place = textRow(next, step, scene) else { return nil }
        let other = entry(place.index, scene)[place.line]
        return Spot(place, cluster: step > 0 ? other.leadClusters : max(other.leadClusters, other.clusterCount - 1))
    }

    /// The start of the next word, or of the word before.
    private mutating func word(from spot: Spot, _ step: Int, _ scene: Scene) -> Spot? {
        var place = spot
        var found: Spot?
        while let next = beside(place, step, scene) {
            place = next
            let isStart = isWordStart(next, scene)
            found = next
            if isStart { break }
        }
        return found
    }

    private mutating func isWordStart(_ spot: Spot, _ scene: Scene) -> Bool {
        let row = entry(spot.index, scene)[spot.line]
        let clusters = row.line.clusters
        guard clusters.indices.contains(spot.cluster), !clusters[spot.cluster].isWhitespace else { return false }
        guard spot.cluster > row.leadClusters else { return true }
        let before = clusters[spot.cluster - 1]
        return before.isWhitespace || before.isOfWord != clusters[spot.cluster].isOfWord
    }
}

extension TextRow {
    /// The column that a cluster begins in.
    func column(ofCluster cluster: Int) -> Int {
        line.clusters.prefix(cluster).reduce(0) { $0 + DisplayWidth.columns(of: $1) }
    }

    /// The cluster in a column, or the nearest that is text.
    func cluster(atColumn column: Int) -> Int {
        var end = 0
        let clusters = line.clusters
        let found = clusters.firstIndex { cluster in
            end += DisplayWidth.columns(of: cluster)
            return end > column
        }
        return max(leadClusters, min(found ?? clusters.count - 1, clusters.count - 1))
    }
}
