import ChatModel

extension AssistersExchange {
    /// What the call of the present step came to.
    mutating func failed(_ fault: ServiceFault) {
        guard mode == .going else { return }
        if isLost(fault) { return startOver() }
        if hasNoAssistant(fault) { return chooseAnew() }
        if let wait = busyWait(after: fault) {
            busyRetries += 1
            return retry(after: wait, because: fault)
        }
        guard step == .post else {
            if !retried(after: fault) { end(.failed(words(for: fault))) }
            return
        }
        if let trouble { return end(ending(of: trouble)) }
        if let final { return conclude(with: final, because: fault) }
        if text.isEmpty, retried(after: fault) { return }
        postDied(of: fault)
    }

    private mutating func retried(after fault: ServiceFault) -> Bool {
        guard let wait = settings.retries.wait(after: fault, retries: retries, jitter: jitter) else { return false }
        retries += 1
        retry(after: wait, because: fault)
        return true
    }

    private mutating func retry(after wait: Duration, because fault: ServiceFault) {
        forgetForeignText()
        emit(.retrying(after: wait, because: words(for: fault)))
        act(.setAlarm(.retry, wait))
    }

    /// What was streamed while the post was refused belongs to another run.
    private mutating func forgetForeignText() {
        foreign.formUnion(seen)
        seen = []
        final = nil
        trouble = nil
        act(.clearAlarm(.verdict))
        guard !text.isEmpty else { return }
        text = ""
        joining = DeltaJoining(settings.join)
        emit(.wholeText(""))
    }

    private mutating func postDied(of fault: ServiceFault) {
        switch fault {
        case .refused, .unreachable, .tooLarge, .troubled: return end(ending(of: fault))
        case .closed, .silent, .unreadable: break
        }
        guard listening == .open else { return end(ending(of: fault)) }
        mode = .bereft(fault)
        act(.setAlarm(.verdict, settings.timeouts.verdict))
    }

    func words(for fault: ServiceFault) -> Failure { fault.failure(of: service, hasText: !text.isEmpty) }

    /// The end of a reply that the post has not ended well.
    func ending(of fault: ServiceFault) -> ReplyEnd {
        switch fault {
        case .closed, .silent, .tooLarge: .interrupted(words(for: fault))
        case .unreadable: text.isEmpty ? .failed(words(for: fault)) : .interrupted(words(for: fault))
        case .unreachable, .refused, .troubled: .failed(words(for: fault))
        }
    }

    /// The service has forgotten the thread. A thread made a moment ago is not made again.
    private func isLost(_ fault: ServiceFault) -> Bool {
        guard case .refused(let refusal) = fault, refusal.status == 404, !hasMadeThread else { return false }
        return step == .post && refusal.parameter != "assistant_id"
    }

    /// The assistant that an earlier reply had found is gone. One that is named is not replaced.
    private func hasNoAssistant(_ fault: ServiceFault) -> Bool {
        guard case .refused(let refusal) = fault, namedAssistant == nil, !hasChosen else { return false }
        return step == .post && refusal.status == 404 && refusal.parameter == "assistant_id"
    }

    private mutating func chooseAnew() {
        assistant = nil
        proceed()
    }

    private mutating func startOver() {
        if listening != .no {
            act(.closeStream)
            stream += 1
            listening = .no
        }
        act(.clearAlarm(.grace))
        remoteThread = nil
        proceed()
    }

    /// The thread's last run is still ending; nil when the fault is another, or when it has been waited for long enough.
    private func busyWait(after fault: ServiceFault) -> Duration? {
        guard step == .post, case .refused(let refusal) = fault, [400, 409].contains(refusal.status),
            busyRetries < settings.busyWaits.count
        else { return nil }
        let words = "\(refusal.code ?? "") \(refusal.message)".lowercased()
        return words.contains("run") && words.contains("active") ? settings.busyWaits[busyRetries] : nil
    }
}
