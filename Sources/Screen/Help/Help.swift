import TerminalModel

/// The page that lists all keys, made from the table of actions.
struct Help: Hashable {
    var firstRow = 0

    private static let columnsOfKeys = 31

    /// The page in the room there is: two columns, or keys above descriptions where it is narrow.
    static func lines(columns: Int, theme: Theme) -> [StyledLine] {
        var lines: [StyledLine] = []
        for context in ActionContext.allCases where context != .question {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(SafeText(context.rawValue), theme.heading))
            for action in Action.allCases where action.context == context {
                lines += self.lines(of: action, columns: columns, theme: theme)
            }
        }
        return lines
    }

    private static func lines(of action: Action, columns: Int, theme: Theme) -> [StyledLine] {
        let keys = SafeText(action.keys.map(\.description).joined(separator: ", "))
        let isWide = columns >= 2 * columnsOfKeys
        let indent = isWide ? columnsOfKeys + 2 : 4
        let description = StyledLine(SafeText(action.description), theme.text)
        var lines = description.wrapped(columns: columns - indent).map {
            StyledLine([Span(.blanks(indent))] + $0.spans)
        }
        let head = [Span("  "), Span(keys, theme.accent)]
        if isWide, let first = lines.first {
            let gap = Span(.blanks(max(1, indent - 2 - keys.columns)))
            lines[0] = StyledLine(head + [gap] + first.spans.dropFirst())
        } else {
            lines.insert(StyledLine(head), at: 0)
        }
        return lines
    }
}
