package import ChatModel
import TerminalModel

extension ScreenState {
    /// Takes in what happened. Whatever is to be done outside comes back, in order.
    package mutating func update(_ event: ScreenEvent, at now: Timestamp) -> [Effect] {
        self.now = now
        var effects = start()
        switch event {
        case .terminal(.key(let key)): effects += press(key)
        case .terminal(.paste(let text)): effects += paste(text)
        case .terminal(.resized(let size)): effects += resize(to: size)
        case .terminal(.mouse(let mouse)): effects += answer(mouse)
        case .terminal(.resumed): break
        case .terminal(.background(let color)): noteBackground(color)
        case .tick: tick()
        case .errand(.filesRead(let files)): effects += filesRead(files)
        case .errand(.filesRefused(let failure)): effects += filesRefused(failure)
        case .errand(let result): note(result)
        case .terminal(.lost): effects.append(.quit)
        case .session(let event): effects += apply(event)
        }
        if event.mayMoveList { effects += settleList() }
        return effects
    }

    /// Opens the first thread, or asks for one.
    private mutating func start() -> [Effect] {
        guard !isStarted else { return [] }
        isStarted = true
        return (usesMouse ? [.setMouse(true)] : []) + openFirst()
    }

    mutating func openFirst() -> [Effect] {
        if let selected = threads.selected { return [.command(.openThread(selected))] }
        guard session.readOnly == nil else { return [] }
        threads.awaitsNewThread = true
        return [.command(.createThread)]
    }

    private mutating func press(_ key: Key) -> [Effect] {
        status.keyPressed()
        picker?.keyPressed()
        if key.types, let effects = writeOn() { return effects + type(key) }
        if key.types, contexts.contains(.writing) { return type(key) }
        for context in contexts {
            var reason: SafeText = ""
            for action in Keymap.actions(for: key, in: context) {
                guard let refusal = disabledReason(action) else { return perform(action, key: key) }
                if !refusal.isEmpty { reason = refusal }
            }
            // What is refused here with a reason is not done somewhere else.
            if !reason.isEmpty {
                status.refuse(reason)
                break
            }
        }
        return []
    }

    /// Who writes on before it could be seen that a prompt is too long does not answer that. Nothing is sent, and what is
    /// written goes on behind it.
    private mutating func writeOn() -> [Effect]? {
        guard case .tooLong(let prompt) = question, prompt.wish.isWritten, !isQuestionSeen else { return nil }
        question = nil
        return editing { $0.editor.insert("\n") }
    }

    private mutating func type(_ key: Key) -> [Effect] {
        guard case .character(let character) = key.code, mayWrite() else { return [] }
        if form != nil {
            form?.change { $0.type(character) }
            return []
        }
        if themePicker != nil {
            changeThemeFilter { $0.type(character) }
            return []
        }
        if picker != nil { return changeFilter { $0.type(character) } }
        if let effects = changeField({ $0.type(character) }) { return effects }
        return editing { $0.editor.type(character) }
    }

    private mutating func paste(_ text: String) -> [Effect] {
        guard mayWrite() else { return [] }
        help = nil
        if form != nil {
            form?.paste(text)
            return []
        }
        if themePicker != nil {
            changeThemeFilter { $0.insert(text.flat) }
            return []
        }
        if picker != nil { return changeFilter { $0.insert(text.flat) } }
        if search == nil { links = nil }
        comparison = nil
        if let effects = changeField({ $0.insert(text.flat) }) { return effects }
        focus = .composer
        return editing { $0.editor.insert(text) }
    }

    /// Changes what stands in a field of one line that is open.
    /// - Returns: nil if none is.
    mutating func changeField(_ change: (inout Editor) -> Void) -> [Effect]? {
        if search != nil { return changeSearch(change) }
        if field != nil { return changeThreadField(change) }
        if var field = file {
            change(&field.editor)
            file = field
        } else if transcript.find?.isOpen == true {
            changeFind(change)
        } else {
            return nil
        }
        return []
    }

    /// Says why not, if nothing can be written now.
    private mutating func mayWrite() -> Bool {
        guard let refusal = writingRefusal else { return true }
        status.refuse(refusal)
        return false
    }

    /// Changes what is written, and has it kept if it is another text then.
    mutating func editing(_ change: (inout Composer) -> Void) -> [Effect] {
        let before = composer.editor.revision
        let draftBefore = composer.amendment?.draft.revision
        change(&composer)
        if composer.editor.revision != before, focus == .composer { transcript.selection = nil }
        composer.forgetFiles()
        let isChanged = composer.editor.revision != before || composer.amendment?.draft.revision != draftBefore
        guard isChanged, let thread = composer.thread else { return [] }
        return [.command(.saveDraft(thread, text: draftToKeep(in: thread)))]
    }

