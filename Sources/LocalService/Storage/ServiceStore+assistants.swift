import Foundation
import GRDB
import WireFormats

extension ServiceStore {
    /// In the order in which they were created.
    func assistants(_ paging: Paging) async throws -> Assisters.Page<Assisters.Assistant> {
        try await queue.read { db in
            let total = try Int.fetchOne(db, sql: "SELECT count(*) FROM assistant") ?? 0
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM assistant ORDER BY place LIMIT ? OFFSET ?",
                arguments: [paging.limit ?? -1, paging.offset])
            return Assisters.Page(
                data: try rows.map(Self.assistant), total: total, hasMore: paging.offset + rows.count < total)
        }
    }

    func assistant(_ id: String) async throws -> Assisters.Assistant {
        try await queue.read { db in try Self.assistant(id, db) }
    }

    func createAssistant(_ draft: Assisters.AssistantDraft, once: OnceKey?) async throws -> StoredReply {
        let assistant = try Self.assistant(from: draft, at: now())
        return try await self.once(once, status: 201) { db in
            try Self.save(assistant, db)
            return assistant
        }
    }

    /// Changes what the draft names.
    func updateAssistant(_ id: String, by draft: Assisters.AssistantDraft, once: OnceKey?) async throws -> StoredReply {
        try await self.once(once, status: 200) { db in
            var assistant = try Self.assistant(id, db)
            assistant.apply(draft)
            try assistant.validate()
            try Self.save(assistant, db)
            return assistant
        }
    }

    /// Messages that the assistant wrote stay.
    func deleteAssistant(_ id: String) async throws -> Assisters.Deletion {
        try await queue.write { db in
            try db.execute(sql: "DELETE FROM assistant WHERE id = ?", arguments: [id])
            guard db.changesCount == 1 else { throw Self.noAssistant(id) }
            return Assisters.Deletion(id: id)
        }
    }

    /// The assistant that is always there; made anew if it is not. Returns its id.
    func ensureDefaultAssistant(_ draft: Assisters.AssistantDraft) throws -> String {
        try queue.write { db in
            let noted = try String.fetchOne(db, sql: "SELECT value FROM note WHERE name = 'default_assistant'")
            if let noted, try Row.fetchOne(db, sql: "SELECT 1 FROM assistant WHERE id = ?", arguments: [noted]) != nil {
                return noted
            }
            var assistant = try Self.assistant(from: draft, at: now())
            assistant.id = noted ?? assistant.id
            try Self.save(assistant, db)
            try db.execute(
                sql: "INSERT OR REPLACE INTO note (name, value) VALUES ('default_assistant', ?)",
                arguments: [assistant.id])
            return assistant.id
        }
    }

    /// Who answers where a request cannot name an assistant.
    func defaultAssistant() async throws -> String {
        let noted = try await queue.read { db in
            try String.fetchOne(db, sql: "SELECT value FROM note WHERE name = 'default_assistant'")
        }
        guard let noted else { throw Refusal.notFound("There is no default assistant") }
        return noted
    }

    /// - Parameter param: The value of the request that names the assistant; nil when its address does.
    static func assistant(_ id: String, _ db: Database, param: String? = nil) throws -> Assisters.Assistant {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM assistant WHERE id = ?", arguments: [id])
        guard let row else { throw noAssistant(id, param: param) }
        return try assistant(row)
    }

    private static func noAssistant(_ id: String, param: String? = nil) -> Refusal {
        .notFound("There is no assistant \(id)", param: param)
    }

    private static func assistant(from draft: Assisters.AssistantDraft, at moment: Date) throws -> Assisters.Assistant {
        var assistant = Assisters.Assistant(
            id: ResourceID.random(.assistant), name: "", model: "guide", createdAt: timestamp(moment))
        assistant.apply(draft)
        try assistant.validate()
        return assistant
    }

    private static func assistant(_ row: Row) throws -> Assisters.Assistant {
        Assisters.Assistant(
            id: row["id"], name: row["name"], description: row["description"], instructions: row["instructions"],
            model: row["model"], tools: try value([Assisters.Tool].self, in: row, "tools"),
            settings: try value(Assisters.AssistantSettings.self, in: row, "settings"), createdAt: row["created_at"])
    }

    private static func save(_ assistant: Assisters.Assistant, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO assistant (id, name, description, instructions, model, tools, settings, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
                    instructions = excluded.instructions, model = excluded.model, tools = excluded.tools,
                    settings = excluded.settings
                """,
            arguments: [
                assistant.id, assistant.name, assistant.description, assistant.instructions, assistant.model,
                try assistant.tools.map(json), try assistant.settings.map(json), assistant.createdAt,
            ])
    }
}
