import ChatModel
import TerminalModel

extension Transcript {
    /// Moves the view by lines, down if positive. At the end it follows again.
    mutating func scroll(by lines: Int, _ scene: Scene) {
        let tail = tailTop(scene)
        look(at: place(top(scene), movedBy: lines, before: tail, scene), tail: tail, scene)
    }

    mutating func scrollToStart(_ scene: Scene) {
        look(at: Place(index: 0, line: 0), tail: tailTop(scene), scene)
    }

    /// Follows the end of a thread.
    mutating func follow(_ thread: ThreadID?) {
        guard let thread else { return }
        anchors[thread] = nil
        ends[thread] = nil
        threadsWithNewText.remove(thread)
    }

    /// Puts a line at the top of the view, as far as the end lets it.
    mutating func look(at place: Place, _ scene: Scene) { look(at: place, tail: tailTop(scene), scene) }

    /// Moves the view as little as is needed to show a line, with some lines around it where there is room.
    mutating func show(_ place: Place, _ scene: Scene) {
        let top = top(scene)
        let rows = max(1, scene.size.rows)
        let margin = min(2, (rows - 1) / 2)
        let last = self.place(top, movedBy: rows - 1, before: end(scene), scene)
        if place < top {
            look(at: self.place(place, movedBy: -margin, before: end(scene), scene), scene)
        } else if place > last {
            look(at: self.place(place, movedBy: margin + 1 - rows, before: end(scene), scene), scene)
        }
    }

    private mutating func look(at place: Place, tail: Place, _ scene: Scene) {
        guard let thread = scene.thread, place < tail else { return follow(scene.thread) }
        let bottom = self.place(place, movedBy: scene.size.rows - 1, before: end(scene), scene)
        let seen = anchors[thread] == nil ? end(scene) : ends[thread].map { self.place(of: $0, scene) } ?? bottom
        anchors[thread] = Anchor(place, scene)
        ends[thread] = Anchor(max(bottom, seen), scene)
    }

    /// Text came into a thread, at its end.
    mutating func noteNewText(in thread: ThreadID) {
        if anchors[thread] != nil { threadsWithNewText.insert(thread) }
    }

    /// A reply has other text; one that stands still on the screen has not, to the person.
    mutating func noteGrowth(of message: MessageID, in thread: ThreadID) {
        if frozen[message] == nil { noteNewText(in: thread) }
    }

    /// How many lines came below what was on the screen when the end was left.
    mutating func newLines(_ scene: Scene) -> Int {
        guard let thread = scene.thread, let end = ends[thread] else { return 0 }
        let seen = place(of: end, scene)
        var lines = 0
        for index in scene.messages.indices.dropFirst(seen.index) {
            let textEnd = entry(index, scene).textEnd
            // The blank line above a message counts where another stands above it.
            lines += index == seen.index ? max(0, textEnd - 1 - seen.line) : textEnd + 1
        }
        return lines
    }
}

// Places that last

extension Transcript {
    /// Holds the top line by its text, before the width changes or another thread is shown.
    mutating func pin(_ scene: Scene) {
        guard let thread = scene.thread else { return }
        anchors[thread] = anchors[thread].map { pinned($0, scene) }
        ends[thread] = ends[thread].map { pinned($0, scene) }
    }

    /// Finds the line again that was pinned; follows if it is in the last screenful now.
    mutating func unpin(_ scene: Scene) {
        guard let thread = scene.thread, !scene.messages.isEmpty else { return }
        anchors[thread] = anchors[thread].map { unpinned($0, scene) }
        ends[thread] = ends[thread].map { unpinned($0, scene) }
        guard let anchor = anchors[thread] else { return }
        if place(of: anchor, scene) >= tailTop(scene) { follow(thread) }
    }

    mutating func pinned(_ anchor: Anchor, _ scene: Scene) -> Anchor {
        var anchor = Anchor(place(of: anchor, scene), scene)
        guard anchor.line > 0, scene.messages.indices.contains(anchor.index) else { return anchor }
        anchor.pin = pin(ofLine: anchor.line, in: scene.messages[anchor.index], scene)
        return anchor
    }

