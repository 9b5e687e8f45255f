import ChatModel
import TerminalModel

// What is selected

extension Transcript {
    /// nil if nothing is selected, or its messages are gone.
    mutating func selected(_ scene: Scene) -> SelectedText? {
        guard let selection, let anchor = spot(selection.anchor, scene), let head = spot(selection.head, scene) else {
            return nil
        }
        var text = SelectedText(first: min(anchor, head), last: max(anchor, head), shape: selection.shape)
        switch selection.shape {
        case .characters: break
        case .lines:
            text.first = lineStart(of: text.first, scene)
            text.last = lineEnd(of: text.last, scene)
        case .block:
            let lines = linesOfBlock(at: head.place, scene)
            text.first = Spot(Place(index: head.index, line: lines.lowerBound), cluster: 0)
            text.last = Spot(Place(index: head.index, line: lines.upperBound - 1), cluster: .max - 1)
        case .message:
            let entry = entry(head.index, scene)
            text.first = Spot(Place(index: head.index, line: entry.bodyStart), cluster: 0)
            let last = max(entry.bodyStart, entry.partsStart - 1)
            text.last = Spot(Place(index: head.index, line: last), cluster: .max - 1)
        }
        return text
    }

    func spot(_ place: TextPlace, _ scene: Scene) -> Spot? {
        let messages = scene.messages
        let isThere = messages.indices.contains(place.index) && messages[place.index].id == place.message
        guard let index = isThere ? place.index : messages.firstIndex(where: { $0.id == place.message }) else {
            return nil
        }
        return Spot(Place(index: index, line: place.inEntry.line), cluster: place.inEntry.cluster)
    }

    func textPlace(_ spot: Spot, _ scene: Scene) -> TextPlace {
        TextPlace(
            message: scene.messages[spot.index].id, index: spot.index,
            inEntry: TextPlace.InEntry(line: spot.line, cluster: spot.cluster))
    }

    private mutating func lineStart(of spot: Spot, _ scene: Scene) -> Spot {
        let entry = entry(spot.index, scene)
        var line = min(spot.line, max(0, entry.count - 1))
        while line > Entry.linesOfHeader, case .wrapped = entry[line].joint { line -= 1 }
        return Spot(Place(index: spot.index, line: line), cluster: 0)
    }

    private mutating func lineEnd(of spot: Spot, _ scene: Scene) -> Spot {
        let entry = entry(spot.index, scene)
        var line = spot.line
        while line + 1 < entry.textEnd, case .wrapped = entry[line + 1].joint { line += 1 }
        return Spot(Place(index: spot.index, line: line), cluster: .max - 1)
    }

    /// The lines of the block that a line belongs to; of all that was said where there are no blocks.
    mutating func linesOfBlock(at place: Place, _ scene: Scene) -> Range<Int> {
        let entry = entry(place.index, scene)
        guard let block = entry[place.line].block else {
            return entry.bodyStart..<max(entry.bodyStart + 1, entry.partsStart)
        }
        var start = place.line
        while start > entry.bodyStart, entry[start - 1].block == block || isGap(start - 1, block, entry) {
            start -= 1
        }
        var end = place.line + 1
        while end < entry.partsStart, entry[end].block == block || isGap(end, block, entry) { end += 1 }
        return start..<end
    }

    /// A row of a block that belongs to no block by itself, such as an empty line between two of its rows.
    private func isGap(_ line: Int, _ block: Int, _ entry: Entry) -> Bool {
        guard entry[line].block == nil, line > entry.bodyStart, line + 1 < entry.partsStart else { return false }
        return entry[line - 1].block == block && entry[line + 1].block == block
    }
}

// Through changes of the width

extension Transcript {
    mutating func pinSelection(_ scene: Scene) {
        guard var pinned = selection else { return }
        pinned.anchor.pin = pin(of: pinned.anchor, scene)
        pinned.head.pin = pin(of: pinned.head, scene)
        selection = pinned
    }

    mutating func unpinSelection(_ scene: Scene) {
        guard var unpinned = selection else { return }
        unpinned.anchor = self.unpinned(unpinned.anchor, scene)
        unpinned.head = self.unpinned(unpinned.head, scene)
        selection = unpinned
    }

    private mutating func pin(of place: TextPlace, _ scene: Scene) -> Pin? {
        guard let spot = spot(place, scene) else { return nil }
        return pin(ofLine: spot.line, cluster: spot.cluster, in: scene.messages[spot.index], scene)
    }

    private mutating func unpinned(_ place: TextPlace, _ scene: Scene) -> TextPlace {
        guard let pin = place.pin, let spot = spot(place, scene) else { return place }
        let (line, cluster) = line(of: pin, in: scene.messages[spot.index], scene)
        var found = place
        found.pin = nil
        found.inEntry = TextPlace.InEntry(line: line, cluster: cluster ?? place.inEntry.cluster)
        return found
    }
}
