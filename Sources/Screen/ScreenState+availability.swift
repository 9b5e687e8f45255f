import ChatModel
import TerminalModel

extension ScreenState {
    /// Why an action cannot be done now; nil if it can, empty if there is nothing worth saying.
    func disabledReason(_ action: Action) -> SafeText? {
        switch action {
        case _ where action.context == .threads || action == .shownBefore: listRefusal(action)
        case .takeBack: takeBackRefusal
        case .stop: stopRefusal
        case .forceStop: forceStopRefusal
        case .back: focus == .composer ? "" : nil
        case .clear: clearRefusal
        case .newThread: readOnlyReason
        case .pick: readOnlyReason ?? (session.services.isEmpty ? "No service is configured" : nil)
        case .settings: settingsRefusal
        case .nextThread, .previousThread: moveRefusal(action)
        case .openHit: search?.hit == nil ? "Nothing is found" : nil
        case .continueReply: continueRefusal
        case .retry: readOnlyReason ?? (lastReply == nil ? "There is no reply yet" : runningRefusal ?? summaryRefusal)
        case .promptBack:
            readOnlyReason ?? amendingRefusal ?? (promptToPutBack == nil ? "There is no prompt yet" : nil)
        case .editPrompt: readOnlyReason ?? (promptsToEdit.isEmpty ? "There is no prompt yet" : nil)
        case .leaveEdit: composer.amendment == nil ? "" : nil
        case .previousVariant, .nextVariant, .compare: variantRefusal
        case .otherBefore, .otherAfter: comparison?.others == 1 ? "There is no third variant" : nil
        case .fork: readOnlyReason ?? (shownMessages.isEmpty ? "Nothing was said here yet" : nil)
        case .quote: readOnlyReason ?? (shownMessages.isEmpty ? "Nothing was said here yet" : nil)
        case .details: detailsRefusal
        case .leaveOutAbove: readOnlyReason ?? (shownMessages.isEmpty ? "Nothing was said here yet" : nil)
        case _ where action.context == .tooLong: tooLongRefusal(action)
        case .nextHit, .previousHit: transcript.find?.results == nil ? "Nothing was looked for; / does" : nil
        case .endFind: transcript.find == nil ? "" : nil
        case .openLink: openLinkRefusal
        case .find, .copyReply, .copyCode, .saveText, .links, .source, .copy:
            shownMessages.isEmpty ? "Nothing was said here yet" : nil
        case .panLeft, .panRight: transcript.wrapsCode ? "Long lines are wrapped; w changes that" : nil
        case .previousMessage, .nextMessage, .previousCode, .nextCode:
            shownMessages.isEmpty ? "Nothing was said here yet" : nil
        case .send: sendRefusal
        case .attachFile: fileRefusal
        case .attachNamed: file?.isForComposer == true ? nil : ""
        case .writeFile: file?.isForComposer == true ? "" : nil
        case .leave: composer.editor.isEmpty ? nil : ""
        case .lineStart, .lineEnd: written.isEmpty ? "" : nil
        case .newline: readOnlyReason
        case .deleteBackward, .deleteForward, .deleteWord, .deleteWordForward, .deleteToLineStart, .deleteToLineEnd:
            writingRefusal
        case .undo: writingRefusal ?? (written.canUndo ? nil : "There is nothing to undo")
        case .redo: writingRefusal ?? (written.canRedo ? nil : "There is nothing to do again")
        case .fieldEnter: writingRefusal
        case .choose, .newAssistant, .editAssistant, .copyAssistant, .deleteAssistant: pickerRefusal(of: action)
        case .save: saveRefusal
        case .keepTheme: keepThemeRefusal
        default: nil
        }
    }

    /// Why nothing can be written now.
    var writingRefusal: SafeText? {
        // What a field takes is changed in no thread.
        if themePicker != nil { return nil }
        let isInField = file != nil || field != nil || search != nil || transcript.find?.isOpen == true
        if form == nil, picker == nil, isInField { return nil }
        return form?.isSaving == true ? "It is being saved" : readOnlyReason
    }

    private var sendRefusal: SafeText? {
        if let refusal = readOnlyReason { return refusal }
        if shownSummary != nil { return "A summary is being written; Esc stops it" }
        if composer.editor.isBlank { return "There is nothing to send yet" }
        if composer.amendment?.isUnchanged(composer.editor) == true { return "Nothing of the prompt was changed yet" }
        return attachingRefusal
    }

    private var saveRefusal: SafeText? {
        writingRefusal ?? (form?.subject.isNew == false && form?.hasChanges == false ? "Nothing was changed" : nil)
    }

    private func pickerRefusal(of action: Action) -> SafeText? {
        guard let row = pickedRow else { return "Nothing is chosen" }
        if action == .choose {
            return threads.selected == nil && row.choice != nil ? "There is no thread yet" : nil
        }
        guard row.service.hasDirectory else {
            return SafeText(row.service.name.flat) + " does not let its assistants be managed"
        }
        if row.service.hasPresets { return presetRefusal(of: action, row) }
        guard action != .newAssistant else { return nil }
        guard let assistant = row.assistant else { return "Choose an assistant first" }
        return wishes.deleting.contains(assistant.id) ? "It is being deleted" : nil
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
        case .stopped(.byService), .stopped(.hereOnly), .stopped(.byClosing), .interrupted, .failed: false
        default: true
        }
    }

    /// A second press of the key that took a prompt back does not clear what has come back.
    private var clearRefusal: SafeText? {
        if shownRun.map({ takenBack.contains($0.id) }) == true { return "" }
        if let takenBackAt, now < takenBackAt + Self.stopEcho { return "" }
        return composer.editor.isEmpty ? "Nothing to stop or to clear. Ctrl-Q quits" : nil
    }

    private var stopRefusal: SafeText? {
        guard let run = shownRun else {
            return shownSummary == nil ? answeringElsewhere ?? "No reply is running here" : nil
        }
        // A prompt whose run waits for its next try is taken back instead.
        return isStopping(run) || takenBack.contains(run.id) || takeBackRefusal == nil ? "" : nil
    }

    private var takeBackRefusal: SafeText? {
        guard let run = shownRun, run.isRetrying, !isStopping(run) else { return "" }
        return takenBack.contains(run.id) ? "The prompt is being taken back" : readOnlyReason
    }

    private var detailsRefusal: SafeText? {
        if focus == .transcript, shownMessages.contains(where: \.hasDetails) { return nil }
        return lastReply?.hasDetails == true ? nil : "The last reply has no details"
    }

    private var forceStopRefusal: SafeText? {
        guard let run = shownRun, isStopping(run) else { return "" }
        return forced.contains(run.id) ? "The connection is being closed" : nil
    }

    private var runningRefusal: SafeText? { shownRun == nil ? answeringElsewhere : "A reply is running here" }

    /// The newest reply is being made by another process, which alone can stop it.
    private var answeringElsewhere: SafeText? {
        lastReply?.state == .running ? "Another Weft is answering here; it is stopped there" : nil
    }

    private var summaryRefusal: SafeText? { shownSummary == nil ? nil : "A summary is being written here" }

    private var continueRefusal: SafeText? {
        if let refusal = readOnlyReason ?? runningRefusal ?? summaryRefusal { return refusal }
        switch lastReply?.state {
        case .stopped(.byService), .stopped(.hereOnly), .stopped(.byClosing), .interrupted, .failed:
            return lastReply?.text.isEmpty == true ? "Nothing of the reply has come; ask again instead" : nil
        case nil: return "There is no reply yet"
        default: return "The last reply did not break off"
        }
    }
}
