import ChatModel
import GRDB

extension Database {
    func list(_ query: ThreadQuery, around place: Int, limit: Int) throws -> ThreadPage {
        let (first, count, rows) =
            query.filter == .all
            ? try rows(of: query, around: place, limit: limit)
            : try limitedRows(of: query, around: place, limit: limit)
        let waiting = try Set(
            Row.fetchCursor(
                cachedStatement(sql: "SELECT DISTINCT CAST(thread AS BLOB) FROM message WHERE state = 'queued'")
            ).map { ThreadID($0.text(0)) })
        var page = ThreadPage(query: query, first: first, count: count, threads: [])
        page.threads.reserveCapacity(rows.count)
        let statement = try cachedStatement(sql: "\(Self.listedThreads) WHERE rowid = ?")
        for number in rows {
            guard let row = try Row.fetchOne(statement, arguments: [number]) else { continue }
            let thread = row.thread
            page.threads.append(thread)
            if let draft = row.optionalText(18) { page.drafts[thread.id] = draft }
            if waiting.contains(thread.id) { page.queued.insert(thread.id) }
        }
        return page
    }

    /// Without a filter the index of the order is counted and passed over, and nothing else is read.
    private func rows(
        of query: ThreadQuery, around place: Int, limit: Int
    ) throws -> (first: Int, count: Int, rows: [Int64]) {
        let count =
            try Int.fetchOne(
                cachedStatement(sql: "SELECT count(*) FROM thread WHERE scope = ?"), arguments: [query.scope.rawValue])
            ?? 0
        let first = Self.first(around: place, of: count, limit: limit)
        let rows = try Int64.fetchAll(
            cachedStatement(
                sql: "SELECT rowid FROM thread WHERE scope = ? ORDER BY \(query.sort.order) LIMIT ? OFFSET ?"),
            arguments: [query.scope.rawValue, limit, first])
        return (first, count, rows)
    }

    /// A filter is asked once: for all that match, of which the window is a part.
    private func limitedRows(
        of query: ThreadQuery, around place: Int, limit: Int
    ) throws -> (first: Int, count: Int, rows: [Int64]) {
        let rows = try Int64.fetchAll(self, query.request("rowid"))
        let first = Self.first(around: place, of: rows.count, limit: limit)
        return (first, rows.count, Array(rows[first...].prefix(limit)))
    }

    private static func first(around place: Int, of count: Int, limit: Int) -> Int {
        max(0, min(place - limit / 2, count - limit))
    }

    /// The first thread of this kind behind `start` in the order of the list, or from its top.
    func find(_ goal: ThreadGoal, in query: ThreadQuery, from start: ThreadID?) throws -> ThreadID? {
        var query = query
        query.filter = .and([query.filter, goal.filter])
        let start = try start.flatMap { try thread($0) }
        let rows = try Int64.fetchCursor(self, query.request("rowid"))
        var first: ThreadID?
        while let row = try rows.next() {
            guard let found = try thread(row: row) else { continue }
            guard let start else { return found.id }
            if found.id != start.id && query.lists(start, before: found) { return found.id }
            if first == nil && found.id != start.id { first = found.id }
        }
        return first
    }

    func thread(_ id: ThreadID) throws -> ChatThread? {
        try Row.fetchOne(
            cachedStatement(sql: "\(Self.threads) WHERE id = CAST(? AS TEXT)"), arguments: [id.text.exact])?.thread
    }

    private func thread(row: Int64) throws -> ChatThread? {
        try Row.fetchOne(cachedStatement(sql: "\(Self.threads) WHERE rowid = ?"), arguments: [row])?.thread
    }

    /// Threads in the trash, those that went there first before others.
    func trash(before moment: Timestamp?) throws -> [ThreadID] {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT CAST(id AS BLOB) FROM thread WHERE scope = 'trash' AND deletedAt < ? ORDER BY deletedAt, id
                """, arguments: [moment?.milliseconds ?? .max])
        return try Array(rows.map { ThreadID($0.text(0)) })
    }
}

extension ThreadQuery {
    /// Something of all threads that match, in the order of the list.
    fileprivate func request(_ columns: String) -> SQLRequest<Int64> {
        let condition = filter.condition
        return SQLRequest(
            sql: "SELECT \(columns) FROM thread WHERE scope = ? AND \(condition.sql) ORDER BY \(sort.order)",
            arguments: [scope.rawValue] + condition.arguments)
    }
}

extension ThreadQuery.Sort {
    /// As `ThreadQuery.lists` says.
    fileprivate var order: String {
        switch self {
        case .activity: "isPinned DESC, activeAt DESC, id DESC"
        case .creation: "isPinned DESC, createdAt DESC, id DESC"
        case .title: "isPinned DESC, title COLLATE NOCASE, id DESC"
        }
    }
}

extension ThreadGoal {
    fileprivate var filter: ThreadFilter {
        switch self {
        case .nextUnread: .unread
        case .nextRunning: .running
        }
    }
}
