import ChatModel

extension ModelExchange {
    mutating func stop() {
        switch mode {
        case .stopping, .ended: return
        case .bereft: break
        case .inquiring: return end(.stopped(.hereOnly))
        case .going:
            if finish != nil { return end(.stopped(.alreadyFinished)) }
            // Between two attempts nothing runs at the service.
            guard isCalling else { return end(.stopped(.hereOnly)) }
            guard goesOnUnheard else {
                act(.cancelPost)
                return end(.stopped(.byClosing))
            }
        }
        mode = .stopping
        act(.clearAlarm(.silence))
        act(.clearAlarm(.question))
        act(.setAlarm(.verdict, settings.timeouts.verdict))
        if run != nil { askToStop() }
    }

    mutating func named(_ name: String) {
        guard run == nil else { return }
        run = name
        if mode == .stopping { askToStop() }
    }

    private mutating func askToStop() {
        guard let call = run.flatMap(dialect.stop) else { return }
        question += 1
        act(.ask(question, call))
    }

    mutating func askAfterRun() {
        guard let call = run.flatMap(dialect.status) else { return }
        question += 1
        act(.ask(question, call))
    }

    /// The stream of a run that is to stop has ended without its end: only the answer to the wish says more.
    mutating func streamLost() {
        if mode == .stopping, run == nil { end(.stopped(.hereOnly)) }
    }

    /// The run goes on: how it ends is asked, for as long as the service may be silent.
    mutating func bereave(of fault: ServiceFault) {
        mode = .bereft(fault)
        let patience = settings.timeouts.silence
        if patience > .zero { act(.setAlarm(.silence, patience)) }
        askAfterRun()
    }

    /// What the service says about the run.
    mutating func runAnswered(_ result: Result<ServiceAnswer, ServiceFault>) {
        if mode == .inquiring { return inquired(try? result.get()) }
        let verdict: ModelVerdict? = if case .success(let answer) = result { dialect.verdict(in: answer) } else { nil }
        switch mode {
        case .stopping: stopAnswered(verdict)
        case .bereft(let fault): statusAnswered(verdict, since: fault)
        case .going, .inquiring, .ended: return
        }
    }

    private mutating func stopAnswered(_ verdict: ModelVerdict?) {
        switch verdict {
        case .stopped: end(.stopped(.byService))
        case .finished(let whole):
            usage = whole.usage ?? usage
            if case .failed = whole.end { return end(.stopped(.byService)) }
            endFinished(whole.text ?? text + unshown)
        case .going: act(.setAlarm(.question, .milliseconds(100) * (1 << min(question - 1, 4))))
        case .unknown, nil: end(.stopped(.hereOnly))
        }
    }

    /// The network may be gone for a while, as it was when the stream broke off.
    private mutating func statusAnswered(_ verdict: ModelVerdict?, since fault: ServiceFault) {
        switch verdict {
        case .finished(let whole):
            usage = whole.usage ?? usage
            if let whole = whole.text { showWhole(whole) }
            finish = whole.end
            conclude()
        case .stopped: end(ending(of: .troubled(message: "the run was cancelled")))
        case .going, nil: act(.setAlarm(.question, .seconds(min(question, 5))))
        case .unknown: end(ending(of: fault))
        }
    }

    /// The stream of a run that is to stop has come to its end.
    mutating func concludeStopped(with finish: ModelEnd) {
        if case .failed = finish { end(.stopped(.byService)) } else { endFinished(text + unshown) }
    }

    private mutating func endFinished(_ whole: String) {
        showWhole(whole)
        end(.stopped(.alreadyFinished))
    }

    private mutating func showWhole(_ whole: String) {
        guard !whole.utf8.elementsEqual(text.utf8), !whole.isEmpty else { return }
        text = whole
        emit(.wholeText(whole))
    }
}

extension ServiceFault {
    /// The service need not have noticed it: the connection is gone, and not the run.
    var mayPass: Bool {
        switch self {
        case .closed, .silent, .unreachable: true
        case .tooLarge, .unreadable, .refused, .troubled: false
        }
    }
}
