package import ChatModel
import GRDB

extension ThreadDatabase {
    /// Everything but the messages, the thread with the newest activity first.
    package func load() async throws(Failure) -> (threads: [ChatThread], drafts: [ThreadID: String]) {
        let shelf = try await perform(.read) { database in
            try Shelf(threads: database.threads(), drafts: database.drafts())
        }
        return (shelf.threads, shelf.drafts)
    }

    /// The messages of a thread, oldest first; none for a thread that is not there.
    package func messages(of thread: ThreadID) async throws(Failure) -> [Message] {
        var messages = try await perform(.read) { try $0.messages(of: thread) }
        if runningIsInterrupted {
            for index in messages.indices where messages[index].state == .running {
                messages[index].state = .interrupted(.cutOffByTheEnd)
            }
        }
        return messages
    }
}

private struct Shelf: Sendable {
    let threads: [ChatThread]
    let drafts: [ThreadID: String]
}

extension Database {
    fileprivate func threads() throws -> [ChatThread] {
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT CAST(id AS BLOB), CAST(title AS BLOB), createdAt, activeAt, isUnread, hasFailed, isEmpty,
                        CAST(service AS BLOB), CAST(remoteID AS BLOB), CAST(assistantID AS BLOB),
                        CAST(assistantName AS BLOB)
                    FROM thread ORDER BY activeAt DESC, id DESC
                    """))
        return try Array(
            rows.map { row in
                ChatThread(
                    id: ThreadID(row.text(0)), title: row.text(1),
                    createdAt: Timestamp(milliseconds: row.integer(2)),
                    activeAt: Timestamp(milliseconds: row.integer(3)), isUnread: row.flag(4), hasFailed: row.flag(5),
                    service: ServiceID(row.text(7)),
                    assistant: row.optionalText(9).map { AssistantReference(id: AssistantID($0), name: row.text(10)) },
                    remoteID: row.optionalText(8), isEmpty: row.flag(6))
            })
    }

    fileprivate func drafts() throws -> [ThreadID: String] {
        let rows = try Row.fetchCursor(
            cachedStatement(sql: "SELECT CAST(thread AS BLOB), CAST(text AS BLOB) FROM draft"))
        var drafts: [ThreadID: String] = [:]
        while let row = try rows.next() { drafts[ThreadID(row.text(0))] = row.text(1) }
        return drafts
    }

    fileprivate func messages(of thread: ThreadID) throws -> [Message] {
        let growth = try growth(of: thread)
        let parts = try parts(of: thread)
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT place, CAST(id AS BLOB), CAST(role AS BLOB), CAST(text AS BLOB), createdAt,
                        CAST(answers AS BLOB), CAST(author AS BLOB), CAST(state AS BLOB), CAST(outcome AS BLOB),
                        CAST(what AS BLOB), CAST(why AS BLOB), CAST(remedy AS BLOB)
                    FROM message WHERE thread = CAST(? AS TEXT) ORDER BY place
                    """), arguments: [thread.text.exact])
        return try Array(
            rows.map { row in
                Message(
                    id: MessageID(row.text(1)), thread: thread, role: Role(rawValue: row.text(2)) ?? .assistant,
                    text: row.text(3) + growth[row.integer(0), default: ""],
                    createdAt: Timestamp(milliseconds: row.integer(4)), state: row.messageState(from: 7),
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
}
