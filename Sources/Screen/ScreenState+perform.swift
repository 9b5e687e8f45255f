import ChatModel
import TerminalModel

extension ScreenState {
    /// Does what an action says; the caller has seen that it is possible now.
    /// - Parameter key: the key that asks for it.
    mutating func perform(_ action: Action, key: Key) -> [Effect] {
        switch action {
        case _ where action.context == .links || links != nil && Self.scrolls.contains(action):
            return performInLinks(action, key: key)
        case _ where isSelecting && (action.context == .selection || Self.scrolls.contains(action)):
            performInSelection(action)
        case .editPrompt: return editPrompt()
        case .leaveEdit: return leaveEdit()
        case .previousVariant: return flip(-1)
        case .nextVariant: return flip(1)
        case .compare: openComparison()
        case .otherBefore: comparison?.compare(-1)
        case .otherAfter: comparison?.compare(1)
        case .showOther: return showOther()
        case .leaveComparison: comparison = nil
        case .fork: return fork()
        case .quote: return quote()
        case _ where action.context == .tooLong: return performTooLong(action)
        case .leaveOutAbove: return leaveOutAbove()
        case .selectMessage, .selectBlock, .selectCharacters, .selectLines: select(action)
        case .copy, .copyReply, .copyCode: return copy(action)
        case .saveText: openFile()
        case _ where action.context == .search || search != nil && Self.scrolls.contains(action):
            return performInSearch(action)
        case .writeFile, .attachNamed: return writeFile()
        case .attachFile: file = FileField(editor: Editor(), purpose: .attaching)
        case .completeName: return completeName()
        case .leaveFile: leaveFile()
        case .find: openFind()
        case .keepFound, .leaveFind, .toggleExpression, .nextHit, .previousHit, .nextHitInField, .previousHitInField,
            .endFind:
            performFind(action)
        case .links: openLinks()
        case .source: toggleSource()
        case .mouse: return toggleMouse()
        case .help: help = help == nil ? Help() : nil
        case .closeHelp: help = nil
        case .pick: return openPicker()
        case .settings: openSettings()
        case .closePicker: picker = nil
        case .themes: openThemes()
        case .keepTheme: return keepTheme()
        case .closeThemes: leaveThemes()
        case .choose: return choose()
        case .fetchAgain: return fetchAgain()
        case .newAssistant, .editAssistant, .copyAssistant: openForm(action)
        case .deleteAssistant: question = pickedRow.flatMap(Question.init)
        case .save: return save()
        case .leaveForm: leaveForm()
        case .quit, .leave: return quit()
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .confirm: return confirm()
        case .decline:
            question = nil
            fileAtWork = nil
        case .pageUp, .pageDown, .toStart, .toEnd, .lineUp, .lineDown, .halfPageUp, .halfPageDown, .choiceUp,
            .choiceDown, .themeUp, .themeDown:
            return scroll(action)
        case .previousMessage, .nextMessage, .previousCode, .nextCode, .panLeft, .panRight, .wrapCode:
            moveTranscript(action)
        case .details: toggleDetails()
        case .takeBack: return takeBack()
        case .stop: return stop()
        case .forceStop: return forceStop()
        case .newThread: return newThread()
        case .nextPane: focus = focus.next(1)
        case .previousPane: focus = focus.next(-1)
        case .back: focus = .composer
        case .threadList: focus = focus == .threads ? .composer : .threads
        case _ where action.context == .threads || action.context == .threadField: return performInList(action)
        case .nextThread, .previousThread: return moveInList(action)
        case .nextUnread: return seek(.nextUnread)
        case .nextRunning: return seek(.nextRunning)
        case .shownBefore: return threads.before.map { show($0) } ?? []
        case .search: return openSearch()
        case .continueReply, .retry: return askAgain(action)
        case .promptBack: return putPromptBack()
        case .send: return send()
        default: return write(action)
        }
        return []
    }

    /// Does an action of writing where there is text to write.
    private mutating func write(_ action: Action) -> [Effect] {
        if form != nil {
            performInForm(action)
            return []
        }
        if themePicker != nil {
            changeThemeFilter { $0.perform(action) }
            return []
        }
        if picker != nil { return changeFilter { $0.perform(action) } }
        if let effects = changeField({ $0.perform(action) }) { return effects }
        let prompts = shownPrompts
        return editing { $0.perform(action, prompts: prompts()) }
    }

    /// The actions that move through a page or the transcript.
    private static let scrolls: Set<Action> = [
        .pageUp, .pageDown, .halfPageUp, .halfPageDown, .lineUp, .lineDown, .toStart, .toEnd, .previousMessage,
        .nextMessage, .previousCode, .nextCode,
    ]

    private mutating func performInSelection(_ action: Action) {
        switch action {
        case .endSelection: transcript.selection = nil
        case .otherEnd: exchangeEnds()
        default: transcript.moveSelection(action, transcriptScene())
        }
    }

    private mutating func performInForm(_ action: Action) {
        let columns = AssistantForm.columns(on: size)
        form?.perform(action, columns: columns)
    }

    private mutating func quit() -> [Effect] {
        let isUnsaved = form?.hasChanges == true
        guard !session.runs.isEmpty || isUnsaved else { return [.quit] }
        question = .quit(running: session.runs.count, isUnsaved: isUnsaved)
        return []
    }

