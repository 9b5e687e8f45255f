/// The window on the list of threads.
extension SessionState {
    mutating func show(_ page: ThreadPage) {
        let held = Set(page.threads.map(\.id))
        for thread in threads where !held.contains(thread.id) { offList[thread.id] = thread }
        for thread in page.threads where messages[thread.id] == nil {
            drafts[thread.id] = page.drafts[thread.id]
        }
        threads = page.threads
        list = ThreadWindow(query: page.query, first: page.first, count: page.count, queued: page.queued)
        let running = Set(runs.values.map(\.thread))
        offList = offList.filter { id, _ in
            !held.contains(id) && (messages[id] != nil || running.contains(id) || drafts[id] != nil)
        }
    }

    /// Until the store has listed the threads anew, a thread that was changed stands where it belongs by its order. One
    /// that was not listed before joins a list without a limit only, because what a limit says the store knows.
    mutating func save(_ thread: ChatThread) {
        let old = threads.firstIndex { $0.id == thread.id }
        if let old, !list.query.lists(thread, before: threads[old]), !list.query.lists(threads[old], before: thread),
            thread.scope == list.query.scope
        {
            threads[old] = thread
            return
        }
        if let old { threads.remove(at: old) }
        let wasListed = old != nil || offList[thread.id].map { $0.scope == list.query.scope } ?? false
        offList[thread.id] = thread
        let belongs = thread.scope == list.query.scope && (old != nil || list.query.filter == .all)
        if belongs != wasListed { list.count += belongs ? 1 : -1 }
        guard belongs else { return }
        let place = threads.firstIndex { list.query.lists(thread, before: $0) } ?? threads.endIndex
        if place == 0 && list.first > 0 {
            if !wasListed { list.first += 1 }
            return
        }
        if place == threads.endIndex && list.first + threads.count + 1 < list.count { return }
        threads.insert(thread, at: place)
        offList[thread.id] = nil
    }

    /// Holds a thread that stands outside the window, or what is newer of one that stands in it.
    mutating func hold(_ thread: ChatThread, draft: String) {
        drafts[thread.id] = draft.isEmpty ? nil : draft
        if let row = threads.firstIndex(where: { $0.id == thread.id }) {
            threads[row] = thread
        } else {
            offList[thread.id] = thread
        }
    }

    mutating func erase(_ erased: [ThreadID]) {
        let gone = Set(erased)
        let held = threads.count
        threads.removeAll { gone.contains($0.id) }
        list.count -= held - threads.count
        for id in gone {
            offList[id] = nil
            messages[id] = nil
            aside[id] = nil
            drafts[id] = nil
        }
    }
}

/// Where the rows that are held stand in the whole list.
package struct ThreadWindow: Hashable, Sendable {
    package internal(set) var query = ThreadQuery()
    /// The place of the first row that is held.
    package internal(set) var first = 0
    /// All rows of the list.
    package internal(set) var count = 0
    /// The threads among the rows in which a prompt waits, as the store had it.
    package internal(set) var queued: Set<ThreadID> = []
}
