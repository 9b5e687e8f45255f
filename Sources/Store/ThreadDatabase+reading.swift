package import ChatModel
import GRDB

extension ThreadDatabase {
    /// The part of a list that holds this place and what is around it, at most `limit` threads.
    ///
    /// A task that is cancelled is not answered, so that a list nobody waits for any more takes no time from the next.
    package func list(
        _ query: ThreadQuery, around place: Int, limit: Int
    ) async throws(Failure) -> ThreadPage {
        try await readers.read(.lists, besides: self) { try $0.list(query, around: place, limit: limit) }
    }

    /// The next thread of this kind behind `start` in a list, or from its top; nil if there is none but `start` itself.
    package func find(
        _ goal: ThreadGoal, in query: ThreadQuery, from start: ThreadID?
    ) async throws(Failure) -> ThreadID? {
        try await readers.read(.lists, besides: self) { try $0.find(goal, in: query, from: start) }
    }

    /// Those of the threads that are there, in no order.
    package func threads(_ ids: [ThreadID]) async throws(Failure) -> [ChatThread] {
        try await perform(.read) { database in try ids.compactMap { try database.thread($0) } }
    }

    /// The threads in the trash, or those that went there before a moment.
    package func trash(before moment: Timestamp?) async throws(Failure) -> [ThreadID] {
        try await perform(.read) { try $0.trash(before: moment) }
    }

    /// A thread with all its messages; nil if it is not there.
    package func read(_ thread: ThreadID) async throws(Failure) -> StoredThread? {
        var stored = try await perform(.read) { try $0.stored(thread) }
        if runningIsInterrupted {
            for index in stored?.messages.indices ?? 0..<0 where stored?.messages[index].state == .running {
                stored?.messages[index].state = .interrupted(.cutOffByTheEnd)
            }
        }
        return stored
    }
}

extension Database {
    private func draft(of thread: ThreadID) throws -> String? {
        let row = try Row.fetchOne(
            cachedStatement(sql: "SELECT CAST(text AS BLOB) FROM draft WHERE thread = CAST(? AS TEXT)"),
            arguments: [thread.text.exact])
        return row?.text(0)
    }

    fileprivate func stored(_ id: ThreadID) throws -> StoredThread? {
        let row = try Row.fetchOne(
            cachedStatement(sql: "\(Self.threads) WHERE id = CAST(? AS TEXT)"), arguments: [id.text.exact])
        guard let row else { return nil }
        return try StoredThread(
            thread: row.thread, messages: messages(of: id), through: row.optionalText(17).map { MessageID($0) },
            draft: draft(of: id) ?? "")
    }

    static let threads = "SELECT \(columns) FROM thread"

    /// With what stands unsent in them.
    static let listedThreads = """
        SELECT \(columns), (SELECT CAST(text AS BLOB) FROM draft WHERE draft.thread = thread.id), rowid FROM thread
        """

    private static let columns = """
        CAST(id AS BLOB), CAST(title AS BLOB), createdAt, activeAt, isUnread, hasFailed, isEmpty,
            CAST(service AS BLOB), CAST(remoteID AS BLOB), CAST(assistantID AS BLOB), CAST(assistantName AS BLOB),
            hasOwnTitle, isPinned, isArchived, deletedAt, CAST(remoteTip AS BLOB),
            (SELECT CAST(group_concat(name, char(10)) AS BLOB)
                FROM (SELECT name FROM label WHERE label.thread = thread.id ORDER BY name)),
            CAST(branch AS BLOB), CAST(preset AS BLOB), CAST(system AS BLOB), temperature, topP, maxTokens,
            CAST(effort AS BLOB)
        """

    fileprivate func messages(of thread: ThreadID) throws -> [Message] {
        let growth = try growth(of: thread)
        let parts = try parts(of: thread)
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT place, CAST(id AS BLOB), CAST(role AS BLOB), CAST(text AS BLOB), createdAt,
                        CAST(answers AS BLOB), CAST(author AS BLOB), CAST(state AS BLOB), CAST(outcome AS BLOB),
                        CAST(what AS BLOB), CAST(why AS BLOB), CAST(remedy AS BLOB), CAST(parent AS BLOB)
                    FROM message WHERE thread = CAST(? AS TEXT) ORDER BY place
                    """), arguments: [thread.text.exact])
        return try Array(
            rows.map { row in
                Message(
                    id: MessageID(row.text(1)), thread: thread, role: Role(rawValue: row.text(2)) ?? .assistant,
                    text: row.text(3) + growth[row.integer(0), default: ""],
                    createdAt: Timestamp(milliseconds: row.integer(4)), state: row.messageState(from: 7),
                    parent: row.optionalText(12).map { MessageID($0) },
                    answers: row.optionalText(5).map { MessageID($0) }, author: row.text(6),
                    parts: parts[row.integer(0), default: []])
            })
    }

    /// What came to each message since its text was last written whole, by the message's place.
    private func growth(of thread: ThreadID) throws -> [Int64: String] {
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT fragment.message, CAST(fragment.text AS BLOB)
                    FROM message JOIN fragment ON fragment.message = message.place
                    WHERE message.thread = CAST(? AS TEXT) ORDER BY fragment.sequence
                    """), arguments: [thread.text.exact])
        var growth: [Int64: String] = [:]
        while let row = try rows.next() { growth[row.integer(0), default: ""] += row.text(1) }
        return growth
    }

    /// By the message's place. A part of a kind that this version does not know is passed over.
    private func parts(of thread: ThreadID) throws -> [Int64: [MessagePart]] {
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT part.message, CAST(part.id AS BLOB), CAST(part.kind AS BLOB), CAST(part.title AS BLOB),
                        CAST(part.text AS BLOB)
                    FROM message JOIN part ON part.message = message.place
                    WHERE message.thread = CAST(? AS TEXT) ORDER BY part.place
                    """), arguments: [thread.text.exact])
        var parts: [Int64: [MessagePart]] = [:]
        while let row = try rows.next() {
            guard let kind = MessagePart.Kind(rawValue: row.text(2)) else { continue }
            let part = MessagePart(id: row.text(1), kind: kind, title: row.text(3), text: row.text(4))
            parts[row.integer(0), default: []].append(part)
        }
        return parts
    }
}

extension Row {
    fileprivate func messageState(from column: Int) -> MessageState {
        let failure = optionalText(column + 2).map {
            Failure(what: $0, why: text(column + 3), remedy: text(column + 4))
        }
        return StoredState(name: text(column), outcome: optionalText(column + 1), failure: failure).state
    }

    var thread: ChatThread {
        var thread = ChatThread(
            id: ThreadID(text(0)), title: text(1), createdAt: Timestamp(milliseconds: integer(2)),
            activeAt: Timestamp(milliseconds: integer(3)), isUnread: flag(4), hasFailed: flag(5),
            service: ServiceID(text(7)),
            assistant: optionalText(9).map { AssistantReference(id: AssistantID($0), name: text(10)) },
            remoteID: optionalText(8), isEmpty: flag(6))
        thread.hasOwnTitle = flag(11)
        thread.isPinned = flag(12)
        thread.isArchived = flag(13)
        thread.deletedAt = optionalInteger(14).map { Timestamp(milliseconds: $0) }
        thread.remoteTip = optionalText(15).map { MessageID($0) }
        thread.labels = optionalText(16).map { $0.split(separator: "\n").map(String.init) } ?? []
        thread.preset = optionalText(18)
        thread.settings = settings(from: 19)
        return thread
    }
}
