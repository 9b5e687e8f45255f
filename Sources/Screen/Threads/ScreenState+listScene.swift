import ChatModel
import TerminalModel

// What the list shows beside its own state, and what stands above it

extension ScreenState {
    var threadsScene: Threads.Scene {
        let runs = session.runs.values
        let running = Set(runs.map(\.thread))
        // Of what is loaded, the messages say it earlier than the list.
        let waiting = session.list.queued.union(running).filter { [session] id in
            session.messages[id]?.contains { $0.state == .queued } ?? session.list.queued.contains(id)
        }
        return Threads.Scene(
            rows: threadRows, scope: session.list.query.scope, running: running,
            still: Set(runs.filter { isStopping($0) || $0.isRetrying }.map(\.thread)), queued: waiting,
            drafted: Set(session.drafts.keys), daysOfTrash: settings.daysOfTrash, hasKeys: focus == .threads,
            theme: theme, ordersText: settings.ordersText)
    }

    /// Where the list has no heading, a line above its rows says what would stand there.
    var hasListLine: Bool {
        guard size.rows < ScreenLayout.rowsForHeadings else { return false }
        return threads.query.filter != .all || threads.query.scope != .current
    }

    var listLine: StyledLine? {
        guard hasListLine else { return nil }
        var spans: [Span] = []
        if threads.query.scope != .current { spans.append(Span(threads.query.scope.heading + " ", theme.heading)) }
        if let count = listCount { spans.append(Span(count + " ", theme.secondary)) }
        return StyledLine(spans + [Span(SafeText(threads.limit.flat), theme.accent)])
    }

    /// "12 of 4,210" under a limit, "3 tagged" while there are tags; nil where the screen shows all there is.
    var listCount: SafeText? {
        if !threads.tagged.isEmpty { return SafeText("\(ThreadWords.number(threads.tagged.count)) tagged") }
        let count = session.list.count
        if session.list.query.filter != .all {
            guard let total = threads.totals[session.list.query.scope] else {
                return SafeText(ThreadWords.number(count))
            }
            return SafeText("\(ThreadWords.number(count)) of \(ThreadWords.number(max(count, total)))")
        }
        return count > size.rows ? SafeText(ThreadWords.number(count)) : nil
    }

    /// The name of the list and how it is sorted.
    var listHeading: SafeText {
        let query = session.list.query
        return switch query.sort {
        case .activity: query.scope.heading
        case .creation: query.scope.heading + " by creation"
        case .title: query.scope.heading + " by title"
        }
    }

    /// When time alone changes the list; nil while it is not on the screen.
    var nextChangeOfList: Timestamp? {
        guard !isPage, focus == .threads || size.columns >= ScreenLayout.columnsForThreads else { return nil }
        return threads.nextChange(threadsScene, rows: max(0, size.rows))
    }

    /// The keys of the list that matter now, beside the one that opens the thread.
    var listHints: [Action] {
        switch threads.query.scope {
        case .trash: [.restore, .deleteThread, .emptyTrash, .changeScope]
        default: [threads.query.filter == .all ? .limit : .clearLimit, .deleteThread, .undoChange, .search]
        }
    }

    func listFieldHints(_ field: ThreadField) -> [Action] {
        switch field.purpose {
        case .limit, .addLabel, .removeLabel: [.acceptField, .leaveField, .completeField]
        case .rename: [.acceptField, .leaveField]
        case .jump: [.acceptField, .nextMatch, .leaveField]
        }
    }
}
