import ChatModel
import ServerSentEvents
import WireFormats

extension AssistersExchange {
    /// Goes to the first step whose result is missing.
    mutating func proceed() {
        retries = 0
        if assistant == nil {
            begin(.chooseAssistant)
        } else if remoteThread == nil {
            begin(.makeThread)
        } else if !unsaid.isEmpty {
            begin(.replay)
        } else {
            begin(.listen)
        }
    }

    mutating func begin(_ step: Step) {
        self.step = step
        switch step {
        case .chooseAssistant: send(AssistersCalls.firstAssistant())
        case .makeThread: send(AssistersCalls.makeThread(idempotencyKey: "\(idempotencyKey)-thread"))
        case .replay: replay()
        case .listen: listen()
        case .post:
            add(Assisters.MessageDraft(request.prompt, for: assistant), idempotencyKey: idempotencyKey)
        }
    }

    private mutating func replay() {
        guard let message = unsaid.first else { return proceed() }
        add(Assisters.MessageDraft(message), idempotencyKey: "\(idempotencyKey)-\(message.id)")
    }

    private mutating func add(_ message: Assisters.MessageDraft, idempotencyKey: String) {
        guard let remoteThread else { return proceed() }
        send(AssistersCalls.add(message, to: remoteThread, idempotencyKey: idempotencyKey))
    }

    private mutating func listen() {
        guard let remoteThread else { return proceed() }
        guard listening == .no else { return begin(.post) }
        listening = .opening
        stream += 1
        decoder = .init(leniency: [.splitsJSONTexts, .deliversUnfinishedBlock])
        act(.openStream(stream, AssistersCalls.stream(of: remoteThread)))
        act(.setAlarm(.grace, settings.timeouts.streamGrace))
    }

    private mutating func send(_ call: ServiceCall) {
        self.call += 1
        isCalling = true
        act(.call(self.call, call))
        resetSilence()
    }

    mutating func answered(_ result: Result<ServiceAnswer, ServiceFault>) {
        isCalling = false
        act(.clearAlarm(.silence))
        do throws(ServiceFault) {
            let answer = try result.get()
            if let limit = answer.rateLimit { emit(.rateLimit(limit)) }
            guard answer.isSuccess else { throw .refused(AssistersCalls.refusal(in: answer)) }
            try take(answer)
        } catch {
            failed(error)
        }
    }

    private mutating func take(_ answer: ServiceAnswer) throws(ServiceFault) {
        switch step {
        case .chooseAssistant:
            let page = try AssistersCalls.value(Assisters.Page<Assisters.Assistant>.self, in: answer)
            guard let first = page.data.first else { return end(.failed(Self.nobody)) }
            assistant = first.id
            hasChosen = true
        case .makeThread:
            let thread = try AssistersCalls.value(Assisters.Thread.self, in: answer)
            remoteThread = thread.id
            hasMadeThread = true
            unsaid = request.history.filter { $0.state.isFinal && Assisters.MessageDraft($0).saysSomething }
            nameThreadOnceTold()
        case .replay:
            unsaid.removeFirst()
            nameThreadOnceTold()
        case .listen: return
        case .post: return conclude(with: try AssistersCalls.value(Assisters.Message.self, in: answer))
        }
        proceed()
    }

    /// A thread that was told a part only must not be taken for this one later, so it has no name before.
    private mutating func nameThreadOnceTold() {
        if unsaid.isEmpty, let remoteThread { emit(.threadNamed(remoteThread)) }
    }

    private static let nobody = Failure(
        what: "There is nobody to answer", why: "the service has no assistant", remedy: "make one at the service")

    mutating func rang(_ alarm: Alarm) {
        switch alarm {
        case .grace: if step == .listen { begin(.post) }
        case .retry: begin(step == .post ? .listen : step)
        case .silence:
            act(.cancelCall)
            call += 1
            isCalling = false
            failed(.silent(settings.timeouts.silence))
        case .verdict: noVerdict()
        }
    }
}
