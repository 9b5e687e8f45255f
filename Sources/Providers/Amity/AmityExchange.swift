import ChatModel
import ServerSentEvents
import WireFormats

/// The course of one reply of Amity BOTs+, without sockets and clocks: what happened goes in, what to do comes out.
///
///     post ─▶ records… ─▶ ended
///                 └─ stop ─▶ status… ─▶ ended
///
/// One request brings the whole reply: as a stream of records that repeat the text so far, or as one JSON object. Only
/// the record that says so makes it whole. Closing the connection is the stop of this API; what came of it is asked
/// afterwards, which our own service answers and others do not.
struct AmityExchange: Sendable {
    enum Mode: Hashable, Sendable {
        case going
        /// The connection is closed; the service is asked whether it has stopped.
        case stopping
        case ended
    }

    /// What has come of the answer to the post.
    enum Reading: Sendable {
        case nothing
        /// The service has taken the call; what its body is shows with the first byte that is not blank.
        case blank([UInt8], type: String?)
        case stream
        /// A body that is read when it is whole.
        case object([UInt8])
    }

    let request: ReplyRequest
    let settings: AmitySettings
    /// Where the service is, for failures.
    let service: String
    /// The name of the thread at the service.
    let session: String
    /// One for all attempts of this send.
    let idempotencyKey: String
    let jitter: Double
    let mask: KeyMask

    var mode = Mode.going
    /// The number of the newest post; what comes of older ones is too late.
    var call = 0
    var isCalling = false
    var retries = 0
    var busyRetries = 0

    var reading = Reading.nothing
    var decoder = EventStreamDecoder()
    /// The reply as it has been emitted.
    var text = ""
    /// The newest text of the service that was not emitted any more, because the person had stopped the reply.
    var unseen: String?
    var lostRecords = 0
    var firstLostRecord = ""
    private var hasNamedThread = false

    /// The number of the newest question for the status, which is also how many there were.
    var question = 0

    private var actions: [Action] = []

    /// - Parameters:
    ///   - newSession: The name of the session if the thread has none yet.
    ///   - jitter: 0.75...1, by which waits are shortened.
    ///   - mask: Takes the key out of the words of the service.
    init(
        request: ReplyRequest, settings: AmitySettings, service: String, newSession: String, idempotencyKey: String,
        jitter: Double, mask: KeyMask = KeyMask(nil)
    ) {
        self.request = request
        self.settings = settings
        self.service = service
        self.idempotencyKey = idempotencyKey
        self.jitter = jitter
        self.mask = mask
        session = request.thread.remoteID ?? newSession
    }

    var hasEnded: Bool { mode == .ended }

    mutating func handle(_ input: Input) -> [Action] {
        guard !hasEnded else { return [] }
        switch input {
        case .started: post()
        case .began(let number, let answer): if number == call { begin(with: answer) }
        case .bytes(let number, let bytes): if number == call { read(bytes) }
        case .closed(let number, let result): if number == call { closed(result) }
        case .answered(let number, let result): if number == question { statusAnswered(result) }
        case .rang(let alarm): rang(alarm)
        case .stop: stop()
        case .drop: end(.stopped(.hereOnly))
        }
        defer { actions = [] }
        return actions
    }

    mutating func act(_ action: Action) { actions.append(action) }

    mutating func emit(_ event: ReplyEvent) { act(.emit(event)) }

    /// Text that one input brings in several records goes on as one event.
    mutating func emitText(_ piece: String) {
        switch actions.last {
        case .emit(.text(let before)): actions[actions.count - 1] = .emit(.text(before + piece))
        case .emit(.wholeText(let before)): actions[actions.count - 1] = .emit(.wholeText(before + piece))
        default: emit(.text(piece))
        }
    }

    mutating func emitWholeText(_ whole: String) {
        switch actions.last {
        case .emit(.text), .emit(.wholeText): actions[actions.count - 1] = .emit(.wholeText(whole))
        default: emit(.wholeText(whole))
        }
    }

    /// The service has begun to answer in this session, so it knows all that was told with the prompt.
    mutating func nameThread() {
        guard !hasNamedThread, settings.template.hasSession else { return }
        hasNamedThread = true
        if request.thread.remoteID != session { emit(.threadNamed(session)) }
    }

    mutating func end(_ how: ReplyEnd) {
        mode = .ended
        if lostRecords > 0 { emit(.part(AmityParts.notice(ofLost: lostRecords, first: firstLostRecord))) }
        emit(.ended(how))
    }

    mutating func resetSilence() {
        let silence = settings.timeouts.silence
        if silence > .zero { act(.setAlarm(.silence, silence)) }
    }
}

extension AmityExchange {
    enum Input: Sendable {
        case started
        /// The service has taken the post; the answer has no body yet.
        case began(call: Int, ServiceAnswer)
        case bytes(call: Int, [UInt8])
        /// The answer has ended: well, with a refusal, or with a fault.
        case closed(call: Int, Result<ServiceAnswer?, ServiceFault>)
        case answered(question: Int, Result<ServiceAnswer, ServiceFault>)
        case rang(Alarm)
        case stop
        case drop
    }

    enum Action: Hashable, Sendable {
        case emit(ReplyEvent)
        case post(Int, ServiceCall)
        /// Closes the connection of the post.
        case cancelPost
        case ask(Int, ServiceCall)
        /// Sets the alarm anew when it is set already.
        case setAlarm(Alarm, Duration)
        case clearAlarm(Alarm)
    }

    enum Alarm: Hashable, Sendable {
        /// Nothing has come for long.
        case silence
        /// It is time for the next attempt.
        case retry
        /// It is time to ask for the status once more.
        case question
        /// The service has had its time to say what came of the stop.
        case verdict
    }
}
