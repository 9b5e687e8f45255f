import ChatModel
import TerminalModel

/// What an empty thread shows in place of messages.
enum FirstPage {
    /// The keys that a newcomer needs, the most needed first.
    static let keys: [Action] = [.send, .stop, .help, .pick, .newThread, .newline]

    /// As much as there is room for; the keys last the longest.
    /// - Parameters:
    ///   - isFirst: there is no other thread.
    ///   - offered: services that could be used too.
    static func lines(
        isFirst: Bool, assistant: String, offered: [String] = [], size: Size, theme: Theme
    ) -> [StyledLine] {
        let name = assistant.isEmpty ? "the assistant" : SafeText(assistant.flat)
        func wrapped(_ text: SafeText, _ style: Style) -> [StyledLine] {
            StyledLine(text, style).wrapped(columns: size.columns)
        }
        guard isFirst else {
            let key = Action.pick.keyText(lettersAreKeys: false)
            return wrapped("Nothing was said here yet. Write to " + name + " below.", theme.secondary)
                + wrapped(key + " chooses who answers.", theme.secondary)
        }
        let greeting = [StyledLine("Welcome to Weft", theme.heading), StyledLine()]
        let start =
            wrapped("You are talking to " + name + ". Write below and press Enter.", theme.text) + [StyledLine()]
        let keys = keys.map { line(of: $0, columns: size.columns, theme: theme) }
        let end = [StyledLine()] + wrapped("To begin, ask: What can you do?", theme.secondary)
        let offer =
            offered.isEmpty
            ? []
            : wrapped("weft setup can use what is here: " + SafeText(offered.joined(separator: ", ")), theme.secondary)
        let pages = [
            greeting + start + keys + end + offer, greeting + start + keys + end, greeting + start + keys,
            greeting + keys, keys,
        ]
        return pages.first { $0.count <= size.rows } ?? keys
    }

    private static func line(of action: Action, columns: Int, theme: Theme) -> StyledLine {
        let key = action.keyText(lettersAreKeys: false)
        let words = columns < 32 ? action.label : words(of: action)
        return StyledLine([
            Span(key, theme.accent), Span(.blanks(11 - key.columns)), Span(words, theme.text),
        ])
    }

    private static func words(of action: Action) -> SafeText {
        switch action {
        case .send: "send what you wrote"
        case .newline: "begin a new line"
        case .stop: "stop a reply"
        case .newThread: "begin a new thread"
        case .pick: "choose who answers"
        case .help: "show all keys"
        default: action.label
        }
    }
}
