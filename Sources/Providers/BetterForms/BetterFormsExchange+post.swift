import ChatModel
import WireFormats

extension BetterFormsExchange {
    mutating func post() {
        posting = .asked
        call += 1
        let suffix = hasStartedOver ? "-anew" : ""
        act(.call(call, BetterFormsCalls.create(draft, idempotencyKey: idempotencyKey + suffix)))
        resetSilence()
        resetIdle()
        resetQuiet()
    }

    /// A thread that the service does not know is told what was said before.
    private var draft: BetterForms.CreateRequest {
        let isTold = { (message: Message) in message.state.isFinal && !message.told(withImages: false).isEmpty }
        let earlier = thread == nil ? request.history.filter(isTold) : []
        return BetterForms.CreateRequest(
            apiKey: secrets.key, channels: streams ? [channel] : [], actionName: settings.actionName,
            payload: BetterForms.Payload(
                provider: settings.provider, apiKey: settings.providerKey, stream: streams,
                messages: (earlier + [request.prompt]).map(BetterForms.Message.init), threadID: thread,
                model: settings.model, instructions: request.thread.settings.system ?? settings.instructions))
    }

    /// While streaming, the channel says how long it takes: the answer may come when all is over.
    mutating func resetSilence() {
        let silence = settings.timeouts.silence
        if !streams, silence > .zero { act(.setAlarm(.silence, silence)) }
    }

    mutating func answerIsSilent() {
        guard posting == .asked else { return }
        act(.cancelCall)
        call += 1
        postFailed(.silent(settings.timeouts.silence))
    }

    mutating func answered(_ result: Result<ServiceAnswer, ServiceFault>) {
        act(.clearAlarm(.silence))
        do throws(ServiceFault) {
            let answer = try result.get()
            if let limit = answer.rateLimit { emit(.rateLimit(limit)) }
            guard answer.isSuccess else { throw refusal(in: answer) }
            try take(answer)
        } catch {
            postFailed(error)
        }
    }

    private func refusal(in answer: ServiceAnswer) -> ServiceFault {
        .refused(BetterFormsCalls.refusal(in: answer, secrets: secrets))
    }

    private mutating func take(_ answer: ServiceAnswer) throws(ServiceFault) {
        guard let reply = try? WireJSON.decode(BetterForms.CreateReply.self, from: answer.body) else {
            throw .unreadable("it is not what the service should answer here")
        }
        guard reply.success else { throw refusal(in: answer) }
        posting = .done
        learn(thread: reply.threadID, run: reply.runID)
        if let whole = reply.text, !streams || !whole.isEmpty {
            conclude(with: whole, status: reply.status)
        } else if !streams {
            throw .unreadable("the service took the message, but did not answer it")
        } else if finish != nil, mode == .going {
            conclude()
        }
    }

    private mutating func postFailed(_ fault: ServiceFault) {
        posting = .done
        if isHeard { return answerLost(fault) }
        if mode == .stopping { return concludeStop() }
        if isLost(fault) { return startOver() }
        if let wait = busyWait(after: fault) {
            busyRetries += 1
            return retry(after: wait, because: fault)
        }
        if let wait = settings.retries.wait(after: fault, retries: retries, jitter: jitter) {
            retries += 1
            return retry(after: wait, because: fault)
        }
        if streams, mayHaveBegun(fault) { return }
        end(ending(of: trouble ?? fault))
    }

    /// The run exists, whatever became of the answer.
    private mutating func answerLost(_ fault: ServiceFault) {
        guard mode == .going else { return }
        if finish != nil {
            conclude()
        } else if let trouble {
            end(.failed(words(for: trouble)))
        }
    }

    /// The service has begun to say yes: the channel tells the rest.
    private func mayHaveBegun(_ fault: ServiceFault) -> Bool {
        switch fault {
        case .closed(afterFirstByte: true), .unreadable: socket != .none || rejoins > 0
        default: false
        }
    }

    private mutating func retry(after wait: Duration, because fault: ServiceFault) {
        posting = .waiting
        forgetRefusedRun()
        emit(.retrying(after: wait, because: words(for: fault)))
        act(.setAlarm(.retry, wait))
    }

    /// A service may tell a refusal on the channel too.
    private mutating func forgetRefusedRun() {
        trouble = nil
        finish = nil
        for alarm in [Alarm.idle, .quiet, .aftermath, .rejoin] { act(.clearAlarm(alarm)) }
    }

    mutating func tryAgain() {
        guard posting == .waiting else { return }
        postOnceJoined()
    }

    private mutating func postOnceJoined() {
        posting = .notYet
        guard streams else { return post() }
        switch socket {
        case .none: openSocket()
        case .joined: post()
        // What is under way posts when it is done.
        case .opening, .open: break
        }
    }

    /// The service has forgotten the thread.
    private func isLost(_ fault: ServiceFault) -> Bool {
        guard case .refused(let refusal) = fault, thread != nil, !hasStartedOver else { return false }
        let words = refusal.message.lowercased()
        return refusal.status == 404
            || refusal.status == 400 && words.contains("thread")
                && (words.contains("not found") || words.contains("no thread"))
    }

    private mutating func startOver() {
        hasStartedOver = true
        thread = nil
        forgetRefusedRun()
        postOnceJoined()
    }

    /// The thread's last run is still ending; nil when the fault is another, or when it has been waited for long enough.
    private func busyWait(after fault: ServiceFault) -> Duration? {
        guard case .refused(let refusal) = fault, [400, 409].contains(refusal.status),
            busyRetries < settings.busyWaits.count
        else { return nil }
        let words = "\(refusal.code ?? "") \(refusal.message)".lowercased()
        return words.contains("run") && words.contains("active") ? settings.busyWaits[busyRetries] : nil
    }
}
