import ChatModel
import WireFormats

/// The course of one reply of the BetterForms API, without sockets and clocks: what happened goes in, what to do comes
/// out.
///
///     socket opened ─▶ channel joined ─▶ posted ─▶ (answer, events in any order) ─▶ end heard
///          └─ cannot be had ─▶ posted without streaming ─▶ answer with the whole reply
///
/// The answer to the post and the channel are independent: the names of thread and run come from whichever says them
/// first, and events may come before the answer. `end` on the channel is the only proof that a streamed reply is whole;
/// nothing is said twice there, so what a lost connection has missed is gone.
struct BetterFormsExchange: Sendable {
    enum Mode: Hashable, Sendable {
        case going
        /// The person wants it to stop; nothing more is shown.
        case stopping
        case ended
    }

    enum Socket: Hashable, Sendable {
        case none
        case opening
        /// The word that the channel was joined has not come.
        case open
        case joined
    }

    enum Posting: Hashable, Sendable {
        case notYet
        /// No answer has come.
        case asked
        /// For the next attempt.
        case waiting
        /// Answered, or the answer is not to be had and the channel goes on.
        case done
    }

    enum StopCall: Hashable, Sendable {
        case none
        case asked
        case answered(BetterForms.StopStatus?)
    }

    /// The last event of a run.
    struct Finish: Hashable, Sendable {
        let reason: String?
    }

    let request: ReplyRequest
    let settings: BetterFormsSettings
    let secrets: BetterFormsSecrets
    /// Where the service is, for failures.
    let service: String
    /// Nobody else knows it: channels are open to anyone who does.
    let channel: String
    /// One for all attempts of this send.
    let idempotencyKey: String
    let jitter: Double

    var mode = Mode.going
    /// The reply is heard on the channel.
    var streams: Bool
    var socket = Socket.none
    /// The number of the newest socket; what older ones say is too late.
    var socketNumber = 0
    var rejoins = 0
    /// Events may have been missed.
    var hasGap = false

    var posting = Posting.notYet
    /// The number of the newest call; answers to older ones are too late.
    var call = 0
    var retries = 0
    var busyRetries = 0
    /// The thread was given up for a new one, since the service has forgotten it.
    var hasStartedOver = false

    var thread: String?
    /// As the thread is known to whoever asked.
    var namedThread: String?
    var run: String?
    /// The run has said something.
    var isHeard = false
    var bytes = 0
    var tools = 0

    /// The reply as it has been emitted.
    var text = ""
    /// What came after the wish to stop; shown only if the reply turns out to have been finished.
    var unshown = ""
    var trouble: ServiceFault?
    var finish: Finish?
    var stopCall = StopCall.none
    var stopAttempts = 0

    private var actions: [Action] = []

    /// - Parameters:
    ///   - channel: Fresh and random.
    ///   - jitter: 0.75...1, by which waits are shortened.
    init(
        request: ReplyRequest, settings: BetterFormsSettings, secrets: BetterFormsSecrets, service: String,
        channel: String, idempotencyKey: String, jitter: Double
    ) {
        self.request = request
        self.settings = settings
        self.secrets = secrets
        self.service = service
        self.channel = channel
        self.idempotencyKey = idempotencyKey
        self.jitter = jitter
        streams = settings.stream
        thread = request.thread.remoteID
        namedThread = thread
    }

    var hasEnded: Bool { mode == .ended }

    /// Both names, once they are known.
    var ids: BetterForms.RunIDs? {
        if let thread, let run { BetterForms.RunIDs(thread: thread, run: run) } else { nil }
    }

    mutating func handle(_ input: Input) -> [Action] {
        guard !hasEnded else { return [] }
        switch input {
        case .started: start()
        case .socketOpened(let number): if number == socketNumber { socketOpened() }
        case .socketHeard(let number, let message): if number == socketNumber { hear(message) }
        case .socketAlive(let number): if number == socketNumber { resetIdle() }
        case .socketClosed(let number, let fault): if number == socketNumber { socketClosed(fault) }
        case .answered(let number, let result): if number == call, posting == .asked { answered(result) }
        case .arriving(let number): if number == call, posting == .asked { resetSilence() }
        case .stopAnswered(let result): stopAnswered(result)
        case .rang(let alarm): rang(alarm)
        case .stop: stop()
        case .drop: end(.stopped(.hereOnly))
        }
        defer { actions = [] }
        return actions
    }

    mutating func act(_ action: Action) { actions.append(action) }

    mutating func emit(_ event: ReplyEvent) { act(.emit(event)) }

    /// Pieces that one input brings go on as one: what follows costs by the piece, not by its length.
    mutating func emitText(_ piece: String) {
        guard case .emit(.text(var text))? = actions.last else { return emit(.text(piece)) }
        actions.removeLast()
        text += piece
        emit(.text(text))
    }

    mutating func end(_ how: ReplyEnd) {
        mode = .ended
        if socket == .open || socket == .joined {
            act(.send(BetterFormsCalls.text(BetterForms.ChannelRequest.leave(channel))))
        }
        emit(.ended(how))
    }

    private mutating func rang(_ alarm: Alarm) {
        switch alarm {
        case .socket: socketIsLate()
        case .rejoin: openSocket()
        case .retry: tryAgain()
        case .silence: answerIsSilent()
        case .idle: channelIsSilent(settings.idle)
        case .quiet: channelIsSilent(settings.quiet)
        case .aftermath: aftermathIsOver()
        case .stopNames, .stopEnd: concludeStop()
        }
    }
}

extension BetterFormsExchange {
    enum Input: Sendable {
        case started
        case socketOpened(Int)
        /// One message.
        case socketHeard(Int, [UInt8])
        /// A sign of life without a message.
        case socketAlive(Int)
        /// Or it was never open.
        case socketClosed(Int, ServiceFault)
        case answered(call: Int, Result<ServiceAnswer, ServiceFault>)
        /// Bytes of an answer that is not whole yet.
        case arriving(call: Int)
        case stopAnswered(Result<ServiceAnswer, ServiceFault>)
        case rang(Alarm)
        case stop
        case drop
    }

    enum Action: Hashable, Sendable {
        case emit(ReplyEvent)
        case openSocket(Int)
        case send([UInt8])
        case closeSocket
        case call(Int, ServiceCall)
        case cancelCall
        case askToStop(ServiceCall)
        /// Sets the alarm anew when it is set already.
        case setAlarm(Alarm, Duration)
        case clearAlarm(Alarm)
    }

    enum Alarm: Hashable, Sendable {
        /// The socket has had its time to open, or to join the channel.
        case socket
        /// It is time to hear the channel again.
        case rejoin
        /// It is time for the next attempt.
        case retry
        /// Nothing of an answer has come for long.
        case silence
        /// Nothing has come on the socket for long.
        case idle
        /// The run has not said anything for long.
        case quiet
        /// An error or an end has had its time.
        case aftermath
        /// The names of the run that is to be stopped have not come.
        case stopNames
        /// A run that was asked to stop has had its time.
        case stopEnd
    }
}
