import ChatModel
import TerminalModel

extension ScreenState {
    /// Why an action cannot be done now; nil if it can, empty if there is nothing worth saying.
    func disabledReason(_ action: Action) -> SafeText? {
        switch action {
        case .stop: stopRefusal
        case .forceStop: forceStopRefusal
        case .back: focus == .composer ? "" : nil
        case .clear: composer.editor.isEmpty ? "Nothing to stop or to clear. Ctrl-Q quits" : nil
        case .newThread: readOnlyReason
        case .nextThread, .threadDown, .lastThread: refusal(of: action, "This is the last thread")
        case .previousThread, .threadUp, .firstThread: refusal(of: action, "This is the first thread")
        case .continueReply: continueRefusal
        case .retry: readOnlyReason ?? (lastReply == nil ? "There is no reply yet" : runningRefusal)
        case .promptBack: readOnlyReason ?? (promptToPutBack == nil ? "There is no prompt yet" : nil)
        case .send: readOnlyReason ?? (composer.editor.isBlank ? "There is nothing to send yet" : nil)
        case .lineStart, .lineEnd: composer.editor.isEmpty ? "" : nil
        case .deleteForward: readOnlyReason ?? (composer.editor.isEmpty ? "" : nil)
        case .leave: composer.editor.isEmpty ? nil : ""
        case .undo: composer.editor.canUndo ? nil : "There is nothing to undo"
        case .redo: composer.editor.canRedo ? nil : "There is nothing to do again"
        case .newline, .deleteBackward, .deleteWord, .deleteWordForward, .deleteToLineStart, .deleteToLineEnd:
            readOnlyReason
        default: nil
        }
    }

    /// In short; the composer says the whole of it all the while.
    var readOnlyReason: SafeText? { session.readOnly.map { SafeText($0.what.flat) } }

    /// The prompt that would go into the composer: one that waits, or the one that was answered last.
    var promptToPutBack: Message? {
        queuedPrompt ?? threads.selected.flatMap { session.messages[$0]?.last { $0.role == .user } }
    }

    /// What can be done about the last reply, if it is not whole, and about a prompt that waits.
    var remedies: [Action] {
        let wanted: [Action] =
            if lastReplyIsWhole {
                queuedPrompt == nil ? [] : [.promptBack]
            } else {
                [.continueReply, .retry, .promptBack]
            }
        return wanted.filter { disabledReason($0) == nil }
    }

    private var lastReplyIsWhole: Bool {
        switch lastReply?.state {
        case .stopped(.byService), .stopped(.hereOnly), .interrupted, .failed: false
        default: true
        }
    }

    private var stopRefusal: SafeText? {
        guard let run = shownRun else { return "No reply is running here" }
        return isStopping(run) ? "" : nil
    }

    private var forceStopRefusal: SafeText? {
        guard let run = shownRun, isStopping(run) else { return "" }
        return forced.contains(run.id) ? "The connection is being closed" : nil
    }

    private var runningRefusal: SafeText? { shownRun == nil ? nil : "A reply is running here" }

    private var continueRefusal: SafeText? {
        if let refusal = readOnlyReason ?? runningRefusal { return refusal }
        switch lastReply?.state {
        case .stopped(.byService), .stopped(.hereOnly), .interrupted:
            return lastReply?.text.isEmpty == true ? "Nothing of the reply has come; ask again instead" : nil
        case nil: return "There is no reply yet"
        default: return "The last reply did not break off"
        }
    }

    private func refusal(of action: Action, _ words: SafeText) -> SafeText? {
        threads.target(of: action, among: session.threads) == nil ? words : nil
    }
}
