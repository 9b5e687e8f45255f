import ChatModel
import WireFormats

extension AssistersExchange {
    /// The whole reply, where it differs. A service that has streamed text and then says none is not believed.
    mutating func replaceText(by whole: String) {
        guard whole != text, !whole.isEmpty else { return }
        text = whole
        emit(.wholeText(whole))
    }

    /// The answer to the post.
    mutating func conclude(with message: Assisters.Message) {
        if mode == .stopping {
            return concludeStop(status: message.status ?? .completed, text: message.content)
        }
        guard message.role == .assistant else {
            return failed(.unreadable("the service kept the message, but did not answer it"))
        }
        replaceText(by: message.content)
        switch message.status {
        case nil, .completed: end(.complete)
        case .failed: end(.failed(words(for: trouble ?? .troubled(message: ""))))
        case .stopped, .inProgress: end(.interrupted(stoppedElsewhere))
        }
    }

    /// The stream's last record, where the post has died.
    mutating func conclude(with record: Assisters.StreamRecord, because fault: ServiceFault) {
        if case .refused = fault { return end(ending(of: fault)) }
        replaceText(by: record.content)
        switch record.status {
        case .completed: end(.complete)
        case .failed: end(.failed(words(for: .troubled(message: ""))))
        case .stopped, .inProgress, nil: end(ending(of: fault))
        }
    }

    private var stoppedElsewhere: Failure {
        Failure(what: "The answer was cut off", why: "the service stopped it", remedy: "ask again")
    }
}

extension AssistersExchange {
    /// Aborting the post stops the run, because the post owns it. The stream is kept, to hear what came of it.
    mutating func stop() {
        if case .bereft = mode {
            mode = .stopping
            return
        }
        guard mode == .going else { return }
        // Before the post, and between two attempts, nothing runs at the service.
        guard step == .post, isCalling else { return end(.stopped(.hereOnly)) }
        act(.cancelCall)
        act(.clearAlarm(.silence))
        isCalling = false
        mode = .stopping
        if let final {
            concludeStop(status: final.status ?? .completed, text: final.content)
        } else if listening == .open || listening == .opening {
            act(.setAlarm(.verdict, settings.timeouts.verdict))
        } else {
            end(.stopped(.hereOnly))
        }
    }

    /// The service has said how the reply ended.
    mutating func concludeStop(status: Assisters.Status?, text whole: String) {
        guard status == .completed else { return end(.stopped(.byService)) }
        replaceText(by: whole)
        end(.stopped(.alreadyFinished))
    }

    /// The stream has not said how the reply ended, and is not waited for any longer.
    mutating func noVerdict() {
        switch mode {
        case .going: if let trouble { end(.failed(words(for: trouble))) }
        case .stopping: end(.stopped(.hereOnly))
        case .bereft(let fault): end(ending(of: fault))
        case .ended: break
        }
    }
}
