import ChatModel

/// The course of one reply of a model, without sockets and clocks: what happened goes in, what to do comes out.
///
///     post ─▶ events… ─▶ finished ─▶ over ─▶ ended
///
/// One post brings the whole reply as a stream. Only the API's own end makes it whole; what is used may follow that.
/// The post is made again only while nothing has come back. Closing the connection is the stop of these APIs, but for
/// runs that go on without it, which have a call of their own.
struct ModelExchange<Dialect: ModelDialect>: Sendable {
    enum Mode: Hashable, Sendable {
        case going
        /// Of a run that goes on unheard: the service is asked to stop it, as soon as its name is known.
        case stopping
        /// Before anything of the prompt is sent: the service is asked what the model can.
        case inquiring
        /// The stream of a run that goes on unheard has broken off; the service is asked how the run ends.
        case bereft(ServiceFault)
        case ended
    }

    let dialect: Dialect
    var request: ReplyRequest
    let settings: ModelSettings
    /// Where the service is, for failures.
    let service: String
    let jitter: Double
    let mask: KeyMask

    var mode = Mode.going
    /// The number of the newest post; what comes of older ones is too late.
    private(set) var call = 0
    private(set) var isCalling = false
    private var post: ServiceCall?
    private var retries = 0

    /// nil until the service has taken the post.
    var reading: Dialect.Reading?
    /// The reply as it has been emitted.
    var text = ""
    /// What came after the person had asked to stop.
    var unshown = ""
    /// The model wants tools to be called that nobody calls.
    var hasToolCalls = false
    var hasNotice = false
    var usage: TokenUsage?
    /// The end that the service has said.
    var finish: ModelEnd?
    /// The name of a run that goes on unheard.
    var run: String?
    var lostRecords = 0
    var firstLostRecord = ""

    /// The number of the newest question about the run, which is also how many there were.
    var question = 0

    private var actions: [ModelAction] = []

    /// - Parameters:
    ///   - jitter: 0.75...1, by which waits are shortened.
    ///   - mask: Takes the key out of the words of the service.
    init(
        _ dialect: Dialect, request: ReplyRequest, settings: ModelSettings, service: String, jitter: Double,
        mask: KeyMask = KeyMask(nil)
    ) {
        self.dialect = dialect
        self.request = request
        self.settings = settings
        self.service = service
        self.jitter = jitter
        self.mask = mask
    }

    var hasEnded: Bool { mode == .ended }

    mutating func handle(_ input: ModelInput) -> [ModelAction] {
        guard !hasEnded else { return [] }
        switch input {
        case .started: start()
        case .began(let number, let answer): if number == call { begin(with: answer) }
        case .bytes(let number, let bytes): if number == call { read(bytes) }
        case .closed(let number, let result): if number == call { closed(result) }
        case .answered(let number, let result): if number == question { runAnswered(result) }
        case .rang(let alarm): rang(alarm)
        case .stop: stop()
        case .drop: end(.stopped(isCalling && !goesOnUnheard ? .byClosing : .hereOnly))
        }
        defer { actions = [] }
        return actions
    }

    mutating func act(_ action: ModelAction) { actions.append(action) }

    mutating func emit(_ event: ReplyEvent) { act(.emit(event)) }

    /// Text that one input brings in several records goes on as one event; so does the growth of a part.
    mutating func emitMerging(_ event: ReplyEvent) {
        switch (actions.last, event) {
        case (.emit(.text(let before)), .text(let piece)): actions[actions.count - 1] = .emit(.text(before + piece))
        case (.emit(.partGrew(let id, let before)), .partGrew(let same, let piece)) where id == same:
            actions[actions.count - 1] = .emit(.partGrew(id: id, by: before + piece))
        default: emit(event)
        }
    }

    var goesOnUnheard: Bool { dialect.goesOnUnheard(settings) }

    // MARK: The post

    private mutating func start() {
        do throws(Failure) {
            guard !request.prompt.parts.contains(where: { $0.kind == .attachment }) else { throw Self.attachments }
            if let inquiry = try inquiry() { return inquire(inquiry) }
            try beginPost()
        } catch {
            end(.failed(error))
        }
    }

    mutating func beginPost() throws(Failure) {
        post = try dialect.call(for: request, settings)
        makePost()
    }

    private static var attachments: Failure {
        Failure(
            what: "The attachments cannot be sent",
            why: "they are files of another service, which this one cannot read",
            remedy: "ask without them, or put their text into the prompt")
    }

    private mutating func makePost() {
        guard let post else { return }
        call += 1
        isCalling = true
        reading = nil
        act(.post(call, post))
        resetSilence()
    }

    private mutating func begin(with answer: ServiceAnswer) {
        reading = dialect.reading(settings)
        if let limit = answer.rateLimit { emit(.rateLimit(limit)) }
        resetSilence()
    }

    private mutating func closed(_ result: Result<ServiceAnswer?, ServiceFault>) {
        isCalling = false
        act(.clearAlarm(.silence))
        switch result {
        case .success(nil): readRest(then: .closed(afterFirstByte: true))
        case .success(let answer?):
            if let limit = answer.rateLimit { emit(.rateLimit(limit)) }
            var refusal = dialect.refusal(in: answer)
            refusal.retryAfter = refusal.retryAfter ?? answer.retryAfter
            refusal.location = answer.location
            failed(.refused(refusal))
        case .failure(let fault): readRest(then: fault)
        }
    }

    /// What the post came to, unless the reply has ended before.
    mutating func failed(_ fault: ServiceFault) {
        guard mode == .going else { return streamLost() }
        if reading != nil, run != nil, goesOnUnheard, fault.mayPass { return bereave(of: fault) }
        if reading == nil, let wait = settings.retries.wait(after: fault, retries: retries, jitter: jitter) {
            retries += 1
            emit(.retrying(after: wait, because: words(for: fault)))
            return act(.setAlarm(.retry, wait))
        }
        end(ending(of: fault))
    }

    private mutating func rang(_ alarm: ModelAlarm) {
        switch alarm {
        case .retry: makePost()
        case .silence:
            if case .bereft(let fault) = mode { return end(ending(of: fault)) }
            act(.cancelPost)
            isCalling = false
            call += 1
            failed(.silent(settings.timeouts.silence))
        case .aftermath: conclude()
        case .question: askAfterRun()
        case .verdict: end(.stopped(.hereOnly))
        case .inquiry: inquired(nil)
        }
    }

    mutating func resetSilence() {
        let silence = settings.timeouts.silence
        if silence > .zero, mode == .going, finish == nil { act(.setAlarm(.silence, silence)) }
    }
}
