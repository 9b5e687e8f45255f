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
        return ([opening, shownRun.flatMap(nextTick), limit, search, drag?.nextScroll] + ages).compactMap { $0 }.min()
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
        let elapsed = max(0, Int((now - run.startedAt) / .seconds(1)))
        return max(run.startedAt, now) == now ? run.startedAt + .seconds(elapsed + 1) : run.startedAt
    }

    /// When the ages in the list will read differently, of as many threads as the screen can show.
    private var ages: [Timestamp?] {
        guard help == nil, picker == nil, themePicker == nil, links == nil,
            focus == .threads || size.columns >= ScreenLayout.columnsForThreads
        else {
            return []
        }
        return session.threads.dropFirst(threads.firstRow).prefix(max(0, size.rows))
            .map { Age.nextChange(of: $0.activeAt, at: now) }
    }
}
