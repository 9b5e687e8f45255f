import ChatModel
import TerminalModel

/// The page that shows what is different between the variant on the screen and another one.
struct Comparison {
    let thread: ThreadID
    /// In the order they were made.
    private(set) var variants: [Message]
    /// The one in the branch on the screen.
    let shown: MessageID
    /// The one it is compared with.
    private(set) var other: MessageID
    var firstRow = 0
    private var diff: (old: String, new: String, diff: TextDiff)?
    private var laidOut: (columns: Int, lines: [StyledLine])?

    /// nil where there is nothing to compare with. Begins with the variant before, or with the next of the first.
    init?(_ message: Message, among variants: [Message]) {
        guard variants.count > 1, let place = variants.firstIndex(where: { $0.id == message.id }) else { return nil }
        thread = message.thread
        self.variants = variants
        shown = message.id
        other = variants[place > 0 ? place - 1 : 1].id
    }

    /// With how many the one shown can be compared.
    var others: Int { variants.count - 1 }

    /// Goes to the next variant or the one before, past the one shown and round.
    mutating func compare(_ step: Int) {
        let candidates = variants.filter { $0.id != shown }
        guard let place = candidates.firstIndex(where: { $0.id == other }) else { return }
        other = candidates[(place + step + candidates.count) % candidates.count].id
        diff = nil
        firstRow = 0
    }

    /// Takes the texts as they are now; one of them may be growing.
    mutating func update(_ variants: [Message]) {
        if variants.contains(where: { $0.id == shown }), variants.contains(where: { $0.id == other }) {
            self.variants = variants
        }
    }

    /// The two, the older one first.
    var pair: (old: (number: Int, message: Message), new: (number: Int, message: Message))? {
        let pair = variants.enumerated().filter { $0.element.id == shown || $0.element.id == other }
        guard pair.count == 2 else { return nil }
        return ((pair[0].offset + 1, pair[0].element), (pair[1].offset + 1, pair[1].element))
    }

    /// The page in so many columns, made again only when a text or the width has changed.
    mutating func lines(columns: Int, theme: Theme) -> [StyledLine] {
        guard let pair else { return [] }
        let (old, new) = (pair.old.message.text, pair.new.message.text)
        if diff?.old != old || diff?.new != new {
            diff = (old, new, TextDiff(old, new))
            laidOut = nil
        }
        if let laidOut, laidOut.columns == columns { return laidOut.lines }
        let lines = diff.map { DiffPage($0.diff, theme: theme).lines(columns: columns) } ?? []
        laidOut = (columns, lines)
        return lines
    }
}
