import ChatModel

/// What the session asks a service beside a thread: nothing of it is said in the thread.
///
/// `answer` comes once: when the service has ended, or when nobody waits for it any more.
struct AsideQuestion {
    private let handle: ReplyHandle
    private let listener: Task<AsideAnswer, Never>
    /// Ends the wait for the service's word after a wish to stop.
    private var deadline: Task<Void, Never>?

    init(_ request: ReplyRequest, of provider: any ReplyProvider) {
        let handle = provider.reply(to: request)
        self.handle = handle
        listener = Task { await AsideAnswer(to: handle.events) }
    }

    var answer: AsideAnswer {
        get async { await listener.value }
    }

    /// Asks to stop in the way the service has, and waits no longer than `wait` does for what comes of that.
    mutating func stop(_ wait: @escaping @Sendable () async throws -> Void) {
        handle.stop()
        deadline?.cancel()
        deadline = Task { [handle, listener] in
            try? await wait()
            guard !Task.isCancelled else { return }
            handle.drop()
            listener.cancel()
        }
    }

    /// Closes the connection, and waits no more.
    func drop() {
        handle.drop()
        release()
    }

    /// As `drop`, with a last wish for the service to stop.
    func abandon() {
        handle.stop()
        drop()
    }

    /// Ends all that works for a question that has its answer.
    func release() {
        deadline?.cancel()
        listener.cancel()
    }
}

/// What a service answered beside a thread.
struct AsideAnswer: Sendable {
    private(set) var text = ""
    private(set) var usage = TokenUsage()
    /// nil if the service said nothing of an end, or nobody waited for it.
    private(set) var end: ReplyEnd?

    init(to events: AsyncStream<ReplyEvent>) async {
        for await event in events {
            switch event {
            case .text(let piece): text += piece
            case .wholeText(let whole): text = whole
            case .part(let part): if let more = TokenUsage(part: part) { usage = usage + more }
            case .ended(let how): end = how
            case .threadNamed, .partGrew, .rateLimit, .retrying: continue
            }
        }
    }

    /// Why the service did not come to an end of its own, in its words or ours.
    var failure: Failure? {
        switch end {
        case .failed(let failure), .interrupted(let failure): failure
        case .complete, .stopped, nil: nil
        }
    }
}

extension SessionHub {
    /// A question about what was said in a thread, which the remote thread would hear of too: it is asked in none. What
    /// the person wants of answers would shape this one, so it goes without the settings.
    func request(beside thread: ChatThread, saying text: String, after history: [Message] = []) -> ReplyRequest {
        var thread = thread
        thread.remote = nil
        thread.settings = ReplySettings()
        let prompt = Message(
            id: MessageID(newName()), thread: thread.id, role: .user, text: text, createdAt: now(), state: .sent)
        return ReplyRequest(
            run: RunID(newName()), thread: thread, prompt: prompt, history: history,
            takesImages: state.takesImages(thread))
    }

    /// The wait for the service's word after a wish to stop.
    var waitForStop: @Sendable () async throws -> Void {
        { [sleep] in try await sleep(Self.stopWait) }
    }
}

extension Failure {
    /// What was asked beside a thread, and did not come.
    /// - Parameter remedy: nil is that of the reason.
    static func undone(_ what: String, because reason: Failure, remedy: String? = nil) -> Failure {
        Failure(what: what, why: reason.reason, remedy: remedy ?? reason.remedy)
    }

    /// What happened and why, as the reason of something else.
    var reason: String { why.isEmpty ? what : "\(what), \(why)" }
}
