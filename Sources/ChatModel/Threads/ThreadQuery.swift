/// Which threads a list shows, and in what order.
package struct ThreadQuery: Hashable, Sendable {
    /// A thread is in one of these at a time.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Neither archived nor deleted.
        case current
        case archived
        /// Deleted, and not yet erased.
        case trash
    }

    /// Pinned threads come first in each.
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        /// Newest first.
        case activity
        /// Newest first.
        case creation
        /// From A to Z.
        case title
    }

    package var filter: ThreadFilter
    package var scope: Scope
    package var sort: Sort

    package init(filter: ThreadFilter = .all, scope: Scope = .current, sort: Sort = .activity) {
        self.filter = filter
        self.scope = scope
        self.sort = sort
    }
}

extension ThreadQuery {
    /// The order of the list. The title's case is not regarded, beyond ASCII its code points decide: as SQLite's
    /// `NOCASE`, so that the store and this sort alike.
    package func lists(_ left: ChatThread, before right: ChatThread) -> Bool {
        if left.isPinned != right.isPinned { return left.isPinned }
        switch sort {
        case .activity where left.activeAt != right.activeAt: return left.activeAt > right.activeAt
        case .creation where left.createdAt != right.createdAt: return left.createdAt > right.createdAt
        case .title:
            let (mine, other) = (left.title.sortKey, right.title.sortKey)
            if mine != other { return mine.lexicographicallyPrecedes(other) }
        default: break
        }
        return left.id > right.id
    }
}

extension String {
    /// Its bytes with ASCII letters in lower case.
    fileprivate var sortKey: [UInt8] { utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
}

/// The part of a list that is held: a window on what may be a hundred thousand threads.
package struct ThreadPage: Hashable, Sendable {
    package var query: ThreadQuery
    /// The place of the first of `threads` in the whole list.
    package var first: Int
    /// All that match.
    package var count: Int
    /// In the order of the list.
    package var threads: [ChatThread]
    /// What stands unsent in these threads.
    package var drafts: [ThreadID: String]
    /// Those of them in which a prompt waits.
    package var queued: Set<ThreadID>

    package init(
        query: ThreadQuery = ThreadQuery(), first: Int = 0, count: Int, threads: [ChatThread],
        drafts: [ThreadID: String] = [:], queued: Set<ThreadID> = []
    ) {
        self.query = query
        self.first = first
        self.count = count
        self.threads = threads
        self.drafts = drafts
        self.queued = queued
    }
}

/// A thread that is looked for from another one, down the list and round from its top.
package enum ThreadGoal: Hashable, Sendable {
    case nextUnread
    case nextRunning
}
