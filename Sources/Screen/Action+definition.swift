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
        case .settings:
            .init(
                .panes, "F6 Alt-H p", "settings", "Say how this thread is answered: instructions, temperature, limits")
        case .themes: .init(.panes, "F5 Alt-V", "theme", "Choose a theme; the screen shows each at once")
        case .nextPane: .init(.panes, "Tab", "next pane", "Go to the next pane")
        case .previousPane: .init(.panes, "Shift-Tab", "previous pane", "Go to the previous pane")
        case .threadList: .init(.panes, "Ctrl-T", "threads", "Go to the thread list, or back to the composer")
        case .nextThread: .init(.panes, "Alt-Down", "next thread", "Show the next thread in the list")
        case .previousThread: .init(.panes, "Alt-Up", "previous thread", "Show the previous thread in the list")
        case .continueReply: .init(.panes, "Alt-C c", "continue", "Let the last reply go on where it ended")
        case .retry: .init(.panes, "Alt-R r", "retry", "Ask for a reply again; the old one stays beside it")
        case .promptBack:
            .init(
                .panes, "Alt-E e", "prompt back", "Put the last prompt back into the composer; takes back a queued one")

        case .details:
            .init(.panes, "Alt-O o", "details", "Show or fold the sources, tool calls and notices of a reply")

        case .editPrompt:
            .init(.panes, "Alt-A a", "edit prompt", "Edit an earlier prompt, for a new branch; again: the one before")
        case .previousVariant:
            .init(.panes, "Alt-< <", "variant before", "Show the variant of this message that was before")
        case .nextVariant: .init(.panes, "Alt-> >", "next variant", "Show the next variant of this message")
        case .compare: .init(.panes, "Alt-= =", "compare", "Show what is different between two variants")
        case .fork: .init(.panes, "Alt-G f", "fork", "Begin a new thread with all that was said up to this message")
        case .quote: .init(.panes, "Alt-Q Q", "quote", "Quote what is selected, or this message, in the composer")

        case .previousMessage: .init(.panes, "Alt-P [", "message before", "Go to the start of the message before")
        case .nextMessage: .init(.panes, "Alt-N ]", "next message", "Go to the next message")
        case .previousCode: .init(.panes, "Alt-K {", "code before", "Go to the block of code before")
        case .nextCode: .init(.panes, "Alt-J }", "next code", "Go to the next block of code")
        case .search: .init(.panes, "F4 Ctrl-G S", "search all", "Search all threads while you type")
        case .nextUnread: .init(.panes, "Alt-9 n", "next unread", "Go to the next unread thread")
        case .nextRunning: .init(.panes, "Alt-8 N", "next running", "Go to the next thread in which a reply runs")
        case .shownBefore: .init(.panes, "Alt-0 `", "last thread", "Go to the thread that was shown before this one")
        case .find: .init(.panes, "F3 Alt-/ /", "find", "Find words in this thread")
        case .copyReply: .init(.panes, "Alt-W", "copy reply", "Copy what is selected, or the last reply as it was sent")
        case .copyCode: .init(.panes, "Alt-X Y", "copy code", "Copy the block of code on the screen, or the last one")
        case .saveText:
            .init(.panes, "Ctrl-S s", "save to file", "Save what is selected, or the last reply, to a file")
        case .links: .init(.panes, "Alt-L l", "links", "List the links on the screen, to open or copy them")
        case .source: .init(.panes, "Alt-T t", "as sent", "Show a reply as it was sent, or formatted again")
        case .mouse: .init(.panes, "Alt-M", "mouse", "Leave the mouse to the terminal, or take it back")
        case .wrapCode: .init(.panes, "Alt-Z w", "wrap code", "Wrap long lines of code, or scroll them sideways")

        case .threadUp: .init(.threads, "Up k", "up", "Show the thread above")
        case .threadDown: .init(.threads, "Down j", "down", "Show the thread below")
        case .firstThread: .init(.threads, "Home g", "first", "Show the first thread")
        case .lastThread: .init(.threads, "End G", "last", "Show the last thread")
        case .threadPageUp: .init(.threads, "PgUp", "page up", "Show the thread a page above")
        case .threadPageDown: .init(.threads, "PgDn", "page down", "Show the thread a page below")
        case .threadHalfUp: .init(.threads, "Ctrl-U", "half page up", "Show the thread half a page above")
        case .threadHalfDown: .init(.threads, "Ctrl-D", "half page down", "Show the thread half a page below")
        case .limit: .init(.threads, "l", "limit", "Limit the list to threads that fit a pattern")
        case .clearLimit: .init(.threads, "L", "no limit", "List all threads again")
        case .jump: .init(.threads, "/", "go to", "Go to a thread by its title, as you type")
        case .changeSort: .init(.threads, "o", "sort", "Sort by the newest message, by creation, by title")
        case .changeScope: .init(.threads, "v", "archive, trash", "List the current threads, the archive, the trash")
        case .rename: .init(.threads, "F2 R", "rename", "Give the thread another title")
        case .makeTitle:
            .init(.threads, "M", "make title", "Let the service make titles of threads; while it does: stop it")
        case .pin: .init(.threads, "p", "pin", "Keep threads at the top of the list, or no more")
        case .archive: .init(.threads, "a", "archive", "Put threads into the archive, or back")
        case .deleteThread:
            .init(.threads, "d Delete", "delete", "Put threads into the trash; in the trash: erase them")
        case .restore: .init(.threads, "b", "bring back", "Bring threads back from the trash")
        case .undoChange: .init(.threads, "u", "take back", "Take the last change of threads back")
        case .markUnread: .init(.threads, "m", "mark unread", "Mark threads as unread, or as read")
        case .addLabel: .init(.threads, "+", "add label", "Add a label to threads")
        case .removeLabel: .init(.threads, "-", "remove label", "Remove a label from threads")
        case .tag: .init(.threads, "t Space", "tag", "Tag the thread: what is done then is done to all tagged")
        case .tagAll: .init(.threads, "T", "tag all", "Tag all that are listed")
        case .untag: .init(.threads, "U", "no tags", "Take all tags away")
        case .exportThreads:
            .init(.threads, "x", "export", "Write threads to a file: JSON, Markdown, HTML or plain text")
        case .importThreads:
            .init(.threads, "i", "import", "Bring threads in from a file; while that goes on: stop it")
        case .emptyTrash: .init(.threads, "E", "empty trash", "In the trash: erase all that is in it; asks first")

        case .acceptField: .init(.threadField, "Enter", "done", "Take what is written")
        case .completeField:
            .init(.threadField, "Tab", "complete", "Complete what is before the cursor; again: the next")
        case .completeBack: .init(.threadField, "Shift-Tab", "before", "Complete with the one before")
        case .nextMatch: .init(.threadField, "Down", "next", "Go to the next thread with such a title")
        case .matchBefore: .init(.threadField, "Up Ctrl-P", "before", "Go to the thread before with such a title")
        case .leaveField: .init(.threadField, "Esc Ctrl-C", "leave", "Change nothing; a limit is taken away")

        case .openHit: .init(.search, "Enter", "open", "Open the thread at this place; n and N go on in it")
        case .hitUp: .init(.search, "Up Ctrl-P", "up", "Go up in what was found")
        case .hitDown: .init(.search, "Down", "down", "Go down in what was found")
        case .closeSearch: .init(.search, "Esc Ctrl-C F4", "close", "Go back to where you were")
        case .enterThread: .init(.threads, "Enter Right", "open", "Go to this thread's composer")

        case .lineUp: .init(.reading, "Up k", "up", "Scroll a line up")
        case .lineDown: .init(.reading, "Down j", "down", "Scroll a line down")
        case .halfPageUp: .init(.reading, "u", "half page up", "Scroll half a page up")
        case .halfPageDown: .init(.reading, "d", "half page down", "Scroll half a page down")

        case .copy: .init(.transcript, "y", "copy", "Copy what is selected, or the message that is looked at")
        case .selectMessage: .init(.transcript, "m", "select message", "Select a message; up and down go to others")
        case .selectBlock:
            .init(
                .transcript, "b", "select block", "Select a paragraph, table or block of code; up and down go to others"
            )
        case .selectCharacters:
            .init(.transcript, "v", "select", "Select by characters; again: begin at the cursor")
        case .selectLines: .init(.transcript, "V", "select lines", "Select by lines; again: begin at the cursor")
        case .nextHit: .init(.transcript, "n", "next hit", "Go to the next place that was found")
        case .previousHit: .init(.transcript, "N", "hit before", "Go to the place found before")
        case .endFind: .init(.transcript, "Esc", "end search", "Take the marks of the search away")
        case .leaveOutAbove:
            .init(
                .transcript, "x", "leave out above",
                "Send nothing any more that stands above this message, or all again")
        case .panLeft: .init(.transcript, "Left", "left", "Where code is not wrapped: scroll it to the left")
        case .panRight: .init(.transcript, "Right", "right", "Where code is not wrapped: scroll it to the right")

        case .selectLeft: .init(.selection, "Left h", "left", "Move its end a character left")
        case .selectRight: .init(.selection, "Right l", "right", "Move its end a character right")
        case .selectWordLeft: .init(.selection, "Ctrl-Left b", "word left", "Move its end a word left")
        case .selectWordRight: .init(.selection, "Ctrl-Right w", "word right", "Move its end a word right")
        case .selectRowStart: .init(.selection, "0", "row start", "Move its end to the start of the row")
        case .selectRowEnd: .init(.selection, "$", "row end", "Move its end to the end of the row")
        case .otherEnd: .init(.selection, "o", "other end", "Move the other end from here on")
        case .endSelection: .init(.selection, "Esc", "end selection", "Select nothing any more")

        case .keepFound: .init(.find, "Enter", "keep", "Close the field; n and N go on among what was found")
        case .nextHitInField: .init(.find, "Down F3", "next", "Go to the next place that was found")
        case .previousHitInField: .init(.find, "Up Ctrl-P", "before", "Go to the place found before")
        case .toggleExpression:
            .init(.find, "Ctrl-R Alt-R", "expression", "Take what is written as a regular expression, or as words")
        case .leaveFind: .init(.find, "Esc Ctrl-C", "back", "Leave the search and go back to where you were")

        case .writeFile: .init(.file, "Enter", "save", "Write the file; asks first if there is one of this name")
        case .attachNamed: .init(.file, "Enter", "attach", "Of a file for a prompt: write its line above the prompt")
        case .completeName:
            .init(.file, "Tab", "complete", "Complete the name; where there are several, they are listed")
        case .leaveFile: .init(.file, "Esc Ctrl-C", "leave", "Save nothing")

        case .linkUp: .init(.links, "Up k", "up", "Go up in the list, or in a long link")
        case .linkDown: .init(.links, "Down j", "down", "Go down in the list, or in a long link")
        case .linkNumber: .init(.links, "1 2 3 4 5 6 7 8 9 0", "number", "Show the whole link of this number")
        case .showLink: .init(.links, "Enter", "show", "Show the whole link")
        case .openLink: .init(.links, "o", "open", "Open the link that is shown whole with $BROWSER or xdg-open")
        case .copyLink: .init(.links, "y c", "copy", "Copy the link")
        case .leaveLinks: .init(.links, "Esc q Ctrl-C", "leave", "Go back, or leave the links")

        case .otherBefore: .init(.comparison, "< Left", "before", "Compare with the variant before")
        case .otherAfter: .init(.comparison, "> Right", "next", "Compare with the next variant")
        case .showOther: .init(.comparison, "Enter", "show", "Show the other variant in its thread")
        case .leaveComparison: .init(.comparison, "Esc q = Alt-= Ctrl-C", "leave", "Leave the comparison")

        case .send: .init(.composer, "Enter", "send", "Send the prompt; while a reply runs it waits for the end")
        case .newline: .init(.composer, "Alt-Enter Ctrl-J Shift-Enter", "new line", "Break the line")
        case .attachFile: .init(.composer, "Alt-I", "attach", "Attach an image or a text file to the prompt")
        case .up: .init(.composer, "Up Ctrl-P", "up", "Go a row up; in the first row: the prompt before")
        case .down: .init(.composer, "Down", "down", "Go a row down; in the last row: the prompt after")
        case .leave: .init(.composer, "Ctrl-D", "quit", "In an empty composer: quit; asks first while a reply runs")

        case .leaveEdit:
            .init(.composer, "Esc", "draft back", "While an earlier prompt is edited: take the draft back")

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
        case .newAssistant: .init(.picker, "Ctrl-N", "new", "Make an assistant or a preset at this service")
        case .editAssistant: .init(.picker, "Ctrl-E", "edit", "Change this assistant or preset")
        case .copyAssistant:
            .init(.picker, "Ctrl-Y", "copy", "Make one that begins as a copy of this assistant, model or preset")
        case .deleteAssistant: .init(.picker, "Ctrl-X", "delete", "Delete this assistant or preset; asks first")
        case .fetchAgain: .init(.picker, "Ctrl-R", "fetch again", "Ask this service again: is it there, who is there")
        case .closePicker: .init(.picker, "Esc Ctrl-C Ctrl-O Alt-S", "close", "Leave all as it is")

        case .keepTheme: .init(.themes, "Enter", "keep", "Keep this theme; it is written into config.toml")
        case .themeUp: .init(.themes, "Up Ctrl-P", "up", "Go up in the list; what is typed narrows it down")
        case .themeDown: .init(.themes, "Down", "down", "Go down in the list")
        case .closeThemes: .init(.themes, "Esc Ctrl-C F5 Alt-V", "leave", "Go back to the theme before")

        case .save: .init(.form, "Ctrl-S Alt-S", "save", "Save what is in the form")
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
        case .leaveOutOldest:
            .init(.tooLong, "l L", "leave out", "Send the prompt and leave out the oldest messages from now on")
        case .summarise:
            .init(.tooLong, "s S", "summarise", "Have the oldest summarised, to be sent in their place from now on")
        case .forkRest:
            .init(.tooLong, "f F", "fork", "Take the newest messages and the prompt to a thread of their own")
        case .sendAnyway: .init(.tooLong, "a A", "send all", "Send the prompt with everything, as it is")
        case .sendNothing: .init(.tooLong, "Esc n N Enter Ctrl-C Ctrl-Q", "cancel", "Send nothing")

        case .confirm: .init(.question, "y Y", "yes", "Do it")
        case .decline: .init(.question, "n N Esc Enter Ctrl-C Ctrl-Q", "no", "Leave all as it is")
        }
    }
}
