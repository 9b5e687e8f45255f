import ChatModel
import TerminalModel

/// What an empty thread shows in place of messages.
enum FirstPage {
    /// The five keys that a newcomer needs.
    static let keys: [Action] = [.send, .newline, .stop, .newThread, .help]

    /// - Parameter isFirst: there is no other thread.
    static func lines(isFirst: Bool, assistant: String, columns: Int, theme: Theme) -> [StyledLine] {
        let name = assistant.isEmpty ? "the assistant" : SafeText(assistant)
        guard isFirst else {
            return wrapped("Nothing was said here yet. Write to " + name + " below.", theme.secondary, columns)
        }
        var lines = [StyledLine("Welcome to Weft", theme.heading), StyledLine()]
        lines += wrapped("You are talking to " + name + ". Write below and press Enter.", theme.text, columns)
        lines.append(StyledLine())
        for action in keys {
            let key = action.keyText(lettersAreKeys: false)
            let spans = [Span(.blanks(2)), Span(key, theme.accent), Span(.blanks(11 - key.columns))]
            lines.append(StyledLine(spans + [Span(words(of: action), theme.text)]))
        }
        lines.append(StyledLine())
        return lines + wrapped("To begin, ask: What can you do?", theme.secondary, columns)
    }

    private static func words(of action: Action) -> SafeText {
        switch action {
        case .send: "send what you wrote"
        case .newline: "begin a new line"
        case .stop: "stop a reply"
        case .newThread: "begin a new thread"
        case .help: "show all keys"
        default: action.label
        }
    }

    private static func wrapped(_ text: SafeText, _ style: Style, _ columns: Int) -> [StyledLine] {
        StyledLine(text, style).wrapped(columns: columns)
    }
}
