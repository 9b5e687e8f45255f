package import ChatModel
package import TerminalModel

/// The terminal UI as a value: what it knows, what a key or an event makes of it, and how that looks.
///
/// The root of the screen's parts. It owns the copy of the session's state, routes what comes to the part it concerns,
/// and lays the parts out.
package struct ScreenState {
    /// The copy of the session's state; equal to it after the same events, whatever the screen shows meanwhile.
    package internal(set) var session: SessionState
    var size: Size
    /// What the screen wears.
    var theme: Theme
    /// The themes to choose from.
    var shelf: ThemeShelf
    /// The terminal's background is light, as far as is known.
    var isOnLight: Bool
    /// The time of the last update: what ages and elapsed times are counted to.
    var now: Timestamp
    let utcOffset: Duration
    var settings: ScreenSettings

    var threads = Threads()
    var transcript = Transcript()
    var composer = Composer()
    var status = Status()
    var help: Help?
    var picker: Picker?
    var themePicker: ThemePicker?
    /// Over the picker, which is there again when it closes.
    var form: AssistantForm?
    /// The field that names a file for text, in the composer's place.
    var file: FileField?
    /// The field whose file is being written: it is there again if that fails.
    var fileAtWork: FileField?
    /// The field about the list of threads, in the composer's place.
    var field: ThreadField?
    var search: SearchPanel?
    var links: Links?
    var comparison: Comparison?
    var question: Question? {
        didSet { if question != oldValue { isQuestionSeen = false } }
    }
    /// The question has been drawn: what is typed from then on is meant for it.
    var isQuestionSeen = false
    /// What the mouse does while its button is down.
    var drag: Drag?
    var usesMouse: Bool
    /// The pane that keys go to.
    var focus = Pane.composer

    var isStarted = false
    /// When the thread shown was asked for.
    var askedAt: Timestamp
    /// Runs that the person has stopped and of which the session has not said so yet.
    var stopping: Set<RunID> = []
    /// Runs whose connection the person has asked to drop.
    var forced: Set<RunID> = []
    /// When a run last ended that the person had stopped, until the person asks for another in that thread.
    var stopEndedAt: [ThreadID: Timestamp] = [:]
    /// Runs whose prompt the person has taken back and of which the session has not said so yet.
    var takenBack: Set<RunID> = []
    /// When that was last.
    var takenBackAt: Timestamp?
    /// Changes of assistants that were asked for, in that order.
    var wishes: [AssistantWish] = []
    /// Where the branch ended that was on the screen when its variant was left.
    var branchEnds: [MessageID: MessageID] = [:]
    /// Another variant was asked for; the view stays where it is.
    var flipping: Flip?
    /// How variants were looked at when they were left.
    var leftViews: [MessageID: LeftView] = [:]
    /// A copy was asked for and is shown when it comes.
    var awaitedFork: AwaitedFork?
    /// What the thread shown has taken.
    var usage = ThreadUsage()
    /// How full the context of the thread shown is.
    var gauge = ContextGauge()
    /// What was searched for last.
    var lastSearch = ""
    var hitGoal: HitGoal?
    /// Sent, and not handed to the session yet, because the files of the first are being read.
    var outbox: [OutgoingPrompt] = []
    /// Sent before there was a thread; handed on when the first one comes.
    var waitingPrompts: [String] = []

    /// - Parameters:
    ///   - session: the state that all later session events follow on.
    ///   - theme: what is worn until the terminal, a file or the person wants another.
    ///   - utcOffset: what local time is ahead of UTC.
    ///   - isOnLight: the terminal's background is taken for light until it says so itself.
    package init(
        session: SessionState, size: Size, theme: Theme, now: Timestamp, utcOffset: Duration = .zero,
        settings: ScreenSettings = ScreenSettings(), shelf: ThemeShelf = ThemeShelf(), isOnLight: Bool = false
    ) {
        self.session = session
        self.size = size
        self.theme = theme
        self.shelf = shelf
        self.isOnLight = isOnLight
        self.now = now
        self.askedAt = now
        self.utcOffset = utcOffset
        self.settings = settings
        self.usesMouse = settings.usesMouse
        transcript.wrapsCode = settings.wrapsCode
        for thread in session.threads { threads.labels.formUnion(thread.labels) }
        if session.list.query.filter == .all { threads.totals[session.list.query.scope] = session.list.count }
        threads.query = session.list.query
        if let first = session.threads.first {
            threads.select(first.id)
            threads.follow(in: threadRows)
            composer.show(first.id, draft: draft(of: first.id))
        }
        fitComposer()
    }
}

// What the parts ask of the whole

extension ScreenState {
    var shownThread: ChatThread? { threads.selected.flatMap { session.thread($0) } }

    var shownMessages: [Message] { threads.selected.flatMap { session.messages[$0] } ?? [] }

    /// Something was said in the thread shown, and has not come yet; or the thread itself has not.
    var isOpening: Bool {
        guard let thread = threads.selected else { return false }
        return session.messages[thread] == nil && session.thread(thread)?.isEmpty != true
    }

    var shownRun: Run? { threads.selected.flatMap { session.run(in: $0) } }

    /// What stands unsent in a thread; nothing while another process has the say over it.
    func draft(of thread: ThreadID) -> String { session.readOnly == nil ? session.drafts[thread] ?? "" : "" }

    var lastReply: Message? {
        threads.selected.flatMap { session.messages[$0]?.last { $0.role == .assistant } }
    }

    /// The newest prompt that waits in this thread.
    var queuedPrompt: Message? {
        threads.selected.flatMap { session.messages[$0]?.last { $0.state == .queued } }
    }

    var service: Service? {
        guard let choice else { return session.services.first }
        return session.services.first { $0.id == choice.service }
    }

    /// Who answers in the thread shown; empty if the service alone knows.
    var assistantName: String { choice?.assistant?.name ?? service?.assistant ?? "" }

    /// The model of a run has begun a thought and not ended it.
    func isThinking(_ run: Run) -> Bool {
        session.message(run.reply, in: run.thread)?.parts.contains(where: \.isUnfinishedThought) == true
    }

    /// The person has stopped the run, or the session says that it stops.
    func isStopping(_ run: Run) -> Bool { run.phase == .stopping || stopping.contains(run.id) }

    /// Where actions are looked for, the nearest first.
    var contexts: [ActionContext] {
        if case .tooLong = question { return [.tooLong] }
        if question != nil { return [.question] }
        if help != nil { return [.help, .reading, .everywhere] }
        if themePicker != nil { return [.themes, .writing, .everywhere] }
        if form != nil { return [.form, .writing, .everywhere] }
        if picker != nil { return [.picker, .writing, .everywhere] }
        if search != nil { return [.search, .writing, .everywhere] }
        if links != nil { return [.links, .everywhere] }
        if comparison != nil { return [.comparison, .reading, .everywhere] }
        if field != nil { return [.threadField, .writing, .everywhere] }
        if file != nil { return [.file, .writing, .everywhere] }
        if transcript.find?.isOpen == true { return [.find, .writing, .everywhere] }
        return switch focus {
        case .threads: [.threads, .panes, .everywhere]
        case .transcript: (isSelecting ? [.selection] : []) + [.transcript, .reading, .panes, .everywhere]
        case .composer: [.composer, .writing, .panes, .everywhere]
        }
    }
}
