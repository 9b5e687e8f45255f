import TerminalModel

/// What the person is asked before something is done that cannot be undone.
enum Question: Hashable {
    /// Replies run that quitting would stop.
    case quit(running: Int)

    /// The question from long to short, for the room there is.
    var wordings: [SafeText] {
        switch self {
        case .quit(0):
            ["Quit? [y/N] "]
        case .quit(1):
            ["A reply is running. Quit and stop it? [y/N] ", "Quit and stop the reply? [y/N] ", "Quit? [y/N] "]
        case .quit(let running):
            [
                SafeText("\(running) replies are running. Quit and stop them? [y/N] "),
                "Quit and stop all replies? [y/N] ", "Quit? [y/N] ",
            ]
        }
    }
}
