import ChatModel
import ServerSentEvents
import WireFormats

/// The course of one reply of the Assisters API, without sockets and clocks: what happened goes in, what to do comes out.
///
///     chooseAssistant ─▶ makeThread ─▶ replay… ─▶ listen ─▶ post ─▶ ended
///
/// The post is synchronous: the service answers it when the reply is whole, and streams the reply over the other
/// connection meanwhile. So the answer to the post is the authority on the text and the only proof that it is whole.
/// Steps whose result is known are passed over. A failed call may come back to its step after a wait.
struct AssistersExchange: Sendable {
    enum Step: Hashable, Sendable {
        case chooseAssistant
        case makeThread
        /// Tells a new remote thread what was said before.
        case replay
        /// The event stream gets a moment to open, so that the first words are not missed.
        case listen
        case post
    }

    enum Mode: Hashable, Sendable {
        case going
        /// The person wants it to stop; the post is aborted, the stream may still say what came of it.
        case stopping
        /// The post has died of this; the stream may still bring the end.
        case bereft(ServiceFault)
        case ended
    }

    enum Listening: Hashable, Sendable {
        case no
        case opening
        case open
        /// The service offers no stream for this thread; it is not asked again.
        case refused
    }

    let request: ReplyRequest
    let settings: AssistersSettings
    /// Where the service is, for failures.
    let service: String
    /// One for all attempts of this send.
    let idempotencyKey: String
    let jitter: Double

    var step = Step.chooseAssistant
    var mode = Mode.going
    var assistant: String?
    /// Whom the thread names, else the settings; nobody takes their place.
    let namedAssistant: String?
    /// The service was asked for its assistants for this reply.
    var hasChosen = false
    var remoteThread: String?
    var hasMadeThread = false
    /// What the remote thread has to be told before the prompt.
    var unsaid: [Message] = []

    /// The number of the newest call; answers to older ones are too late.
    var call = 0
    var isCalling = false
    var retries = 0
    var busyRetries = 0

    var listening = Listening.no
    /// The number of the newest stream; bytes of older ones are too late.
    var stream = 0
    var decoder = EventStreamDecoder()
    var bytes = 0
    /// The messages of other runs, by the service's names.
    var foreign: Set<String> = []
    /// The messages that have been streamed since the post began.
    var seen: Set<String> = []

    /// The reply as it has been emitted.
    var text = ""
    var joining: DeltaJoining
    /// The stream's last record of the reply.
    var final: Assisters.StreamRecord?
    /// Ends the reply if the post does not.
    var trouble: ServiceFault?

    private var actions: [Action] = []

    /// - Parameters:
    ///   - jitter: 0.75...1, by which waits are shortened.
    ///   - knownAssistant: The one that the service listed first, if it was asked before.
    init(
        request: ReplyRequest, settings: AssistersSettings, service: String, idempotencyKey: String, jitter: Double,
        knownAssistant: String? = nil
    ) {
        self.request = request
        self.settings = settings
        self.service = service
        self.idempotencyKey = idempotencyKey
        self.jitter = jitter
        namedAssistant = request.thread.assistant?.id.text ?? settings.assistant
        assistant = namedAssistant ?? knownAssistant
        joining = DeltaJoining(settings.join)
        remoteThread = request.thread.remoteID
    }

    /// The one that the service listed first, where nobody is named.
    var listedAssistant: String? { namedAssistant == nil ? assistant : nil }

    var hasEnded: Bool { mode == .ended }

    mutating func handle(_ input: Input) -> [Action] {
        guard !hasEnded else { return [] }
        switch input {
        case .started: proceed()
        case .answered(let number, let result): if number == call { answered(result) }
        case .arriving(let number): if number == call, isCalling { resetSilence() }
        case .streamOpened(let number): if number == stream { streamOpened() }
        case .streamBytes(let number, let bytes): if number == stream { read(bytes) }
        case .streamClosed(let number, let wasRefused): if number == stream { streamClosed(wasRefused: wasRefused) }
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
        emit(.ended(how))
    }

    mutating func resetSilence() {
        let silence = settings.timeouts.silence
        if silence > .zero { act(.setAlarm(.silence, silence)) }
    }
}

extension AssistersExchange {
    enum Input: Sendable {
        case started
        case answered(call: Int, Result<ServiceAnswer, ServiceFault>)
        /// Bytes of an answer that is not whole yet.
        case arriving(call: Int)
        case streamOpened(Int)
        case streamBytes(Int, [UInt8])
        /// Ended in any way. Refused: it answered, but with something else than an event stream.
        case streamClosed(Int, wasRefused: Bool)
        case rang(Alarm)
        case stop
        case drop
    }

    enum Action: Hashable, Sendable {
        case emit(ReplyEvent)
        case call(Int, ServiceCall)
        case cancelCall
        case openStream(Int, ServiceCall)
        case closeStream
        /// Sets the alarm anew when it is set already.
        case setAlarm(Alarm, Duration)
        case clearAlarm(Alarm)
    }

    enum Alarm: Hashable, Sendable {
        /// The stream has had its moment to open.
        case grace
        /// Nothing has come for long.
        case silence
        /// It is time for the next attempt.
        case retry
        /// The stream has had its time to say how the reply ended.
        case verdict
    }
}
