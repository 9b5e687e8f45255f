package import ChatModel
import Glibc
package import Screen
package import TerminalModel

/// Why the loop ended.
package enum LoopEnd: Hashable, Sendable {
    case quit
    /// The terminal is gone.
    case lost
    /// This signal asked for the end.
    case signal(Int32)
}

/// The loop that joins terminal, screen and session: keys and events in, commands and frames out.
///
/// It waits for nothing but the next wake: commands are handed on in their order, and answered by events.
package struct TerminalLoop {
    /// The signals that `TerminalWakes` has to take over for this loop.
    package static let signals = [SIGWINCH, SIGTSTP, SIGINT, SIGTERM, SIGHUP]

    private let terminal: any Terminal
    private let wakes: TerminalWakes
    private let inbox: Inbox
    private let now: @Sendable () -> Timestamp
    private let perform: @Sendable (Command) -> Void
    private let errand: @Sendable (Errand) async -> ErrandResult
    /// What is on its way outside; cancelled when the loop ends.
    private var errands: [Task<Void, Never>] = []
    private var screen: ScreenState
    private var pacer = FramePacer()
    /// What the alarm that was set and has not gone off is for.
    private var alarm: Alarm?

    private struct Alarm: Equatable {
        var frame: ContinuousClock.Instant?
        var tick: Timestamp?
    }

    /// - Parameters:
    ///   - inbox: where the session puts every event after the state that `screen` was made of.
    ///   - now: the wall clock.
    ///   - perform: hands a command to the session, in order, without waiting.
    ///   - errand: does what the terminal cannot; nothing waits for it.
    package init(
        terminal: any Terminal, wakes: TerminalWakes, inbox: Inbox, screen: ScreenState,
        now: @escaping @Sendable () -> Timestamp, perform: @escaping @Sendable (Command) -> Void,
        errand: @escaping @Sendable (Errand) async -> ErrandResult
    ) {
        self.terminal = terminal
        self.wakes = wakes
        self.inbox = inbox
        self.now = now
        self.perform = perform
        self.errand = errand
        self.screen = screen
    }

    /// Runs until the person quits, the terminal is lost or a signal asks for the end.
    /// - Parameter firstFrameShown: called once, when the person sees the screen: what can wait begins then.
    package mutating func run(firstFrameShown: () -> Void = {}) async -> LoopEnd {
        defer {
            wakes.cancel()
            for errand in errands { errand.cancel() }
        }
        if let end = update(.tick) { return end }
        draw(isUrgent: true)
        firstFrameShown()
        for await wake in wakes.stream {
            let end = answer(wake)
            if wake == .input { wakes.listenAgain() }
            if let end { return end }
            setAlarm()
        }
        return .lost
    }

    private mutating func answer(_ wake: Wake) -> LoopEnd? {
        var isUrgent = false
        switch wake {
        case .input: break
        case .ring:
            // What has come stays in the inbox, where it merges and rings no more until the next frame.
            guard !pacer.isWaiting(at: .now) else {
                pacer.wish()
                return nil
            }
        case .alarm: alarm = nil
        case .signal(SIGWINCH): isUrgent = true
        case .signal(SIGTSTP): suspend()
        case .signal(let number): return .signal(number)
        }
        for event in inbox.take() {
            if let end = update(.session(event)) { return end }
            pacer.wish()
        }
        for result in inbox.takeResults() {
            if let end = update(.errand(result)) { return end }
            isUrgent = true
        }
        for event in terminal.takeEvents() {
            if event == .lost { return .lost }
            if let end = update(.terminal(event)) { return end }
            isUrgent = true
        }
        if let due = screen.nextTick, due <= now() {
            if let end = update(.tick) { return end }
            pacer.wish()
        }
        draw(isUrgent: isUrgent)
        return nil
    }

    private mutating func update(_ event: ScreenEvent) -> LoopEnd? {
        var end: LoopEnd?
        for effect in screen.update(event, at: now()) {
            switch effect {
            case .command(let command): perform(command)
            case .quit: end = .quit
            case .suspend: suspend()
            case .redraw: terminal.redraw()
            case .setMouse(let isOn): terminal.setMouse(isOn)
            case .errand(let errand): run(errand)
            }
        }
        return end
    }

    /// The clipboard of the terminal is this loop's own; everything else is done elsewhere and answered by the inbox.
    private mutating func run(_ errand: Errand) {
        if case .copy(let text, command: []) = errand {
            let isSent = terminal.sendToClipboard(text)
            return inbox.put(isSent ? .sentToTerminal(characters: text.string.count) : .notForTerminal)
        }
        errands.append(
            Task { [inbox, answer = self.errand] in inbox.put(await answer(errand)) })
    }

    /// Returns when the process goes on; the terminal then tells so, and everything is drawn anew.
    private mutating func suspend() {
        terminal.suspend()
        wakes.ring()
    }

    private mutating func draw(isUrgent: Bool) {
        guard pacer.takeFrame(at: .now, isUrgent: isUrgent) else { return }
        terminal.present(screen.frame())
    }

    /// For the next frame that waits or the next change by time alone, whichever is first; none while all is quiet.
    private mutating func setAlarm() {
        let wanted = Alarm(frame: pacer.deadline, tick: screen.nextTick)
        guard wanted != alarm else { return }
        alarm = wanted
        let frame = wanted.frame.map { $0 - .now }
        let tick = wanted.tick.map { $0 - now() }
        wakes.setAlarm(after: [frame, tick].compactMap { $0 }.min())
    }
}
