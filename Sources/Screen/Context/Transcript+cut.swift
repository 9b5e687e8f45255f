import ChatModel
import TerminalModel

extension Transcript {
    /// The line below the last message that is left out: what is above it is not sent.
    static func cutLines(below index: Int, _ scene: Scene) -> [StyledLine] {
        guard let cut = scene.cut, cut.start == index + 1 else { return [] }
        let columns = scene.size.columns
        let wordings: [SafeText] =
            cut.summary.isEmpty
            ? ["what is above is not sent", "above is not sent", "not sent"]
            : ["what is above is sent as a summary", "above is summarised", "summary"]
        guard let words = wordings.first(where: { $0.columns + 6 <= columns }) else {
            return [StyledLine(), StyledLine(SafeText("-"), scene.theme.attention)]
        }
        let rule = Span(.rule(3), scene.theme.rule)
        let rest = Span(.rule(columns - words.columns - 5), scene.theme.rule)
        return [StyledLine(), StyledLine([rule, Span(" " + words + " ", scene.theme.attention), rest])]
    }
}

extension SafeText {
    fileprivate static func rule(_ columns: Int) -> SafeText {
        SafeText(String(repeating: "─", count: max(0, columns)))
    }
}
