import ChatModel

extension ModelExchange {
    mutating func stop() {
        guard mode == .going else { return }
        if finish != nil { return end(.stopped(.alreadyFinished)) }
        // Between two attempts nothing runs at the service.
        guard isCalling else { return end(.stopped(.hereOnly)) }
        guard goesOnUnheard else {
            act(.cancelPost)
            return end(.stopped(.byClosing))
        }
        mode = .stopping
        act(.clearAlarm(.silence))
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
        guard mode == .stopping, let call = run.flatMap(dialect.status) else { return }
        question += 1
        act(.ask(question, call))
    }

    /// What the service says about the run that it was asked to stop.
    mutating func runAnswered(_ result: Result<ServiceAnswer, ServiceFault>) {
        guard mode == .stopping else { return }
        guard case .success(let answer) = result else { return end(.stopped(.hereOnly)) }
        switch dialect.verdict(in: answer) {
        case .stopped: end(.stopped(.byService))
        case .finished(let whole): endFinished(whole ?? text + unshown)
        case .going: act(.setAlarm(.question, .milliseconds(100) * (1 << min(question - 1, 4))))
        case .unknown: end(.stopped(.hereOnly))
        }
    }

    /// The stream of a run that is to stop has ended without its end: only the answer to the wish says more.
    mutating func streamLost() {
        if run == nil { end(.stopped(.hereOnly)) }
    }

    /// The stream of a run that is to stop has come to its end.
    mutating func concludeStopped(with finish: ModelEnd) {
        if case .failed = finish { end(.stopped(.byService)) } else { endFinished(text + unshown) }
    }

    private mutating func endFinished(_ whole: String) {
        if !whole.utf8.elementsEqual(text.utf8), !whole.isEmpty { emit(.wholeText(whole)) }
        end(.stopped(.alreadyFinished))
    }
}
