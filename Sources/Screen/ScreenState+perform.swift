import ChatModel
import TerminalModel

extension ScreenState {
    /// Does what an action says; the caller has seen that it is possible now.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .help: help = help == nil ? Help() : nil
        case .closeHelp: help = nil
        case .quit, .leave: return quit()
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .confirm: return confirm()
        case .decline: question = nil
        case .pageUp, .pageDown, .toStart, .toEnd, .lineUp, .lineDown: scroll(action)
        case .stop: return stop()
        case .forceStop: return forceStop()
        case .newThread: return newThread()
        case .nextPane: focus = focus.next(1)
        case .previousPane: focus = focus.next(-1)
        case .back, .enterThread: focus = .composer
        case .threadList: focus = focus == .threads ? .composer : .threads
        case .nextThread, .previousThread, .threadUp, .threadDown, .firstThread, .lastThread:
            return threads.target(of: action, among: session.threads).map { show($0) } ?? []
        case .continueReply, .retry: return askAgain(action)
        case .promptBack: return putPromptBack()
        case .send: return send()
        default:
            let prompts = shownPrompts
            return editing { $0.perform(action, prompts: prompts()) }
        }
        return []
    }

    private mutating func quit() -> [Effect] {
        guard !session.runs.isEmpty else { return [.quit] }
        question = .quit(running: session.runs.count)
        return []
    }

    private mutating func confirm() -> [Effect] {
        defer { question = nil }
        return question?.confirmed ?? []
    }

    private mutating func scroll(_ action: Action) {
        if help != nil {
            let area = Help.area(of: size)
            let lines = Help.lines(columns: area.columns, theme: theme).count
            help?.perform(action, lines: lines, rows: area.rows)
            return
        }
        let scene = transcriptScene()
        let page = max(1, scene.size.rows - 2)
        switch action {
        case .pageUp: transcript.scroll(by: -page, scene)
        case .pageDown: transcript.scroll(by: page, scene)
        case .lineUp: transcript.scroll(by: -1, scene)
        case .lineDown: transcript.scroll(by: 1, scene)
        case .toStart: transcript.scrollToStart(scene)
        default: transcript.follow(scene.thread)
        }
    }

    /// For so long a second press of the key that stopped a run is meant for that run, not for the one that follows.
    static let stopEcho: Duration = .milliseconds(400)

    /// Stops the run that is shown. What is on the screen stands still from this frame on.
    private mutating func stop() -> [Effect] {
        guard let run = shownRun else { return [] }
        if let ended = stopEndedAt[run.thread], now < ended + Self.stopEcho {
            status.refuse("The next prompt is sent; press again to stop it")
            return []
        }
        stopping.insert(run.id)
        if let reply = session.message(run.reply, in: run.thread) { transcript.freeze(reply) }
        return [.command(.stop(run.id))]
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
        guard let reply = lastReply else { return [] }
        stopEndedAt[reply.thread] = nil
        transcript.follow(reply.thread)
        focus = .composer
        return [.command(action == .retry ? .retry(reply.thread, reply.id) : .continueReply(reply.thread, reply.id))]
    }

    private mutating func putPromptBack() -> [Effect] {
        guard let prompt = promptToPutBack else { return [] }
        focus = .composer
        let effects = editing { $0.putBack(prompt.text) }
        return (prompt.state == .queued ? [.command(.unqueue(prompt.thread, prompt.id))] : []) + effects
    }

    private mutating func send() -> [Effect] {
        let text = composer.takeText()
        guard let thread = composer.thread else {
            waitingPrompts.append(text)
            return []
        }
        if queuedPrompt == nil { stopEndedAt[thread] = nil }
        transcript.follow(thread)
        return [.command(.send(thread, text: text)), .command(.saveDraft(thread, text: ""))]
    }

    /// What was asked in this thread, read only when it is needed.
    private var shownPrompts: () -> [String] {
        let messages = shownMessages
        return { messages.filter { $0.role == .user }.map(\.text) }
    }
}