    mutating func unpinned(_ anchor: Anchor, _ scene: Scene) -> Anchor {
        guard let pin = anchor.pin else { return anchor }
        var place = place(of: anchor, scene)
        guard scene.messages.indices.contains(place.index) else { return anchor }
        place.line = line(of: pin, in: scene.messages[place.index], scene).line
        return Anchor(place, scene)
    }

    /// What holds a line of an entry, and a cluster in it, while the layout changes.
    mutating func pin(ofLine line: Int, cluster: Int = 0, in message: Message, _ scene: Scene) -> Pin {
        let row = line - bodyStart(of: message, scene)
        guard row >= 0 else { return .above(line) }
        let layout = layout(of: message, scene)
        let rows = message.text.isEmpty ? 0 : layout.rows.count
        return row < rows ? .text(layout.offset(ofRow: row, cluster: cluster)) : .beyond(row - rows)
    }

    /// Where that is now; the cluster is known only of text.
    mutating func line(of pin: Pin, in message: Message, _ scene: Scene) -> (line: Int, cluster: Int?) {
        let start = bodyStart(of: message, scene)
        let layout = layout(of: message, scene)
        switch pin {
        case .above(let line): return (min(line, start - 1), nil)
        case .text(let offset):
            let place = layout.place(atOffset: offset)
            return (start + place.row, place.cluster)
        case .beyond(let lines): return (start + (message.text.isEmpty ? 0 : layout.rows.count) + lines, nil)
        }
    }

    /// The line of its entry that the text of a message begins in.
    mutating func bodyStart(of message: Message, _ scene: Scene) -> Int {
        Entry.linesOfHeader + thoughtRows(of: message, scene).count
    }

    func place(of anchor: Anchor, _ scene: Scene) -> Place {
        let messages = scene.messages
        if messages.indices.contains(anchor.index), messages[anchor.index].id == anchor.message {
            return Place(index: anchor.index, line: anchor.line)
        }
        if let index = messages.firstIndex(where: { $0.id == anchor.message }) {
            return Place(index: index, line: anchor.line)
        }
        return Place(index: max(0, min(anchor.index, messages.count - 1)), line: 0)
    }
}

extension Transcript.Anchor {
    init(_ place: Transcript.Place, _ scene: Transcript.Scene) {
        message = scene.messages[place.index].id
        index = place.index
        line = place.line
    }
}

// Where the view is

extension Transcript {
    /// The top line of the view.
    mutating func top(_ scene: Scene) -> Place {
        let tail = tailTop(scene)
        guard let thread = scene.thread, let anchor = anchors[thread] else { return tail }
        return min(place(of: anchor, scene), tail)
    }

    /// The top line that puts the last line at the bottom, or the first line where all fits.
    private mutating func tailTop(_ scene: Scene) -> Place {
        var missing = scene.size.rows
        for index in scene.messages.indices.reversed() {
            let count = count(index, scene)
            if count >= missing { return Place(index: index, line: count - missing) }
            missing -= count
        }
        return Place(index: 0, line: 0)
    }

    /// The last line of all that was said.
    mutating func end(_ scene: Scene) -> Place {
        guard let last = scene.messages.indices.last else { return Place(index: 0, line: 0) }
        return Place(index: last, line: entry(last, scene).textEnd - 1)
    }

    /// A place some lines further, down if positive; not over the start, nor into an entry behind `end`.
    mutating func place(_ start: Place, movedBy lines: Int, before end: Place, _ scene: Scene) -> Place {
        var place = start
        place.line += lines
        while place.line < 0, place.index > 0 {
            place.index -= 1
            place.line += entry(place.index, scene).count
        }
        place.line = max(0, place.line)
        while place < end {
            let count = entry(place.index, scene).count
            guard place.line >= count, place.index + 1 < scene.messages.count else { break }
            place.line -= count
            place.index += 1
        }
        return place
    }
}
