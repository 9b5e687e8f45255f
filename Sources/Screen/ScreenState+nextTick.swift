package import ChatModel
import TerminalModel

extension ScreenState {
    /// A thread that takes longer to come is said to be on its way; before, words would only flash.
    static let patience: Duration = .milliseconds(200)

    /// When time alone makes another frame; nil while nothing on the screen depends on it.
    package var nextTick: Timestamp? {
        guard isStarted else { return now }
        let opening = isOpening && now < askedAt + Self.patience ? askedAt + Self.patience : nil
        let limit = service?.rateLimit.flatMap { RateWords.nextChange(of: $0, at: now) }
        let search = transcript.isSearching(shownMessages.count) ? now : nil
        let summary = shownSummary.flatMap { $0.isStopping ? nil : nextSecond(since: $0.startedAt) }
        let moments = [opening, shownRun.flatMap(nextTick), summary, limit, search, drag?.nextScroll, nextChangeOfList]
        return moments.compactMap { $0 }.min()
    }

    /// Does what time alone brings on.
    mutating func tick() {
        if transcript.isSearching(shownMessages.count) { transcript.search(transcriptScene()) }
        scrollByDrag()
    }

    private func nextTick(of run: Run) -> Timestamp? {
        guard !isStopping(run) else { return nil }
        if case .retrying(let at, _) = run.phase {
            // What is left is rounded up: the words change when a whole second is left.
            let left = at.milliseconds - now.milliseconds
            return left <= 0 ? nil : Timestamp(milliseconds: at.milliseconds - (left - 1) / 1000 * 1000)
        }
        return nextSecond(since: run.startedAt)
    }

    private func nextSecond(since start: Timestamp) -> Timestamp {
        let elapsed = max(0, Int((now - start) / .seconds(1)))
        return max(start, now) == now ? start + .seconds(elapsed + 1) : start
    }
}
