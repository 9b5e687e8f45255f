import ChatModel
import WireFormats

extension BetterFormsExchange {
    /// Asks the service to stop the run, as soon as its names are known, and hears it out.
    mutating func stop() {
        guard mode == .going else { return }
        if let trouble { return end(.failed(words(for: trouble))) }
        if finish != nil { return end(.stopped(.alreadyFinished)) }
        switch posting {
        // Nothing runs at the service.
        case .notYet, .waiting: return end(.stopped(.hereOnly))
        case .asked, .done: break
        }
        // What is not streamed has no names before it is over: closing the post is all there is.
        guard streams else { return end(.stopped(.hereOnly)) }
        mode = .stopping
        for alarm in [Alarm.idle, .quiet, .rejoin] { act(.clearAlarm(alarm)) }
        if let ids { askToStop(ids) } else { act(.setAlarm(.stopNames, settings.stopNames)) }
    }

    mutating func askToStop(_ ids: BetterForms.RunIDs) {
        stopCall = .asked
        stopAttempts += 1
        act(.clearAlarm(.stopNames))
        act(.askToStop(BetterFormsCalls.stop(ids, key: secrets.key)))
        act(.setAlarm(.stopEnd, settings.stopEnd))
    }

    mutating func stopAnswered(_ result: Result<ServiceAnswer, ServiceFault>) {
        guard mode == .stopping, stopCall == .asked else { return }
        switch BetterFormsVerdict(result, secrets: secrets) {
        case .failed(.closed(afterFirstByte: false)) where stopAttempts < 2:
            if let ids { askToStop(ids) }
        case .failed(let fault): stopRefused(fault)
        case .taken(let status):
            stopCall = .answered(status)
            if finish != nil || trouble != nil || socket == .none { concludeStop() }
        }
    }

    private mutating func stopRefused(_ fault: ServiceFault) {
        let words = fault.failure(of: service)
        emit(
            .part(
                MessagePart(
                    id: "notice-stop", kind: .notice, title: "The service did not take the wish to stop",
                    text: [words.what, words.why].filter { !$0.isEmpty }.joined(separator: ": "))))
        concludeStop()
    }

    mutating func finishedWhileStopping(because reason: String?) {
        guard let reason = reason?.lowercased() else {
            // Whether the wish or the run itself was faster is for the answer to the wish to say.
            if stopCall == .asked { act(.setAlarm(.aftermath, settings.aftermath)) } else { concludeStop() }
            return
        }
        if Self.stopReasons.contains(reason) { end(.stopped(.byService)) } else { endFinished() }
    }

    /// No more is to be heard: says what is known, and no more.
    mutating func concludeStop() {
        guard mode == .stopping else { return }
        switch stopCall {
        case .none: finish == nil ? end(.stopped(.hereOnly)) : endFinished()
        case .asked: end(.stopped(.hereOnly))
        case .answered(nil), .answered(.cancelled), .answered(.canceled), .answered(.stopped):
            end(.stopped(.byService))
        case .answered(.cancelling): end(.stopped(finish == nil && trouble == nil ? .hereOnly : .byService))
        case .answered(.notFound): finish == nil ? end(.stopped(.hereOnly)) : endFinished()
        case .answered: finish == nil && socket == .none ? end(.stopped(.hereOnly)) : endFinished()
        }
    }

    /// The reply had come to its end by itself, so all of it is shown.
    private mutating func endFinished() {
        if !unshown.isEmpty {
            text += unshown
            emit(.wholeText(text))
        }
        end(.stopped(.alreadyFinished))
    }
}
