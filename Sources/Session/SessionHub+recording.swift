import ChatModel

/// A wait for the journal's next due date.
struct Alarm {
    let due: Duration
    let task: Task<Void, Never>
}

/// The journal comes to the store: one write at a time, each of all that waits, and no timer while nothing waits.
extension SessionHub {
    /// Writes what is due, and sets the alarm for what will be.
    func arrangeWriting() {
        guard writer == nil, let due = journal.due else { return setAlarm(at: nil) }
        guard due > elapsed() else {
            setAlarm(at: nil)
            writer = Task { await write() }
            return
        }
        setAlarm(at: due)
    }

    private func setAlarm(at due: Duration?) {
        guard due != alarm?.due else { return }
        alarm?.task.cancel()
        alarm =
            isClosing
            ? nil
            : due.map { due in
                let wait = due - elapsed()
                return Alarm(due: due, task: Task { await ring(after: wait) })
            }
    }

    private func ring(after wait: Duration) async {
        try? await sleep(wait)
        guard !Task.isCancelled else { return }
        alarm = nil
        arrangeWriting()
    }

    private func write() async {
        while let batch = journal.take(at: elapsed(), message: { self.state.message($1, in: $0) }) {
            do {
                try await store.record(batch)
                journal.succeeded()
                noteStoreTrouble(nil)
                askForSavedPrompts()
                eraseNext()
                refreshStaleList()
            } catch {
                let last = journal.failed(at: elapsed())
                noteStoreTrouble(error)
                failUnsavedPrompts(through: last, because: error)
            }
        }
        writer = nil
        arrangeWriting()
        reachMilestone()
    }

    private func noteStoreTrouble(_ failure: Failure?) {
        storeTrouble = failure
        showTrouble()
    }

    /// Says why a wish was not fulfilled, or with nil that the last one was.
    func noteWishTrouble(_ failure: Failure?) {
        wishTrouble = failure
        showTrouble()
    }

    func showTrouble() {
        let trouble = storeTrouble ?? wishTrouble ?? startTrouble
        if trouble != state.trouble { publish(.troubleChanged(trouble)) }
    }
}
