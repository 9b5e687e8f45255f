import ChatModel
import Glibc
import Session
import TerminalFront
import TerminalModel

/// One question on its way: it is asked, and its answer is written as it comes.
struct AskSession {
    private let hub: SessionHub
    private let inbox: Inbox
    private let wakes: TerminalWakes
    private var state: SessionState
    private var answer: Answer
    private var printer: any AnswerPrinter
    private var output = StandardOutput()
    private var sideline: Sideline
    private var shownAt: ContinuousClock.Instant?
    /// How it ended; nil while it goes on.
    private var status: AskStatus?
    private var wishes = 0
    private var deadly: Int32?

    /// The longest that what came stands unwritten where it is laid out.
    private static let frameTime = Duration.milliseconds(33)
    /// Until a reader that takes nothing is looked at again.
    private static let slowReader = Duration.milliseconds(20)

    /// How the question ended.
    struct Ending {
        var status: AskStatus
        /// The signal by which the process is to end in the place of the status.
        var signal: Int32?
        /// Why it cannot be written.
        var trouble: Failure?
    }

    /// - Parameters:
    ///   - hub: has started, and its store has the thread.
    ///   - wakes: rings for signals.
    init(
        _ hub: SessionHub, thread: ThreadID, wakes: TerminalWakes, printer: any AnswerPrinter, sideline: Sideline
    ) async {
        self.hub = hub
        self.wakes = wakes
        self.printer = printer
        self.sideline = sideline
        let inbox = Inbox { wakes.ring() }
        self.inbox = inbox
        (state, _) = await hub.subscribe { inbox.put($0) }
        answer = Answer(of: thread)
    }

    /// Asks, and returns when the answer is over and written.
    /// - Parameters:
    ///   - cut: What is left out of the thread.
    ///   - wasAsked: whether anything went to the service.
    mutating func run(_ prompt: AskPrompt, _ cut: HistoryCut?, wasAsked: @Sendable () -> Bool) async -> Ending {
        hub.perform(.openThread(answer.thread))
        hub.perform(.allowLength(answer.thread, cut))
        hub.perform(.send(answer.thread, text: prompt.text, files: prompt.images))
        arrange()
        for await wake in wakes.stream {
            switch wake {
            case .ring: takeEvents()
            case .signal(let number): take(signal: number)
            case .alarm, .input: break
            }
            write()
            if status != nil, output.isEmpty || wishes > 2 { break }
            arrange()
        }
        sideline.end()
        var ending = Ending(status: status ?? .stopped, signal: deadly)
        if ending.status == .refused, !wasAsked() { ending.status = .failed }
        if output.hasLost { ending.signal = SIGPIPE }
        if let fault = output.fault {
            ending.status = .failed
            ending.trouble = Failure(what: "The answer cannot be written", why: String(cString: strerror(fault)))
        }
        return ending
    }

    /// Why the answer is not kept, once the session has shut down.
    mutating func storeTrouble() -> Failure? {
        for event in inbox.take() {
            state.apply(event)
            _ = answer.take(event, state)
        }
        return answer.trouble
    }

    private mutating func takeEvents() {
        for event in inbox.take() {
            state.apply(event)
            for news in answer.take(event, state) {
                output.put(printer.take(news))
                // Nobody who only wanted the beginning wants to hear how it ended.
                if let words = sideline.words(for: news), !output.isGone {
                    output.put(printer.clear())
                    output.flush()
                    sideline.write(words)
                }
                switch news {
                case .ended(let end): status = AskStatus(end)
                case .refused: status = .failed
                default: break
                }
            }
        }
    }

    /// The first wish stops the run in the way its service has, the second one does not wait for it.
    private mutating func take(signal number: Int32) {
        if number != SIGINT { deadly = number }
        stop()
        // Nothing is asked yet, or nobody takes what is written.
        if answer.run == nil || wishes > 2 { status = status ?? .stopped }
    }

    private mutating func stop() {
        wishes += 1
        guard let run = answer.run, status == nil else { return }
        hub.perform(wishes == 1 ? .stop(run.id) : .forceStop(run.id))
    }

    private mutating func write() {
        let now = ContinuousClock.now
        if status != nil || shownAt.map({ now - $0 >= Self.frameTime }) ?? true {
            let frame = printer.frame(Self.size)
            if !frame.isEmpty { shownAt = now }
            output.put(frame)
        }
        if !output.isEmpty { sideline.rest() }
        output.flush()
        if output.isGone || output.fault != nil, wishes == 0, status == nil { stop() }
        if answer.run != nil || status == nil { sideline.show(answer) }
    }

    /// Wakes again when something is due that no event says.
    private func arrange() {
        guard output.isEmpty else { return wakes.setAlarm(after: Self.slowReader) }
        if let shownAt, ContinuousClock.now - shownAt < Self.frameTime {
            return wakes.setAlarm(after: Self.frameTime)
        }
        wakes.setAlarm(after: sideline.isResting ? .seconds(1) : Sideline.interval)
    }

    /// Of the terminal that is written to.
    private static var size: Size {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(size.ws_col), rows: max(1, Int(size.ws_row)))
    }
}
