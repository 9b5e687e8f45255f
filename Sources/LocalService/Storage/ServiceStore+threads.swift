import Foundation
import GRDB
import WireFormats

extension ServiceStore {
    func createThread(_ draft: Assisters.ThreadDraft, once: OnceKey?) async throws -> StoredReply {
        let thread = Assisters.Thread(
            id: ResourceID.random(.thread), createdAt: Self.timestamp(now()), metadata: draft.metadata ?? [:])
        return try await self.once(once, status: 201) { db in
            try db.execute(
                sql: "INSERT INTO thread (id, metadata, created_at) VALUES (?, ?, ?)",
                arguments: [thread.id, try Self.json(thread.metadata), thread.createdAt])
            return thread
        }
    }

    func thread(_ id: String) async throws -> Assisters.Thread {
        try await queue.read { db in try Self.thread(id, db) }
    }

    /// In the order in which they were said; a reply that is being made is among them with its text so far.
    func messages(of thread: String, _ paging: Paging) async throws -> Assisters.Page<Assisters.Message> {
        try await queue.read { db in
            _ = try Self.thread(thread, db)
            let total =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM message WHERE thread = ?", arguments: [thread]) ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT \(Self.messageColumns) FROM message WHERE thread = ? ORDER BY place LIMIT ? OFFSET ?",
                arguments: [thread, paging.limit ?? -1, paging.offset])
            return Assisters.Page(
                data: try rows.map(Self.message), total: total, hasMore: paging.offset + rows.count < total)
        }
    }

    /// Adds a message that nobody is to answer.
    func addMessage(
        _ draft: Assisters.MessageDraft, to thread: String, once: OnceKey?
    ) async throws -> StoredReply {
        let message = Assisters.Message(
            id: ResourceID.random(.message), role: draft.role, content: draft.content,
            createdAt: Self.timestamp(now()), attachments: draft.attachments, status: .completed)
        return try await self.once(once, status: 201) { db in
            _ = try Self.thread(thread, db)
            try Self.refuseWhileRunning(thread, db)
            try Self.insert(message, in: thread, db)
            return message
        }
    }

    /// Throws a refusal when that API has no such thread; the threads of another are none of its.
    static func thread(
        _ id: String, of api: ThreadOwner = .assisters, _ db: Database
    ) throws -> Assisters.Thread {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM thread WHERE id = ? AND api = ?", arguments: [id, api.rawValue])
        guard let row else { throw Refusal.notFound("There is no thread \(id)") }
        return Assisters.Thread(
            id: row["id"], createdAt: row["created_at"],
            metadata: try value([String: JSONValue].self, in: row, "metadata"))
    }

    static func insert(
        _ opening: ThreadOpening, as id: String, of api: ThreadOwner, _ db: Database, at moment: Date
    ) throws {
        try db.execute(
            sql: "INSERT INTO thread (id, api, instructions, model, created_at) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, api.rawValue, opening.instructions, opening.model, timestamp(moment)])
    }

    static func amend(_ id: String, by amendment: ThreadOpening, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE thread SET instructions = coalesce(?, instructions), model = coalesce(?, model) WHERE id = ?",
            arguments: [amendment.instructions, amendment.model, id])
    }

    static func refuseWhileRunning(_ thread: String, _ db: Database) throws {
        let active = try String.fetchOne(
            db, sql: "SELECT id FROM run WHERE thread = ? AND state = 'in_progress'", arguments: [thread])
        if let active {
            var refusal = Refusal.invalid("Can't add messages to \(thread) while a run \(active) is active.")
            refusal.waitsForRun = true
            throw refusal
        }
    }

    static func insert(_ message: Assisters.Message, in thread: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO message (id, thread, role, content, attachments, status, created_at)
                VALUES (?, ?, ?, CAST(? AS TEXT), ?, ?, ?)
                """,
            arguments: [
                message.id, thread, message.role.rawValue, Data(message.content.utf8),
                try message.attachments.map(json),
                message.status?.rawValue, message.createdAt,
            ])
    }

    /// What `message` reads. GRDB binds and reads strings as C strings, which end at the first NUL, so the text goes both
    /// ways as bytes.
    static let messageColumns = "message.*, CAST(message.content AS BLOB) AS bytes"

    static func message(_ row: Row) throws -> Assisters.Message {
        let bytes: Data = row["bytes"]
        return Assisters.Message(
            id: row["id"], role: row["role"] == "user" ? .user : .assistant,
            content: String(decoding: bytes, as: UTF8.self),
            createdAt: row["created_at"], attachments: try value([JSONValue].self, in: row, "attachments"),
            status: Assisters.Status(rawValue: row["status"]))
    }
}
