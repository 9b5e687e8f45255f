import ChatModel
import TerminalModel

/// What the person is asked before something is done that cannot be undone.
enum Question: Hashable {
    /// Quitting would stop replies that run, or lose what is not saved.
    case quit(running: Int, isUnsaved: Bool)
    /// What is written in the form is not saved.
    case leaveForm(isSaving: Bool)
    case deleteAssistant(AssistantReference, ServiceID)
    case deletePreset(PresetID)
    /// Threads of the trash are to be erased: these, or with nil all.
    case erase([ThreadID]?, title: String?)
    /// There is a file of the name that was given.
    case replaceFile(Errand, name: String)
    /// A prompt does not fit; this one is answered in other ways than with yes or no.
    case tooLong(LongPrompt)

    /// The question from long to short, for the room there is.
    var wordings: [SafeText] {
        switch self {
        case .quit(let running, true): Self.unsaved(running)
        case .quit(0, false):
            ["Quit? [y/N] "]
        case .quit(1, false):
            ["A reply is running. Quit and stop it? [y/N] ", "Quit and stop the reply? [y/N] ", "Quit? [y/N] "]
        case .quit(let running, false):
            [
                SafeText("\(running) replies are running. Quit and stop them? [y/N] "),
                "Quit and stop all replies? [y/N] ", "Quit? [y/N] ",
            ]
        case .leaveForm(true):
            [
                "It is still being saved. Leave, and lose what is written if that fails? [y/N] ",
                "Leave before it is saved? [y/N] ", "Leave? [y/N] ",
            ]
        case .leaveForm(false):
            ["What is written is not saved. Leave it? [y/N] ", "Leave unsaved? [y/N] ", "Leave? [y/N] "]
        case .deleteAssistant(let assistant, _):
            [
                "Delete " + SafeText(assistant.name.flat) + " at its service? [y/N] ",
                "Delete " + SafeText(assistant.name.flat) + "? [y/N] ", "Delete? [y/N] ",
            ]
        case .deletePreset(let preset):
            [
                "Delete " + SafeText(preset.name.flat) + "? Threads that have it keep its settings. [y/N] ",
                "Delete " + SafeText(preset.name.flat) + "? [y/N] ", "Delete? [y/N] ",
            ]
        case .erase(nil, _):
            ["Erase all threads of the trash for good? [y/N] ", "Empty the trash? [y/N] ", "Empty? [y/N] "]
        case .erase(let threads?, let title):
            [
                "Erase " + (title.map { "“" + SafeText($0.flat) + "”" } ?? Self.threads(threads.count))
                    + " for good? [y/N] ",
                "Erase " + Self.threads(threads.count) + " for good? [y/N] ", "Erase? [y/N] ",
            ]
        case .replaceFile(_, let name):
            [
                "There is a file " + SafeText(name.flat) + ". Replace it? [y/N] ", "Replace the file? [y/N] ",
                "Replace? [y/N] ",
            ]
        case .tooLong(let prompt): prompt.wordings
        }
    }

    private static func threads(_ count: Int) -> SafeText {
        count == 1 ? "this thread" : SafeText("\(count) threads")
    }

    private static func unsaved(_ running: Int) -> [SafeText] {
        let short: [SafeText] = ["Quit and lose the form? [y/N] ", "Quit? [y/N] "]
        if running == 0 { return ["What is in the form is not saved. Quit and lose it? [y/N] "] + short }
        return ["What is in the form is not saved, and a reply is running. Quit? [y/N] "] + short
    }
}
