import ChatModel

extension SessionHub {
    /// Performs a command, or lets it wait for the messages of its thread; other threads and stops never wait with it.
    func take(_ command: Command) {
        if let holder = state.readOnly, command.isWriting { return noteWishTrouble(holder) }
        guard let thread = command.thread else { return carryOut(command) }
        if waiting[thread] != nil {
            waiting[thread]?.append(command)
        } else if state.thread(thread) == nil || command.needsMessages && state.messages[thread] == nil {
            waiting[thread] = [command]
            loads[thread] = Task { await load(thread) }
        } else {
            carryOut(command)
        }
    }

    /// Performs a command whose thread is loaded, if it needs that.
    func carryOut(_ command: Command) {
        switch command {
        case .createThread: createThread()
        case .choose(let thread, let choice): choose(choice, in: thread)
        case .changeSettings(let thread, let settings): changeSettings(settings, in: thread)
        case .savePreset(let preset, let old): save(preset, replacing: old)
        case .deletePreset(let preset): delete(preset)
        case .listThreads(let query, let place): list(query, around: place)
        case .findThread(let goal, let start): find(goal, from: start)
        case .search(let text): search(text)
        case .changeThreads(let threads, let change): self.change(threads, change)
        case .undoThreadChange: undoThreadChange()
        case .makeTitles(let threads): makeTitles(of: threads)
        case .stopTitles: stopTitles()
        case .eraseThreads(let threads): erase(threads)
        case .forkThread(let thread, let message, let first): fork(thread, at: message, from: first)
        case .editPrompt(let thread, let prompt, let text, let files):
            editPrompt(prompt, text: text, files: files, in: thread)
        case .chooseBranch(let thread, let message): chooseBranch(through: message, in: thread)
        case .openThread(let thread): open(thread)
        case .send(let thread, let text, let files): send(text, files: files, in: thread)
        case .allowLength(let thread, let cut): allowed[thread] = PromptReach(cut: cut)
        case .cut(let thread, let message, let cut): self.cut(thread, at: message, cut)
        case .summarise(let thread, let message, let kept): summarise(thread, at: message, keeping: kept)
        case .stopSummary(let thread): stopSummary(of: thread)
        case .stop(let run): stop(run)
        case .forceStop(let run): endByForce(run)
        case .continueReply(let thread, let reply): continueReply(reply, in: thread)
        case .retry(let thread, let reply): retry(reply, in: thread)
        case .takeBack(let run): takeBack(run)
        case .unqueue(let thread, let prompt): unqueue(prompt, in: thread)
        case .saveDraft(let thread, let text): saveDraft(text, in: thread)
        case .checkService(let service): check(service)
        case .listAssistants(let service): list(service, anew: true)
        case .listMoreAssistants(let service): list(service, anew: false)
        case .saveAssistant(let service, let id, let profile): save(profile, as: id, at: service)
        case .deleteAssistant(let service, let id): delete(id, at: service)
        }
    }

    private func createThread() {
        let moment = now()
        guard let choice = state.choice else { return noteWishTrouble(.noService) }
        if var empty = state.threads.first(where: { $0.isEmpty && $0.scope == .current }) {
            empty.activeAt = moment
            empty.choice = choice
            return publish(.threadSaved(empty))
        }
        var thread = ChatThread(
            id: ThreadID(newName()), title: ThreadTitle.untitled, createdAt: moment, activeAt: moment,
            service: choice.service)
        thread.choice = choice
        publish(.threadSaved(thread))
        publish(.threadOpened(thread.id, []))
    }

    private func open(_ id: ThreadID) {
        opened = id
        noteWishTrouble(nil)
        if state.readOnly != nil { refreshOpened() }
        guard state.readOnly == nil, var thread = state.thread(id), thread.isUnread else { return }
        thread.isUnread = false
        publish(.threadSaved(thread))
    }

    func saveDraft(_ text: String, in thread: ThreadID) {
        guard text != state.drafts[thread, default: ""] else { return }
        publish(.draftSaved(thread, text: text))
    }

    private func load(_ thread: ThreadID) async {
        do {
            let stored = try await store.read(thread)
            guard !Task.isCancelled else { return }
            let commands = endLoad(of: thread)
            guard let stored else { return }
            if state.thread(thread) == nil { publish(.threadRead(stored.thread, draft: stored.draft)) }
            publish(.threadOpened(thread, stored.messages, through: stored.through))
            for command in commands { carryOut(command) }
        } catch {
            guard !Task.isCancelled else { return }
            noteWishTrouble(error)
            keepPrompts(of: endLoad(of: thread))
        }
    }

    private func endLoad(of thread: ThreadID) -> [Command] {
        loads[thread] = nil
        return waiting.removeValue(forKey: thread) ?? []
    }

    /// Commands whose thread did not come: nothing that was typed is lost.
    private func keepPrompts(of commands: [Command]) {
        for command in commands {
            switch command {
            case .saveDraft(let thread, let text): saveDraft(text, in: thread)
            case .send(let thread, let text, let files): giveBack(text, files, in: thread)
            case .editPrompt(let thread, let prompt, let text, let files):
                giveBack(text, files, in: thread, inPlaceOf: prompt)
            default: continue
            }
        }
    }

    /// Waits for no thread any more.
    func abandonLoads() {
        for (thread, task) in loads {
            task.cancel()
            keepPrompts(of: endLoad(of: thread))
        }
    }
}

extension Command {
    /// The thread it is about; nil for those about a run, a service or no thread yet.
    fileprivate var thread: ThreadID? {
        switch self {
        case .openThread(let thread), .choose(let thread, _), .send(let thread, _, _), .continueReply(let thread, _),
            .retry(let thread, _),
            .unqueue(let thread, _), .saveDraft(let thread, _), .forkThread(let thread, _, _),
            .editPrompt(let thread, _, _, _), .chooseBranch(let thread, _), .changeSettings(let thread, _),
            .allowLength(let thread, _), .cut(let thread, _, _), .summarise(let thread, _, _),
            .stopSummary(let thread):
            thread
        case .listThreads, .findThread, .search, .changeThreads, .undoThreadChange, .makeTitles, .stopTitles,
            .eraseThreads, .createThread, .stop, .forceStop, .takeBack, .checkService, .listAssistants,
            .listMoreAssistants,
            .saveAssistant, .deleteAssistant, .savePreset, .deletePreset:
            nil
        }
    }

    fileprivate var needsMessages: Bool {
        switch self {
        case .saveDraft, .choose, .changeSettings, .allowLength, .stopSummary: false
        default: true
        }
    }

    /// It cannot be performed in a store that may only be read.
    fileprivate var isWriting: Bool {
        switch self {
        case .openThread, .checkService, .listAssistants, .listMoreAssistants, .listThreads, .findThread, .search,
            .chooseBranch:
            false
        default: true
        }
    }
}
