import TerminalModel

extension Action {
    struct Definition {
        let context: ActionContext
        let keys: [Key]
        let label: SafeText
        let description: String

        /// - Parameter keys: key names with blanks between them.
        init(_ context: ActionContext, _ keys: String, _ label: SafeText, _ description: String) {
            self.context = context
            self.keys = keys.split(separator: " ").compactMap { Key(String($0)) }
            self.label = label
            self.description = description
        }
    }

    /// Where two actions share a key, the first that is possible now is done.
    var definition: Definition { Self.definitions[self] ?? Definition(.everywhere, "", "", "") }

    private static let definitions = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.defined) })

    private var defined: Definition {
        switch self {
        case .help: .init(.everywhere, "F1", "help", "Show the keys, or leave this page")
        case .quit: .init(.everywhere, "Ctrl-Q", "quit", "Quit; asks first while a reply runs")
        case .suspend: .init(.everywhere, "Ctrl-Z", "suspend", "Suspend Weft; the shell's fg brings it back")
        case .redraw: .init(.everywhere, "Ctrl-L", "redraw", "Draw the whole screen anew")
        case .pageUp: .init(.everywhere, "PgUp", "page up", "Scroll a page up")
        case .pageDown: .init(.everywhere, "PgDn", "page down", "Scroll a page down")
        case .toStart: .init(.everywhere, "Home Ctrl-Home g", "start", "Scroll to the start")
        case .toEnd: .init(.everywhere, "End Ctrl-End G", "end", "Scroll to the end and follow new text")

        case .stop: .init(.panes, "Esc Ctrl-C", "stop", "Stop the reply that runs here")
        case .forceStop:
            .init(.panes, "Esc Ctrl-C", "stop now", "While a reply stops: drop its connection without waiting")
        case .takeBack:
            .init(.panes, "Esc Ctrl-C", "take back", "While the next try is waited for: take the prompt back")
        case .back: .init(.panes, "Esc", "back", "With no reply running here: go to the composer")
        case .clear:
            .init(.panes, "Ctrl-C", "clear", "With no reply running here: clear the composer; undo restores it")
        case .newThread: .init(.panes, "Ctrl-N", "new thread", "Begin a new thread")
        case .pick: .init(.panes, "Ctrl-O Alt-S", "who answers", "Choose the service and the assistant that answer")
        case .nextPane: .init(.panes, "Tab", "next pane", "Go to the next pane")
        case .previousPane: .init(.panes, "Shift-Tab", "previous pane", "Go to the previous pane")
        case .threadList: .init(.panes, "Ctrl-T", "threads", "Go to the thread list, or back to the composer")
        case .nextThread: .init(.panes, "Alt-Down", "next thread", "Show the next thread in the list")
        case .previousThread: .init(.panes, "Alt-Up", "previous thread", "Show the previous thread in the list")
        case .continueReply: .init(.panes, "Alt-C c", "continue", "Let the last reply go on where it ended")
        case .retry: .init(.panes, "Alt-R r", "retry", "Ask for the last reply again; the old one stays")
        case .promptBack:
            .init(
                .panes, "Alt-E e", "prompt back", "Put the last prompt back into the composer; takes back a queued one")

        case .details:
            .init(.panes, "Alt-O o", "details", "Show or fold the sources, tool calls and notices of a reply")

        case .previousMessage: .init(.panes, "Alt-P [", "message before", "Go to the start of the message before")
        case .nextMessage: .init(.panes, "Alt-N ]", "next message", "Go to the next message")
        case .previousCode: .init(.panes, "Alt-K {", "code before", "Go to the block of code before")
        case .nextCode: .init(.panes, "Alt-J }", "next code", "Go to the next block of code")
        case .wrapCode: .init(.panes, "Alt-Z w", "wrap code", "Wrap long lines of code, or scroll them sideways")

        case .threadUp: .init(.threads, "Up k", "up", "Show the thread above")
        case .threadDown: .init(.threads, "Down j", "down", "Show the thread below")
        case .firstThread: .init(.threads, "Home g", "first", "Show the first thread")
        case .lastThread: .init(.threads, "End G", "last", "Show the last thread")
        case .enterThread: .init(.threads, "Enter Right", "open", "Go to this thread's composer")

        case .lineUp: .init(.reading, "Up k", "up", "Scroll a line up")
        case .lineDown: .init(.reading, "Down j", "down", "Scroll a line down")
        case .halfPageUp: .init(.reading, "Ctrl-U u", "half page up", "Scroll half a page up")
        case .halfPageDown: .init(.reading, "Ctrl-D d", "half page down", "Scroll half a page down")

        case .panLeft: .init(.transcript, "Left", "left", "Where code is not wrapped: scroll it to the left")
        case .panRight: .init(.transcript, "Right", "right", "Where code is not wrapped: scroll it to the right")

        case .send: .init(.composer, "Enter", "send", "Send the prompt; while a reply runs it waits for the end")
        case .newline: .init(.composer, "Alt-Enter Ctrl-J Shift-Enter", "new line", "Break the line")
        case .up: .init(.composer, "Up Ctrl-P", "up", "Go a row up; in the first row: the prompt before")
        case .down: .init(.composer, "Down", "down", "Go a row down; in the last row: the prompt after")
        case .leave: .init(.composer, "Ctrl-D", "quit", "In an empty composer: quit; asks first while a reply runs")

        case .left: .init(.writing, "Left Ctrl-B", "left", "Go a character left")
        case .right: .init(.writing, "Right Ctrl-F", "right", "Go a character right")
        case .wordLeft: .init(.writing, "Ctrl-Left Alt-Left Alt-B", "word left", "Go a word left")
        case .wordRight: .init(.writing, "Ctrl-Right Alt-Right Alt-F", "word right", "Go a word right")
        case .lineStart: .init(.writing, "Home Ctrl-A", "line start", "Go to the start of the line, if there is text")
        case .lineEnd: .init(.writing, "End Ctrl-E", "line end", "Go to the end of the line, if there is text")
        case .deleteBackward: .init(.writing, "Backspace", "delete", "Delete the character before the cursor")
        case .deleteForward: .init(.writing, "Delete Ctrl-D", "delete", "Delete the character at the cursor")
        case .deleteWord: .init(.writing, "Ctrl-W Alt-Backspace", "delete word", "Delete the word before the cursor")
        case .deleteWordForward: .init(.writing, "Alt-D", "delete word", "Delete the word after the cursor")
        case .deleteToLineStart: .init(.writing, "Ctrl-U", "delete line", "Delete to the start of the line")
        case .deleteToLineEnd: .init(.writing, "Ctrl-K", "delete to end", "Delete to the end of the line")
        case .undo:
            .init(.writing, "Ctrl-_ Alt-U", "undo", "Undo the last change; Ctrl-/ sends the same in most terminals")
        case .redo: .init(.writing, "Alt-Y", "redo", "Do again what was undone")

        case .choose: .init(.picker, "Enter", "choose", "Let this one answer here and in new threads")
        case .choiceUp: .init(.picker, "Up Ctrl-P", "up", "Go up in the list; what is typed narrows it down")
        case .choiceDown: .init(.picker, "Down", "down", "Go down in the list; more is fetched near its end")
        case .newAssistant: .init(.picker, "Ctrl-N", "new", "Make an assistant at this service")
        case .editAssistant: .init(.picker, "Ctrl-E", "edit", "Change this assistant")
        case .copyAssistant: .init(.picker, "Ctrl-Y", "copy", "Make an assistant that begins as a copy of this one")
        case .deleteAssistant: .init(.picker, "Ctrl-X", "delete", "Delete this assistant; asks first")
        case .fetchAgain: .init(.picker, "Ctrl-R", "fetch again", "Ask this service again: is it there, who is there")
        case .closePicker: .init(.picker, "Esc Ctrl-C Ctrl-O Alt-S", "close", "Leave all as it is")

        case .save: .init(.form, "Ctrl-S Alt-S", "save", "Save the assistant at its service")
        case .nextField: .init(.form, "Tab", "next", "Go to the next field")
        case .previousField: .init(.form, "Shift-Tab", "previous", "Go to the field before")
        case .fieldUp: .init(.form, "Up Ctrl-P", "up", "Go a row up; in the first row: to the field before")
        case .fieldDown: .init(.form, "Down", "down", "Go a row down; in the last row: to the next field")
        case .fieldEnter:
            .init(
                .form, "Enter Alt-Enter Ctrl-J Shift-Enter", "new line",
                "Break the line; in a field of one line: go to the next field")
        case .leaveForm: .init(.form, "Esc Ctrl-C", "leave", "Leave the form; asks first if something is not saved")

        case .closeHelp: .init(.help, "Esc q Ctrl-C", "close", "Leave this page")
        case .confirm: .init(.question, "y Y", "yes", "Do it")
        case .decline: .init(.question, "n N Esc Enter Ctrl-C Ctrl-Q", "no", "Leave all as it is")
        }
    }
}
