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
            if context == .composer { lines += attaching(columns: columns, theme: theme) }
        }
        return lines
    }

    private static func attaching(columns: Int, theme: Theme) -> [StyledLine] {
        lines(
            keys: "/attach NAME",
            "In a line above the prompt: attach this file; at some services one that they know by this ID",
            columns: columns, theme: theme)
    }

    private static func lines(of action: Action, columns: Int, theme: Theme) -> [StyledLine] {
        let keys = SafeText(action.keys.map(\.description).joined(separator: ", "))
        return lines(keys: keys, SafeText(action.description), columns: columns, theme: theme)
    }

    private static func lines(keys: SafeText, _ words: SafeText, columns: Int, theme: Theme) -> [StyledLine] {
        let isWide = columns >= 2 * columnsOfKeys
        let indent = isWide ? columnsOfKeys + 2 : 4
        let description = StyledLine(words, theme.text)
        var lines = description.wrapped(columns: columns - indent).map {
            StyledLine([Span(.blanks(indent))] + $0.spans)
        }
        let head = StyledLine(keys, theme.accent).wrapped(columns: columns - 2)
            .map { StyledLine([Span("  ")] + $0.spans) }
        if isWide, let first = lines.first, keys.columns < indent - 2 {
            let gap = Span(.blanks(indent - 2 - keys.columns))
            lines[0] = StyledLine(head.flatMap(\.spans) + [gap] + first.spans.dropFirst())
        } else {
            lines = head + lines
        }
        return lines
    }
}
