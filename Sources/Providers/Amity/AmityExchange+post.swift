import ChatModel
import ServerSentEvents
import WireFormats

extension AmityExchange {
    mutating func post() {
        call += 1
        isCalling = true
        reading = .nothing
        decoder = EventStreamDecoder(
            limits: EventStreamLimits(lineBytes: settings.mostBytes, eventBytes: settings.mostBytes),
            leniency: .records)
        let body = settings.template.filled(text: prompt, session: session, streams: settings.streams)
        act(.post(call, AmityCalls.message(body, idempotencyKey: idempotencyKey)))
        resetSilence()
    }

    /// A session that has answered in this thread knows what was said; all others are told.
    private var prompt: String {
        let isKnown = settings.template.hasSession && request.thread.remoteID != nil
        return isKnown ? request.prompt.text : AmityHistory.told(request.history, before: request.prompt.text)
    }

    mutating func begin(with answer: ServiceAnswer) {
        reading = .blank([], type: answer.contentType)
        if let limit = answer.rateLimit { emit(.rateLimit(limit)) }
        if mode == .going { resetSilence() }
    }

    mutating func closed(_ result: Result<ServiceAnswer?, ServiceFault>) {
        isCalling = false
        act(.clearAlarm(.silence))
        switch result {
        case .success(nil):
            readRest()
            failed(.closed(afterFirstByte: true))
        case .success(let answer?):
            if let limit = answer.rateLimit { emit(.rateLimit(limit)) }
            failed(.refused(AmityCalls.refusal(in: answer)))
        case .failure(let fault):
            if case .stream = reading { readRest() }
            failed(fault)
        }
    }

    /// What the post came to, unless the reply has ended before.
    mutating func failed(_ fault: ServiceFault) {
        guard mode == .going else { return }
        if case .nothing = reading, let wait = wait(after: fault) {
            emit(.retrying(after: wait, because: words(for: fault)))
            return act(.setAlarm(.retry, wait))
        }
        end(ending(of: fault))
    }

    /// nil when the call is not made once more.
    private mutating func wait(after fault: ServiceFault) -> Duration? {
        if isBusy(fault), busyRetries < settings.busyWaits.count {
            busyRetries += 1
            return settings.busyWaits[busyRetries - 1]
        }
        guard let wait = settings.retries.wait(after: fault, retries: retries, jitter: jitter) else { return nil }
        retries += 1
        return wait
    }

    /// The session's last reply is still ending. One that the service asks to wait for has its own time.
    private func isBusy(_ fault: ServiceFault) -> Bool {
        guard case .refused(let refusal) = fault, refusal.retryAfter == nil else { return false }
        return refusal.status == 409 || refusal.code?.hasSuffix("400900") == true
    }

    private func words(for fault: ServiceFault) -> Failure { fault.failure(of: service, hasText: !text.isEmpty) }

    func ending(of fault: ServiceFault) -> ReplyEnd {
        switch fault {
        case .closed, .silent, .tooLarge: .interrupted(words(for: fault))
        case .unreadable: text.isEmpty ? .failed(words(for: fault)) : .interrupted(words(for: fault))
        case .unreachable, .refused, .troubled: .failed(words(for: fault))
        }
    }

    mutating func rang(_ alarm: Alarm) {
        switch alarm {
        case .retry: post()
        case .silence:
            act(.cancelPost)
            call += 1
            isCalling = false
            failed(.silent(settings.timeouts.silence))
        case .question: ask()
        case .verdict: end(.stopped(.hereOnly))
        }
    }
}
