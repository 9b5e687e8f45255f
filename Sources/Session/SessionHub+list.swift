import ChatModel

/// The part of the list that the fronts hold.
struct ListWindow {
    var query = ThreadQuery()
    /// What the person looks at.
    var place = 0
    /// What is listed may differ from what the store has.
    var isStale = false
    /// The journal's number of the last event that may change a list.
    var changedAt = 0
    var task: Task<Void, Never>?
}

/// The window on the list is read anew when the person moves it, and when what could change it has become durable.
extension SessionHub {
    /// The most rows that are held: several screens up and down.
    static let windowRows = 400
    /// So many are read before the first frame.
    static let firstRows = 60

    func list(_ query: ThreadQuery, around place: Int) {
        // A list that nobody waits for any more takes no time from this one.
        if query != window.query { window.task?.cancel() }
        window.query = query
        window.place = place
        refreshList()
    }

    /// Remembers that a change may have come to the list; it is read again when the change is durable.
    func noteChange(_ event: Event) {
        guard event.changesLists else { return }
        window.changedAt = journal.added
        window.isStale = true
    }

    /// Reads the window again if it may be out of date.
    func refreshStaleList() {
        if window.isStale { refreshList() }
    }

    func refreshList() {
        window.isStale = true
        guard window.task == nil, journal.saved >= window.changedAt, !isClosing else { return }
        window.task = Task { await readList() }
    }

    /// A page that was overtaken, by another wish or by a change that it cannot hold yet, is dropped and read again.
    private func readList() async {
        // Since this was begun something may have changed that the store does not know yet: its page would take it back.
        guard journal.saved >= window.changedAt else {
            window.task = nil
            return
        }
        window.isStale = false
        let (query, place, changedAt) = (window.query, window.place, window.changedAt)
        do {
            var page = try await store.list(
                query.resolved(among: state.services), around: place, limit: Self.windowRows)
            page.query = query
            window.task = nil
            if (query, place) == (window.query, window.place), changedAt == window.changedAt { show(page) }
        } catch {
            window.task = nil
            if !Task.isCancelled { return noteWishTrouble(error) }
            window.isStale = true
        }
        refreshStaleList()
    }

    func show(_ page: ThreadPage) {
        guard !state.shows(page) else { return }
        publish(.threadsListed(page))
    }
}

extension SessionState {
    fileprivate func shows(_ page: ThreadPage) -> Bool {
        var copy = self
        copy.apply(.threadsListed(page))
        return copy.threads == threads && copy.list == list && copy.drafts == drafts
    }
}

extension Event {
    /// Text that grows and what only lives in memory stand in no list.
    fileprivate var changesLists: Bool {
        switch self {
        case .threadSaved, .threadsErased, .messageAdded, .messageRemoved, .messageStateChanged, .draftSaved: true
        default: false
        }
    }
}
