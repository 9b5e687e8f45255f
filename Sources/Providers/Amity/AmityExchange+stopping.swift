import ChatModel
import WireFormats

extension AmityExchange {
    /// Closing the connection stops the run. What had come before that is still read: it may say that the reply is whole.
    mutating func stop() {
        guard mode == .going else { return }
        // Between two attempts nothing runs at the service.
        guard isCalling else { return end(.stopped(.hereOnly)) }
        act(.cancelPost)
        act(.clearAlarm(.silence))
        isCalling = false
        // Without a session there is nothing to ask for.
        guard settings.template.hasSession else { return end(.stopped(.hereOnly)) }
        mode = .stopping
        act(.setAlarm(.verdict, settings.timeouts.verdict))
        ask()
    }

    mutating func ask() {
        guard mode == .stopping else { return }
        question += 1
        act(.ask(question, AmityCalls.status(ofSession: session, request: idempotencyKey)))
    }

    /// What the service says about the run. It may not have noticed yet that the connection is closed.
    mutating func statusAnswered(_ result: Result<ServiceAnswer, ServiceFault>) {
        guard mode == .stopping else { return }
        guard case .success(let answer) = result, answer.isSuccess,
            let status = try? WireJSON.decode(Amity.RunStatus.self, from: answer.body), status.sessionID == session
        else { return end(.stopped(.hereOnly)) }
        switch status.status {
        case .stopped, .failed: end(.stopped(.byService))
        case .finished:
            guard let whole = status.answer else { return end(.stopped(.hereOnly)) }
            showAnswer(whole)
            end(.stopped(.alreadyFinished))
        case .active, .some(.none): act(.setAlarm(.question, .milliseconds(50) * (1 << min(question - 1, 10))))
        case nil: end(.stopped(.hereOnly))
        }
    }
}
