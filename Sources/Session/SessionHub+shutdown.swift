import ChatModel

/// A point that `shutdown` waits for: reached by itself or by the end of its time.
struct Milestone {
    let isReached: @Sendable (isolated SessionHub) -> Bool
    let resume: CheckedContinuation<Void, Never>
}

extension SessionHub {
    /// The most that the services get to answer the wish to stop.
    static let closingStopWait = Duration.milliseconds(700)
    /// The most that the store gets for the rest.
    static let closingWriteWait = Duration.milliseconds(250)

    /// Performs the commands given so far, stops all runs, records everything, drafts included; takes at most 1 s.
    package func shutdown() async {
        guard !isClosing else { return }
        await finishCommands()
        isClosing = true
        abandonLoads()
        stopTitles()
        for run in live.keys { stop(run) }
        for summary in summaries.values { summary.abandon() }
        await wait(at: Self.closingStopWait) { $0.live.isEmpty }
        for run in live.keys { endByForce(run) }
        for task in checks.values { task.cancel() }
        for task in [window.task, search.task, rearranging.task, follower] { task?.cancel() }
        for task in directoryWork.values { task.cancel() }
        titles.question?.drop()
        journal.hurry(at: elapsed())
        arrangeWriting()
        await wait(at: Self.closingWriteWait) { $0.writer == nil }
        alarm?.task.cancel()
        alarm = nil
    }

    private func wait(at most: Duration, until isReached: @escaping @Sendable (isolated SessionHub) -> Bool) async {
        guard !isReached(self) else { return }
        let timer = Task {
            try? await sleep(most)
            if !Task.isCancelled { giveUpMilestone() }
        }
        await withCheckedContinuation { milestone = Milestone(isReached: isReached, resume: $0) }
        timer.cancel()
    }

    /// Lets `shutdown` go on if what it waits for has come.
    func reachMilestone() {
        guard let reached = milestone, reached.isReached(self) else { return }
        giveUpMilestone()
    }

    private func giveUpMilestone() {
        milestone?.resume.resume()
        milestone = nil
    }
}
