import ChatModel
import TerminalModel

// Moving by what was said

extension Transcript {
    /// Puts the head of the next message at the top of the view, or of the one before; the message that the view is in
    /// the middle of comes first on the way up.
    mutating func showMessage(_ step: Int, _ scene: Scene) {
        let top = top(scene)
        let isInside = step < 0 && top.line > 0
        let index = isInside ? top.index : top.index + step
        guard index < scene.messages.count else { return follow(scene.thread) }
        look(at: Place(index: max(0, index), line: 0), scene)
    }

    /// Puts the next block of code at the top of the view, or the one before.
    /// - Returns: whether there is one.
    mutating func showCode(_ step: Int, _ scene: Scene) -> Bool {
        guard let place = code(step, from: top(scene), scene) else { return false }
        look(at: place, scene)
        return true
    }

    /// The first line of the next block of code that begins below a place, or of the last above it.
    mutating func code(_ step: Int, from start: Place, _ scene: Scene) -> Place? {
        var index = start.index
        while scene.messages.indices.contains(index) {
            let entry = entry(index, scene)
            let lines = entry.codeStarts.map { Place(index: index, line: $0) }
            let found = step > 0 ? lines.first { $0 > start } : lines.last { $0 < start }
            if let found { return found }
            index += step
        }
        return nil
    }
}

extension Entry {
    /// The lines that blocks of code begin in, their labels included.
    var codeStarts: [Int] {
        guard blocks.contains(where: \.isCode) else { return [] }
        var starts: [Int] = []
        var before: Int?
        for (number, row) in body.enumerated() {
            if row.block != before, let block = row.block, blocks.indices.contains(block), blocks[block].isCode {
                starts.append(bodyStart + number)
            }
            before = row.block
        }
        return starts
    }
}
