import ChatModel

/// A wish to stop takes effect on screen at once; the word for what came of it never says more than is known.
extension SessionHub {
    /// The longest wait for the service's word.
    static let stopWait = Duration.seconds(5)

    /// Freezes the reply and asks its service to stop; a run that has nothing at the service ends at once.
    func stop(_ id: RunID) {
        guard let target = live[id], target.late == nil else { return }
        settleReasoning(of: id)
        live[id]?.late = LateText()
        setPhase(.stopping, of: id)
        guard let handle = target.handle, !target.run.isRetrying else { return endByForce(id) }
        live[id]?.deadline = Task {
            try? await sleep(Self.stopWait)
            if !Task.isCancelled { endByForce(id) }
        }
        handle.stop()
    }

    /// Only while the next attempt is waited for: nothing of the reply has come.
    func takeBack(_ id: RunID) {
        guard let target = live[id], target.run.isRetrying else { return }
        let run = target.run
        endByForce(id)
        drop(run.reply, from: run.thread)
        let isAnswered = state.allMessages(of: run.thread).contains { $0.answers == run.prompt }
        if !isAnswered { drop(run.prompt, from: run.thread) }
    }

    /// Closes the connection and ends the run without waiting for its service.
    func endByForce(_ id: RunID) {
        guard let target = live[id] else { return }
        target.drop()
        end(id, .stopped(.hereOnly))
    }
}

extension Run {
    fileprivate var isRetrying: Bool {
        if case .retrying = phase { true } else { false }
    }
}
