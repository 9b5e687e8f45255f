package import ChatModel
import TerminalModel

extension ScreenState {
    /// A thread that takes longer to come is said to be on its way; before, words would only flash.
    static let patience: Duration = .milliseconds(200)

    /// When time alone makes another frame; nil while nothing on the screen depends on it.
    package var nextTick: Timestamp? {
        guard isStarted else { return now }
        let opening = isOpening && now < askedAt + Self.patience ? askedAt + Self.patience : nil
        return ([opening, shownRun.flatMap(nextTick)] + ages).compactMap { $0 }.min()
    }

    private func nextTick(of run: Run) -> Timestamp? {
        guard !isStopping(run) else { return nil }
        if case .retrying(let at, _) = run.phase {
            // Elapsed times are rounded down: the words change just after a whole second is left.
            let left = Int((at - now) / .seconds(1))
            return at <= now ? nil : Timestamp(milliseconds: at.milliseconds - Int64(left) * 1000 + 1)
        }
        let elapsed = max(0, Int((now - run.startedAt) / .seconds(1)))
        return max(run.startedAt, now) == now ? run.startedAt + .seconds(elapsed + 1) : run.startedAt
    }

    /// When the ages in the list will read differently, of as many threads as the screen can show.
    private var ages: [Timestamp?] {
        guard help == nil, focus == .threads || size.columns >= ScreenLayout.columnsForThreads else { return [] }
        return session.threads.dropFirst(threads.firstRow).prefix(max(0, size.rows))
            .map { Age.nextChange(of: $0.activeAt, at: now) }
    }
}
