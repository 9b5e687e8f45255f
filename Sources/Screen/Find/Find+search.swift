import ChatModel
import TerminalModel

// Searching, a slice at a time

extension Transcript {
    /// There is more to search.
    func isSearching(_ messages: Int) -> Bool {
        guard let results = find?.results else { return false }
        return !results.changed.isEmpty || !results.isCutOff && results.searched != 0..<messages
    }

    /// Searches a slice, and goes to the nearest hit where that is awaited and known.
    mutating func search(_ scene: Scene) {
        guard var results = find?.results, isSearching(scene.messages.count) || results.awaitsNearest else { return }
        // Otherwise they would be copied with each hit.
        find?.results = nil
        let missing = scene.messages.count - results.messages.count
        if missing > 0 { results.messages += Array(repeating: FindResults.MessageHits(), count: missing) }
        for index in results.changed where scene.messages.indices.contains(index) {
            results.forget(index, from: firstChangedLine(index, scene))
        }
        var again = results.changed.filter { scene.messages.indices.contains($0) && results.searched.contains($0) }
        results.changed = []
        var budget = bytesOfSlice
        while budget > 0, !results.isCutOff, let index = again.first ?? results.next(scene.messages.count) {
            budget -= search(index, &results, budget: budget, scene)
            guard results.messages[index].nextLine == nil else { break }
            if again.remove(index) == nil { results.searched = results.searched.extended(to: index) }
        }
        results.changed = again
        find?.results = results
        goToNearest(scene)
    }

    /// The line that the first row begins in that may be another than when it was searched.
    private mutating func firstChangedLine(_ index: Int, _ scene: Scene) -> Int {
        let layout = layout(of: scene.messages[index], scene)
        var row = min(layout.searchedRows, layout.rows.count)
        while row > 0, row < layout.rows.count, case .wrapped = layout.rows[row].joint { row -= 1 }
        return bodyStart(of: scene.messages[index], scene) + row
    }

    /// - Returns: how many bytes were searched, at least 1.
    private mutating func search(_ index: Int, _ results: inout FindResults, budget: Int, _ scene: Scene) -> Int {
        let entry = entry(index, scene)
        var line = max(Entry.linesOfHeader, results.messages[index].nextLine ?? 0)
        // What a short message costs beside its letters.
        var bytes = 200
        var hits: [Range<TextPlace.InEntry>] = []
        while line < entry.textEnd, bytes < budget, results.total + hits.count < FindResults.mostHits {
            let (logical, end) = LogicalLine.starting(at: line, in: entry)
            if !logical.pieces.isEmpty {
                hits += results.pattern.matches(in: logical).map {
                    logical.place(of: $0.lowerBound)..<logical.place(of: $0.upperBound, isEnd: true)
                }
            }
            bytes += logical.count
            line = end
        }
        results.add(hits, to: index)
        let isWhole = line >= entry.textEnd
        results.messages[index].nextLine = isWhole ? nil : line
        if isWhole { noteSearched(scene.messages[index].id) }
        return bytes
    }

    /// Goes to the first hit in or below the view, else to the last above it; back to where it was if there is none.
    private mutating func goToNearest(_ scene: Scene) {
        guard var results = find?.results, results.awaitsNearest else { return }
        let isDown = results.searched.upperBound == scene.messages.count || results.isCutOff
        let below = results.first(from: results.origin)
        let nearest = below ?? (isDown ? results.last(before: results.origin) : nil)
        if let nearest {
            results.current = nearest
            results.awaitsNearest = false
            find?.results = results
            show(Place(index: nearest.index, line: results[nearest].lowerBound.line), scene)
        } else if !isSearching(scene.messages.count) {
            find?.results?.awaitsNearest = false
        }
    }
}

extension FindResults {
    /// The next message to look at.
    fileprivate func next(_ messages: Int) -> Int? {
        if searched.upperBound < messages { return searched.upperBound }
        return searched.lowerBound > 0 ? searched.lowerBound - 1 : nil
    }
}

extension Range<Int> {
    fileprivate func extended(to index: Int) -> Range<Int> {
        Swift.min(lowerBound, index)..<Swift.max(upperBound, index + 1)
    }
}