    private mutating func confirm() -> [Effect] {
        defer { question = nil }
        switch question {
        case .quit: return [.quit]
        case .leaveForm: form = nil
        case .deleteAssistant(let assistant, let service): return delete(assistant, at: service)
        case .deletePreset(let preset): return delete(preset)
        case .erase(let threads, _): return erase(threads)
        case .replaceFile(let errand, _): return [.errand(errand)]
        case .tooLong, nil: break
        }
        return []
    }

    private mutating func scroll(_ action: Action) -> [Effect] {
        if help != nil {
            let area = Help.area(of: size)
            let lines = Help.lines(columns: area.columns, theme: theme).count
            help?.perform(action, lines: lines, rows: area.rows)
        } else if themePicker != nil {
            moveThemes(action)
        } else if form != nil {
            performInForm(action)
        } else if picker != nil {
            return movePicker(action)
        } else if comparison != nil {
            scrollComparison(action)
        } else {
            moveTranscript(action)
        }
        return []
    }

    /// For so long a second press of the key that stopped a run is meant for that run, not for the one that follows.
    static let stopEcho: Duration = .milliseconds(400)

    /// Stops the run that is shown. What is on the screen stands still from this frame on.
    private mutating func stop() -> [Effect] {
        guard let run = shownRun else { return threads.selected.map { [.command(.stopSummary($0))] } ?? [] }
        if let ended = stopEndedAt[run.thread], now < ended + Self.stopEcho {
            status.refuse("The next prompt is sent; press again to stop it")
            return []
        }
        stopping.insert(run.id)
        if let reply = session.message(run.reply, in: run.thread) { transcript.freeze(reply) }
        return [.command(.stop(run.id))]
    }

    /// Takes the prompt of a run back that waits for its next try. Its text is kept before the session lets it go.
    private mutating func takeBack() -> [Effect] {
        guard let run = shownRun else { return [] }
        takenBack.insert(run.id)
        takenBackAt = now
        focus = .composer
        // A prompt that another reply answers stays where it is.
        let isAnswered = session.allMessages(of: run.thread).contains {
            $0.answers == run.prompt && $0.id != run.reply
        }
        let prompt = isAnswered ? nil : session.message(run.prompt, in: run.thread)
        let effects = prompt.map { prompt in editing { $0.putBack(prompt) } } ?? []
        return effects + [.command(.takeBack(run.id))]
    }

    private mutating func forceStop() -> [Effect] {
        guard let run = shownRun else { return [] }
        forced.insert(run.id)
        return [.command(.forceStop(run.id))]
    }

    private mutating func newThread() -> [Effect] {
        focus = .composer
        if let empty = Threads.empty(among: session.threads) { return show(empty) }
        guard !threads.awaitsNewThread else { return [] }
        threads.awaitsNewThread = true
        return [.command(.createThread)]
    }

    private mutating func askAgain(_ action: Action) -> [Effect] {
        guard let reply = action == .retry ? messageToRetry() : lastReply else { return [] }
        if asksForLength(of: action == .retry ? .retry(reply.id) : .goOn(reply.id)) { return [] }
        let command: Command =
            action == .retry ? .retry(reply.thread, reply.id) : .continueReply(reply.thread, reply.id)
        return askAgain(command, in: reply.thread)
    }

    /// Asks for a reply without a new prompt.
    mutating func askAgain(_ command: Command, in thread: ThreadID) -> [Effect] {
        stopEndedAt[thread] = nil
        transcript.selection = nil
        flipping = nil
        transcript.follow(thread)
        focus = .composer
        return [.command(command)]
    }

    private mutating func putPromptBack() -> [Effect] {
        guard let prompt = promptToPutBack else { return [] }
        focus = .composer
        let effects = editing { $0.putBack(prompt) }
        return (prompt.state == .queued ? [.command(.unqueue(prompt.thread, prompt.id))] : []) + effects
    }

    private mutating func send() -> [Effect] {
        if asksForLength(of: composer.amendment.map { .edited($0.prompt) } ?? .new) { return [] }
        return sendWritten()
    }

    /// Sends what stands in the composer.
    /// - Parameter allowing: Whether it fits or not; without it that is looked at again when its files are read.
    mutating func sendWritten(allowing: LengthAllowance? = nil) -> [Effect] {
        if composer.amendment != nil { return sendAmended(allowing: allowing) }
        let text = composer.takeText()
        guard let thread = composer.thread else {
            waitingPrompts.append(text)
            return []
        }
        if queuedPrompt == nil { stopEndedAt[thread] = nil }
        transcript.follow(thread)
        return dispatch(text, in: thread, allowing: allowing)
    }

    /// What was asked in this thread, read only when it is needed.
    private var shownPrompts: () -> [String] {
        let messages = shownMessages
        return { messages.filter { $0.role == .user }.map { Prompt($0).typed } }
    }
}

extension Question {
    /// Whether the assistant or preset of this row is to be deleted; nil for a row without one.
    fileprivate init?(_ row: PickerRow) {
        if let preset = row.preset {
            self = .deletePreset(preset.id)
            return
        }
        guard let assistant = row.assistant else { return nil }
        self = .deleteAssistant(assistant.reference, row.service.id)
    }
}

extension Run {
    /// It waits for its next try; nothing of the reply has come.
    var isRetrying: Bool {
        if case .retrying = phase { true } else { false }
    }
}
