import ChatModel
import TerminalModel

extension Transcript {
    /// Moves the view by lines, down if positive. At the end it follows again.
    mutating func scroll(by lines: Int, _ scene: Scene) {
        let tail = tailTop(scene)
        var place = top(scene)
        place.line += lines
        while place.line < 0, place.index > 0 {
            place.index -= 1
            place.line += entry(place.index, scene).count
        }
        place.line = max(0, place.line)
        while place < tail, place.line >= entry(place.index, scene).count {
            place.line -= entry(place.index, scene).count
            place.index += 1
        }
        look(at: place, tail: tail, scene)
    }

    mutating func scrollToStart(_ scene: Scene) {
        look(at: Place(index: 0, line: 0), tail: tailTop(scene), scene)
    }

    /// Follows the end of a thread.
    mutating func follow(_ thread: ThreadID?) {
        guard let thread else { return }
        anchors[thread] = nil
        threadsWithNewText.remove(thread)
    }

    /// Puts a line at the top of the view, as far as the end lets it.
    mutating func look(at place: Place, _ scene: Scene) { look(at: place, tail: tailTop(scene), scene) }

    private mutating func look(at place: Place, tail: Place, _ scene: Scene) {
        guard let thread = scene.thread, place < tail else { return follow(scene.thread) }
        let message = scene.messages[place.index].id
        anchors[thread] = Anchor(message: message, index: place.index, line: place.line)
    }

    /// Text came into a thread, at its end.
    mutating func noteNewText(in thread: ThreadID) {
        if anchors[thread] != nil { threadsWithNewText.insert(thread) }
    }

    /// A reply has other text; one that stands still on the screen has not, to the person.
    mutating func noteGrowth(of message: MessageID, in thread: ThreadID) {
        if frozen[message] == nil { noteNewText(in: thread) }
    }

    /// Holds the top line by its text, before the width changes or another thread is shown.
    mutating func pin(_ scene: Scene) {
        guard let thread = scene.thread, var anchor = anchors[thread] else { return }
        let place = self.place(of: anchor, scene)
        guard scene.messages.indices.contains(place.index) else { return }
        let layout = layout(of: scene.messages[place.index], columns: scene.size.columns, theme: scene.theme)
        anchor.offset = place.line == 0 ? nil : layout.offset(ofLine: place.line - Entry.linesOfHeader)
        anchors[thread] = anchor
    }

    /// Finds the line again that was pinned; follows if it is in the last screenful now.
    mutating func unpin(_ scene: Scene) {
        guard let thread = scene.thread, !scene.messages.isEmpty, var anchor = anchors[thread] else { return }
        var place = self.place(of: anchor, scene)
        if let offset = anchor.offset, scene.messages.indices.contains(place.index) {
            let layout = layout(of: scene.messages[place.index], columns: scene.size.columns, theme: scene.theme)
            place.line = layout.line(atOffset: offset) + Entry.linesOfHeader
            anchor.line = place.line
            anchor.offset = nil
            anchors[thread] = anchor
        }
        if place >= tailTop(scene) { follow(thread) }
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
            let count = entry(index, scene).count
            if count >= missing { return Place(index: index, line: count - missing) }
            missing -= count
        }
        return Place(index: 0, line: 0)
    }

    private func place(of anchor: Anchor, _ scene: Scene) -> Place {
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
