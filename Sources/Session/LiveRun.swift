import ChatModel

/// A run that has not ended, with what it takes to stop it.
struct LiveRun {
    /// As the fronts know it.
    var run: Run
    let service: ServiceID
    /// The journal's number of the last event that has to be durable before the service is asked.
    let ticket: Int
    /// The remote thread that knows all before the prompt, if there is one.
    let remote: RemoteThread?
    /// nil until the service was asked.
    var handle: ReplyHandle?
    /// Takes what comes from the service.
    var listener: Task<Void, Never>?
    /// Ends the wait for the service's word after a wish to stop.
    var deadline: Task<Void, Never>?
    /// What the model thinks just now.
    var reasoning: LiveReasoning?
    /// What came after the wish to stop; nil before the wish.
    var late: LateText?

    init(run: Run, service: ServiceID, ticket: Int, remote: RemoteThread?) {
        self.run = run
        self.remote = remote
        self.service = service
        self.ticket = ticket
    }

    /// Closes the connection and ends all that works for this run.
    func drop() {
        handle?.drop()
        release()
    }

    /// Ends all that works for this run; its connection has ended by itself.
    func release() {
        listener?.cancel()
        deadline?.cancel()
    }
}

/// What came after the wish to stop. It is shown only if the reply turns out to have been finished before.
struct LateText {
    private var text = ""
    private var isWhole = false
    /// What came beside the text, in order; growth of one part is merged.
    private var beside: [Beside] = []

    private enum Beside {
        case set(MessagePart)
        case grew(id: String, by: String)
    }

    mutating func take(_ event: ReplyEvent) {
        switch event {
        case .text(let piece): text += piece
        case .wholeText(let whole):
            text = whole
            isWhole = true
        case .part(let part): beside.append(.set(part))
        case .partGrew(let id, let piece): grow(id, by: piece)
        case .threadNamed, .rateLimit, .retrying, .ended: return
        }
    }

    private mutating func grow(_ id: String, by more: String) {
        guard case .grew(id, var piece)? = beside.last else { return beside.append(.grew(id: id, by: more)) }
        beside.removeLast()
        piece += more
        beside.append(.grew(id: id, by: piece))
    }

    /// The events that make the frozen reply the whole one; none if nothing came.
    func completion(of run: Run) -> [Event] {
        let whole: [Event] =
            isWhole
            ? [.replyReplaced(run.thread, run.reply, text: text)]
            : text.isEmpty ? [] : [.replyGrew(run.thread, run.reply, by: text)]
        return whole
            + beside.map { change in
                switch change {
                case .set(let part): .messagePartSet(run.thread, run.reply, part)
                case .grew(let id, let piece): .messagePartGrew(run.thread, run.reply, part: id, by: piece)
                }
            }
    }
}
