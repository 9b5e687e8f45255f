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
        let read = try listed(rows)
        page.threads.reserveCapacity(rows.count)
        for (thread, draft) in rows.compactMap({ read[$0] }) {
            page.threads.append(thread)
            if let draft { page.drafts[thread.id] = draft }
            if waiting.contains(thread.id) { page.queued.insert(thread.id) }
        }
        return page
    }

    /// In one question: each has its price, whatever it answers.
    private func listed(_ rows: [Int64]) throws -> [Int64: (thread: ChatThread, draft: String?)] {
        let found = try Row.fetchCursor(
            cachedStatement(sql: "\(Self.listedThreads) WHERE rowid IN (SELECT value FROM json_each(?))"),
            arguments: [rows.json])
        var threads: [Int64: (ChatThread, String?)] = [:]
        while let row = try found.next() { threads[row.integer(25)] = (row.thread, row.optionalText(24)) }
        return threads
    }

    /// Without a filter the index of the order is passed over to the window, and nothing else is read.
    private func rows(
        of query: ThreadQuery, around place: Int, limit: Int
    ) throws -> (first: Int, count: Int, rows: [Int64]) {
        let count =
            try Int.fetchOne(
                cachedStatement(sql: "SELECT threads FROM tally WHERE scope = ?"), arguments: [query.scope.rawValue])
            ?? 0
        let first = Self.first(around: place, of: count, limit: limit)
        let size = min(limit, count - first)
        // What is passed over is read, so the way to the window begins at the nearer end.
        let behind = count - first - size
        let isNearEnd = behind < first
        let order = isNearEnd ? query.sort.reversedOrder : query.sort.order
        let rows = try Int64.fetchAll(
            cachedStatement(sql: "SELECT rowid FROM thread WHERE scope = ? ORDER BY \(order) LIMIT ? OFFSET ?"),
            arguments: [query.scope.rawValue, size, isNearEnd ? behind : first])
        return (first, count, isNearEnd ? rows.reversed() : rows)
    }

    /// A filter is asked once: for all that match, of which the window is a part.
    private func limitedRows(
        of query: ThreadQuery, around place: Int, limit: Int
    ) throws -> (first: Int, count: Int, rows: [Int64]) {
        let rows = try Int64.fetchAll(self, query.request("rowid", in: self))
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
        let rows = try Int64.fetchCursor(self, query.request("rowid", in: self))
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

extension [Int64] {
    /// For `json_each(?)`.
    var json: String { "[\(map(String.init).joined(separator: ","))]" }
}

extension ThreadQuery {
    /// Something of all threads that match, in the order of the list.
    fileprivate func request(_ columns: String, in database: Database) throws -> SQLRequest<Int64> {
        let condition = try filter.condition(in: database)
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

    fileprivate var reversedOrder: String {
        switch self {
        case .activity: "isPinned, activeAt, id"
        case .creation: "isPinned, createdAt, id"
        case .title: "isPinned, title COLLATE NOCASE DESC, id"
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