    private mutating func resize(to size: Size) -> [Effect] {
        keepingPlace {
            $0.size = size
            $0.fitComposer()
        }
        return settlePicker()
    }
}

// What the session says

extension ScreenState {
    private mutating func apply(_ event: Event) -> [Effect] {
        var arrived: ChatThread?
        let held = placeHeld(through: event)
        usage.note(event)
        gauge.note(event)
        switch event {
        case .threadSaved(let thread): arrived = session.thread(thread.id) == nil ? thread : nil
        case .threadsListed(let page): arrived = threads.selected == nil ? page.threads.first : nil
        case .threadOpened(_, let messages, _): transcript.forget(messages)
        case .messageAdded(let message): transcript.noteNewText(in: message.thread)
        case .replyGrew(let thread, let id, _): transcript.noteGrowth(of: id, in: thread)
        case .replyReplaced(let thread, let id, _):
            transcript.forget(id)
            transcript.noteGrowth(of: id, in: thread)
        case .messageStateChanged(_, let id, let state): if state.isFinal { transcript.thaw(id) }
        case .runChanged(let run):
            if run.phase == .stopping { settle(run) }
            if !run.isRetrying { takenBack.remove(run.id) }
        case .runEnded(let id): if let run = session.runs[id] { end(run) }
        case .messagePartSet(let thread, _, let part) where part.kind == .cut: noteCut(part, in: thread)
        case .messagePartSet(let thread, _, _): transcript.noteNewText(in: thread)
        case .messagePartGrew(let thread, let id, _, _):
            if transcript.opened[id] != nil { transcript.noteNewText(in: thread) }
        case .assistantEdited(let service, let edit): note(edit, at: service)
        case .presetSaved(let preset): noteSaved(preset)
        case .threadRead, .threadsErased, .threadFound, .searchAnswered, .branchCut, .branchChosen, .messageRemoved,
            .draftSaved, .promptReturned, .summaryChanged, .serviceChanged, .choiceChanged, .assistantsChanged,
            .presetsRead, .presetDeleted, .titlesAwaited, .troubleChanged:
            break
        }
        if event.mayMoveList {
            applyToList(event)
        } else if let message = messageBelowThought(event) {
            keepingText(of: message) { $0.session.apply(event) }
        } else {
            session.apply(event)
        }
        noteForFind(event)
        if let held { settleBranch(at: held) }
        if case .runEnded(let id) = event { forget(id) }
        return (arrived.map { welcome($0) } ?? []) + welcomeFork(after: event) + writeReturned(event)
            + noteForList(event) + settlePicker()
    }

    /// A run is no more.
    private mutating func forget(_ run: RunID) {
        forced.remove(run)
        takenBack.remove(run)
        if case .quit(_, let isUnsaved) = question {
            question = .quit(running: session.runs.count, isUnsaved: isUnsaved)
        }
    }

    private mutating func end(_ run: Run) {
        if isStopping(run) { stopEndedAt[run.thread] = now }
        settle(run)
    }

    /// The session knows of the stop: from here on its word holds.
    private mutating func settle(_ run: Run) {
        stopping.remove(run.id)
        transcript.thaw(run.reply)
    }

    /// Shows a thread that was asked for, and sends what was written before it came.
    private mutating func welcome(_ thread: ChatThread) -> [Effect] {
        guard threads.selected == nil || threads.awaitsNewThread && thread.isEmpty else { return [] }
        let written = composer.thread == nil && !composer.editor.isEmpty
        var effects = show(thread.id)
        for prompt in waitingPrompts { effects += dispatch(prompt, in: thread.id) }
        waitingPrompts = []
        if written { effects.append(.command(.saveDraft(thread.id, text: draftToKeep(in: thread.id)))) }
        return effects
    }

    /// Shows another thread.
    mutating func show(_ thread: ThreadID) -> [Effect] {
        guard thread != threads.selected else { return [] }
        transcript.pin(transcriptScene())
        transcript.find = nil
        transcript.selection = nil
        threads.select(thread)
        threads.follow(in: threadRows)
        askedAt = now
        composer.show(thread, draft: draft(of: thread))
        transcript.unpin(transcriptScene())
        return [.command(.openThread(thread))]
    }
}

extension ScreenEvent {
    /// It may have changed which rows of the list are on the screen, or should be.
    fileprivate var mayMoveList: Bool {
        switch self {
        case .terminal, .tick: true
        case .session(let event): event.mayMoveList
        case .errand: false
        }
    }
}

extension Event {
    fileprivate var mayMoveList: Bool {
        switch self {
        case .threadsListed, .threadSaved, .threadRead, .threadsErased: true
        default: false
        }
    }
}
