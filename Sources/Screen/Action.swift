package import TerminalModel

/// What the person can ask of the screen with a key.
///
/// `definition` is the one place where an action is described; keymap, help page, status line and manual page are made
/// from it, and a test holds the manual's chapter about keys to it.
package enum Action: String, CaseIterable, Sendable {
    // everywhere
    case help, quit, suspend, redraw, pageUp, pageDown, toStart, toEnd
    // in every pane
    case stop, forceStop, takeBack, back, clear, newThread, pick, settings, themes
    case nextPane, previousPane, threadList, nextThread, previousThread
    case continueReply, retry, promptBack, details
    case editPrompt, previousVariant, nextVariant, compare, fork, quote
    case previousMessage, nextMessage, previousCode, nextCode
    case search, nextUnread, nextRunning, shownBefore
    case find, copyReply, copyCode, saveText, links, source, wrapCode, mouse
    // thread list
    case threadUp, threadDown, firstThread, lastThread, threadPageUp, threadPageDown, threadHalfUp, threadHalfDown
    case enterThread, limit, clearLimit, jump, changeSort, changeScope
    case rename, pin, archive, deleteThread, restore, undoChange, markUnread, addLabel, removeLabel
    case tag, tagAll, makeTitle, exportThreads, importThreads, untag, emptyTrash
    // fields of the thread list
    case acceptField, completeField, completeBack, nextMatch, matchBefore, leaveField
    // search in all threads
    case openHit, hitUp, hitDown, closeSearch
    // transcript and help
    case lineUp, lineDown, halfPageUp, halfPageDown
    // selected text
    case selectLeft, selectRight, selectWordLeft, selectWordRight, selectRowStart, selectRowEnd, otherEnd, endSelection
    // transcript
    case copy, selectMessage, selectBlock, selectCharacters, selectLines, leaveOutAbove
    case nextHit, previousHit, endFind, panLeft, panRight
    // field of the search
    case keepFound, nextHitInField, previousHitInField, toggleExpression, leaveFind
    // field of a file's name
    case writeFile, attachNamed, completeName, leaveFile
    // list of links
    case linkUp, linkDown, linkNumber, showLink, openLink, copyLink, leaveLinks
    // comparison of two variants
    case otherBefore, otherAfter, showOther, leaveComparison
    // composer
    case send, newline, attachFile, up, down, leave, leaveEdit
    // wherever text is written
    case left, right, wordLeft, wordRight, lineStart, lineEnd
    case deleteBackward, deleteForward, deleteWord, deleteWordForward, deleteToLineStart, deleteToLineEnd
    case undo, redo
    // picker
    case choose, choiceUp, choiceDown, newAssistant, editAssistant, copyAssistant, deleteAssistant, fetchAgain
    case closePicker
    // themes
    case keepTheme, themeUp, themeDown, closeThemes
    // form
    case save, nextField, previousField, fieldUp, fieldDown, fieldEnter, leaveForm
    // help and question
    case closeHelp, confirm, decline
    // a prompt that is too long
    case leaveOutOldest, summarise, forkRest, sendAnyway, sendNothing

    /// As configuration and manual write it.
    package var name: String { rawValue }

    /// One line, without a full stop.
    package var description: String { definition.description }

    /// One to three words, for the status line.
    package var label: SafeText { definition.label }

    /// The keys that do it where `context` is active. A key that types a character does so where text is written.
    package var keys: [Key] { definition.keys }

    package var context: ActionContext { definition.context }
}

/// Where an action can be meant. More than one is active at a time; see `ScreenState.contexts`.
package enum ActionContext: String, CaseIterable, Sendable {
    case panes = "In every pane"
    case composer = "Composer"
    case writing = "Wherever text is written"
    case reading = "Transcript and help"
    case transcript = "Transcript"
    case selection = "Selected text"
    case find = "Search in the thread"
    case file = "Name of a file"
    case links = "Links"
    case comparison = "Two variants"
    case threads = "Thread list"
    case threadField = "Fields of the list"
    case search = "Search in all threads"
    case picker = "Services and assistants"
    case themes = "Themes"
    case form = "Form"
    case tooLong = "Too long for the model"
    case everywhere = "Everywhere"
    case help = "Help"
    case question = "Question"
}
