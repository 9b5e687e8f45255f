import ChatModel
import TerminalModel

// Going through the list

extension ScreenState {
    /// Fewer rows have no headings between the threads.
    private static let rowsForGroups = 8

    /// What is known of the list.
    var threadRows: ThreadRows {
        ThreadRows(session, now: now, offset: utcOffset, hasHeadings: size.rows - 1 >= Self.rowsForGroups)
    }

    /// The rows of the screen that show threads; as if the list were shown where it is folded away.
    var listRows: Int {
        // Asked at every key, so without laying out what is written, on which only the panes beside the list depend.
        let layout = ScreenLayout(
            size: size, composerRows: field?.rows(on: size) ?? 1, listIsAsked: true, hasField: field != nil)
        return max(1, layout.threads.listArea(hasLine: hasListLine).rows)
    }

    mutating func performInList(_ action: Action) -> [Effect] {
        switch action {
        case .enterThread: focus = .composer
        case .limit, .rename, .addLabel, .removeLabel, .jump: openField(action)
        case .acceptField, .leaveField, .completeField, .completeBack, .nextMatch, .matchBefore:
            return performInField(action)
        case .clearLimit: return clearLimit()
        case .changeSort: return changeSort()
        case .changeScope: return changeScope()
        case .pin, .archive, .deleteThread, .restore, .markUnread: return changeThreads(action)
        case .undoChange: return undoChange()
        case .tag: return tag()
        case .tagAll: tagAll()
        case .untag: threads.tagged = []
        case .makeTitle: return makeTitles()
        case .exportThreads: openExport()
        case .importThreads: return openImport()
        case .emptyTrash: question = .erase(nil, title: nil)
        default: return moveInList(action)
        }
        return []
    }

    /// Shows the thread that a movement leads to, now or when it is known.
    mutating func moveInList(_ action: Action) -> [Effect] {
        guard let place = threads.target(of: action, in: threadRows, rows: listRows) else { return [] }
        return go(to: place)
    }

    mutating func go(to place: Int) -> [Effect] {
        threads.isScrolled = false
        guard let thread = threadRows[place] else {
            threads.goal = place
            return []
        }
        threads.goal = nil
        return show(thread.id)
    }

    /// The thread that is drawn at a place of the screen.
    mutating func thread(at position: Position, in area: Rect) -> ThreadID? {
        let list = area.listArea(hasLine: hasListLine)
        guard list.contains(position) else { return nil }
        threads.scroll(to: threadRows, rows: list.rows)
        let lines = threadRows.lines(from: threads.top, rows: list.rows)
        let row = position.row - list.row
        guard lines.indices.contains(row), !lines[row].isHeading else { return nil }
        return threadRows[lines[row].place]?.id
    }

    /// Asks for another list, seen from its beginning.
    mutating func list(_ query: ThreadQuery) -> [Effect] {
        guard query != threads.query else { return [] }
        threads.query = query
        threads.goal = nil
        threads.asked = Threads.Asked(query: query, place: 0)
        return [.command(.listThreads(query, around: 0))]
    }

    /// Brings the view up to what is known of the list, and asks for rows before its edge is reached.
    mutating func settleList() -> [Effect] {
        guard isStarted else { return [] }
        let list = threadRows
        let rows = listRows
        var effects: [Effect] = []
        if let goal = threads.goal, session.list.query == threads.query {
            let place = min(goal, list.count - 1)
            if place < 0 {
                threads.goal = nil
            } else if let thread = list[place] {
                threads.goal = nil
                effects = show(thread.id)
                threads.follow(in: list)
            }
        }
        threads.scroll(to: list, rows: rows)
        guard session.list.query == threads.query, let place = threads.wantedPlace(list, rows: rows) else {
            return effects
        }
        threads.asked = Threads.Asked(query: threads.query, place: place)
        return effects + [.command(.listThreads(threads.query, around: place))]
    }

    /// The next sort in turn.
    mutating func changeSort() -> [Effect] {
        var query = threads.query
        query.sort = query.sort.next(1)
        status.say(query.sort.words)
        return list(query)
    }

    /// Current threads, archive and trash in turn.
    mutating func changeScope() -> [Effect] {
        var query = threads.query
        query.scope = query.scope.next(1)
        threads.tagged = []
        threads.awaitsFirst = true
        status.say(query.scope.words)
        return list(query)
    }

    mutating func clearLimit() -> [Effect] {
        threads.limit = ""
        var query = threads.query
        query.filter = .all
        return list(query)
    }
}

// What the session says of it

extension ScreenState {
    /// Applies an event that may change the list, and keeps what is on the screen in its place.
    mutating func applyToList(_ event: Event) {
        let rows = listRows
        let before = threadRows
        let shown = before.lines(from: threads.top, rows: rows).compactMap { line in
            line.isHeading ? nil : before[line.place].map { ($0.id, line.place) }
        }
        let query = session.list.query
        threads.count(event, in: session)
        session.apply(event)
        let list = threadRows
        if session.list.query != query {
            threads.turn(to: list)
        } else {
            threads.hold(shown, in: list)
            threads.follow(in: list)
        }
    }

    /// What an event of the session means for the list, once it is applied.
    mutating func noteForList(_ event: Event) -> [Effect] {
        switch event {
        case .threadRead(let thread, _):
            composer.take(draft: draft(of: thread.id), of: thread.id)
            return []
        case .threadsErased(let gone): return leave(gone)
        case .threadFound(let goal, let thread): return found(goal, thread)
        case .searchAnswered(let answer?):
            search?.take(answer)
            return []
        case .threadOpened, .branchChosen: return settleHit()
        default: return []
        }
    }

    /// Threads are gone for good; another one is shown if that one was among them.
    private mutating func leave(_ gone: [ThreadID]) -> [Effect] {
        let gone = Set(gone)
        threads.forget(gone)
        guard let selected = threads.selected, gone.contains(selected) else { return [] }
        if let next = threads.place.flatMap({ threadRows[$0] }) ?? session.threads.first { return show(next.id) }
        threads.deselect()
        composer.leave()
        return openFirst()
    }

    /// Looks for an unread or running thread below the one that is shown, and round from the top.
    mutating func seek(_ goal: ThreadGoal) -> [Effect] {
        threads.seeking = goal
        return [.command(.findThread(goal, from: threads.selected))]
    }

    private mutating func found(_ goal: ThreadGoal, _ thread: ThreadID?) -> [Effect] {
        guard threads.seeking == goal else { return [] }
        threads.seeking = nil
        if let thread, thread != threads.selected { return show(thread) }
        switch (goal, thread) {
        case (.nextUnread, nil): status.say("No thread is unread")
        case (.nextRunning, nil): status.say("No reply is running")
        case (.nextUnread, _): status.say("No other thread is unread")
        case (.nextRunning, _): status.say("No reply is running in another thread")
        }
        return []
    }
}

extension ThreadQuery.Sort {
    fileprivate var words: SafeText {
        switch self {
        case .activity: "Sorted by the newest message"
        case .creation: "Sorted by the day they were begun"
        case .title: "Sorted by title"
        }
    }
}

extension ThreadQuery.Scope {
    /// The heading of the list.
    var heading: SafeText {
        switch self {
        case .current: "Threads"
        case .archived: "Archive"
        case .trash: "Trash"
        }
    }

    fileprivate var words: SafeText {
        switch self {
        case .current: "The current threads"
        case .archived: "The archive"
        case .trash: "The trash"
        }
    }
}
