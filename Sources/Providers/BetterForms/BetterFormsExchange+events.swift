import ChatModel
import WireFormats

extension BetterFormsExchange {
    /// One message of the socket.
    mutating func hear(_ message: [UInt8]) {
        bytes += message.count
        guard bytes <= settings.mostBytes else { return channelLostToFlood() }
        resetIdle()
        let heard = BetterForms.channelMessages(in: message, channel: channel, actionName: settings.actionName)
        for message in heard where !hasEnded {
            switch message {
            case .reply(.joined): joined()
            case .reply(.left): break
            case .event(let event): take(event)
            }
        }
    }

    private mutating func channelLostToFlood() {
        act(.closeSocket)
        socketClosed(.tooLarge(limit: settings.mostBytes))
    }

    private mutating func take(_ event: BetterForms.ChannelEvent) {
        guard posting != .notYet, finish == nil else { return }
        if let run, let other = event.runID, other != run { return }
        if event.isOfARun || isHeard { noteHeard() }
        guard posting != .waiting else { return }
        if let run = event.runID { learn(thread: nil, run: run) }
        switch event.event {
        case .threadInfo(let thread, let run): learn(thread: thread, run: run)
        case .delta(let piece): grow(by: piece)
        case .functionCall(let calls): show(calls)
        case .end(let reason, _): finished(because: reason)
        case .error(let detail): failed(detail)
        }
    }

    /// A run that speaks is not asked for again.
    private mutating func noteHeard() {
        isHeard = true
        resetQuiet()
        guard posting == .waiting else { return }
        posting = .done
        act(.clearAlarm(.retry))
        resetIdle()
    }

    /// What is known already stays: the names come from whichever says them first.
    mutating func learn(thread newThread: String?, run newRun: String?) {
        if let newThread, !newThread.isEmpty, run == nil || thread == nil, newThread != thread {
            thread = newThread
        }
        if let newRun, !newRun.isEmpty, run == nil { run = newRun }
        nameThread()
        if mode == .stopping, stopCall == .none, let ids { askToStop(ids) }
    }

    private mutating func nameThread() {
        guard let thread, thread != namedThread else { return }
        namedThread = thread
        emit(.threadNamed(thread))
    }

    private mutating func grow(by piece: String) {
        guard trouble == nil, !piece.isEmpty else { return }
        if mode == .stopping {
            unshown += piece
        } else {
            text += piece
            emitText(piece)
        }
    }

    private mutating func show(_ calls: [BetterForms.FunctionCall]) {
        guard mode == .going, trouble == nil else { return }
        for call in calls {
            tools += 1
            let arguments = call.arguments.map { String(decoding: BetterFormsCalls.text($0), as: UTF8.self) }
            let lines = [call.userMessage, arguments].compactMap(\.self).filter { !$0.isEmpty }
            emit(
                .part(
                    MessagePart(
                        id: call.toolCallID ?? "tool-\(tools)", kind: .toolCall, title: call.name,
                        text: lines.joined(separator: "\n\n"))))
        }
    }

    private mutating func finished(because reason: String?) {
        finish = Finish(reason: reason)
        for alarm in [Alarm.idle, .quiet, .aftermath] { act(.clearAlarm(alarm)) }
        if mode == .stopping { return finishedWhileStopping(because: reason) }
        if posting == .asked, thread == nil || !isHeard {
            // Only the answer can still say the name of the thread, or that there is no run.
            act(.setAlarm(.aftermath, settings.aftermath))
        } else {
            conclude()
        }
    }

    private mutating func failed(_ detail: BetterForms.ErrorDetail) {
        guard trouble == nil else { return }
        trouble = .troubled(message: secrets.removed(from: detail.message))
        for alarm in [Alarm.idle, .quiet] { act(.clearAlarm(alarm)) }
        if mode == .stopping, stopCall != .asked { return concludeStop() }
        act(.setAlarm(.aftermath, settings.aftermath))
    }

    /// What belongs to an error or an end has not come, and is not waited for any longer.
    mutating func aftermathIsOver() {
        if mode == .stopping {
            concludeStop()
        } else if finish != nil {
            conclude()
        } else if let trouble {
            end(.failed(words(for: trouble)))
        }
    }
}

extension BetterForms.ChannelEvent {
    /// Only a run that exists says this; an error, and the end after it, may belong to a request that is refused.
    fileprivate var isOfARun: Bool {
        switch event {
        case .threadInfo, .delta, .functionCall: true
        case .end, .error: false
        }
    }
}
