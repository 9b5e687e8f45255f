import ChatModel
import TerminalModel

/// Where messages stand that are variants of each other.
struct VariantPlace: Hashable {
    let parent: MessageID?
    let role: Role

    init(_ message: Message) {
        parent = message.parent
        role = message.role
    }
}

extension Transcript {
    /// `  2/3`, with a dot while another of them is being written; nothing for a message without variants.
    static func variantMark(of message: Message, _ scene: Scene) -> StyledLine {
        let place = VariantPlace(message)
        let others = scene.others.filter { VariantPlace($0) == place }
        guard !others.isEmpty else { return StyledLine() }
        let before = others.filter { ($0.createdAt, $0.id) < (message.createdAt, message.id) }
        var spans = [Span("  "), Span(SafeText("\(before.count + 1)/\(others.count + 1)"), scene.theme.accent)]
        if others.contains(where: { $0.state == .running }) { spans.append(Span(" ●", scene.theme.accent)) }
        return StyledLine(spans)
    }

    /// The message selected, else the one looked at.
    mutating func indexAtHand(_ scene: Scene) -> Int? {
        if let selected = selected(scene) { return selected.first.index }
        if isAtEnd(scene) { return scene.messages.indices.last }
        let index = top(scene).index
        return scene.messages.indices.contains(index) ? index : nil
    }

    /// The message with variants that is meant: the one at hand, else the last such one on the screen, else the nearest.
    mutating func indexOfVariantAtHand(_ scene: Scene) -> Int? {
        guard !scene.others.isEmpty, let hand = indexAtHand(scene) else { return nil }
        let places = Set(scene.others.map(VariantPlace.init))
        let found = scene.messages.indices.filter { places.contains(VariantPlace(scene.messages[$0])) }
        if found.contains(hand) { return hand }
        let shown = indicesOnScreen(scene)
        return found.last(where: shown.contains) ?? found.last { $0 < hand } ?? found.first
    }

    mutating func isOnScreen(_ index: Int, _ scene: Scene) -> Bool { indicesOnScreen(scene).contains(index) }

    private mutating func indicesOnScreen(_ scene: Scene) -> ClosedRange<Int> {
        let top = top(scene)
        let bottom = place(top, movedBy: max(0, scene.size.rows - 1), before: end(scene), scene)
        return top.index...max(top.index, bottom.index)
    }

    /// After another branch is shown: the view is on this line of it, or where that branch ends.
    mutating func settle(at top: Place, _ scene: Scene) {
        guard let thread = scene.thread, let last = scene.messages.indices.last else { return }
        ends[thread] = nil
        let index = min(top.index, last)
        look(at: Place(index: index, line: index == top.index ? min(top.line, count(index, scene) - 1) : 0), scene)
    }
}
