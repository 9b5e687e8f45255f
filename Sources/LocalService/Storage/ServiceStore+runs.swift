import Foundation
import GRDB
import WireFormats

/// A run that is asked for, with the names it will have.
struct NewRun: Sendable {
    let id = ResourceID.random(.run)
    let reply = ResourceID.random(.message)
    let thread: String
    let assistant: String
    let prompt: Assisters.MessageDraft
    let once: OnceKey?
    let startedAt: Date
    /// Messages that are added before the prompt.
    var earlier: [Assisters.MessageDraft] = []
    /// What the assistant may call in this run besides its own tools; one of the same name comes before its.
    var tools: [Assisters.Tool] = []
    /// The API that asks; it has its own threads.
    var api = ThreadOwner.assisters
    /// Not nil makes the thread, in the same step.
    var opening: ThreadOpening?
    /// Said of a thread that is there, from this run on.
    var amendment: ThreadOpening?
    /// Where the run is announced besides its thread.
    var audience: Audience?
}

/// What asking for a run came to.
enum BegunRun: Sendable {
    case started(EngineRequest)
    /// The request was made before; this is the run it came to.
    case repeated(run: String)
}

extension ServiceStore {
    /// Adds the messages, the empty reply and the run, all or none: two requests for one thread cannot both start one.
    func beginRun(_ new: NewRun) async throws -> BegunRun {
        let moment = new.startedAt
        return try await queue.write { db in
            if let once = new.once, let known = try knownReply(to: once, db, at: moment) {
                guard case .run(let run) = known else { throw Self.reused }
                return .repeated(run: run)
            }
            if let opening = new.opening { try Self.insert(opening, as: new.thread, of: new.api, db, at: moment) }
            _ = try Self.thread(new.thread, of: new.api, db)
            try Self.refuseWhileRunning(new.thread, db)
            if let amendment = new.amendment { try Self.amend(new.thread, by: amendment, db) }
            let assistant = try Self.assistant(new.assistant, db, param: "assistant_id")
            for draft in new.earlier + [new.prompt] {
                let message = Assisters.Message(
                    id: ResourceID.random(.message), role: draft.role, content: draft.content,
                    createdAt: Self.timestamp(moment), attachments: draft.attachments, status: .completed)
                try Self.insert(message, in: new.thread, db)
            }
            let request = try Self.engineRequest(to: assistant, for: new, db)
            let reply = Assisters.Message(
                id: new.reply, role: .assistant, content: "", createdAt: Self.timestamp(moment), status: .inProgress)
            try Self.insert(reply, in: new.thread, db)
            try Self.insert(new, db)
            return .started(request)
        }
    }

    /// Keeps the text so far. Late or repeated saves never shorten it or touch a reply that has ended.
    func save(_ text: String, of reply: String) async throws {
        try await queue.write { db in
            try db.execute(
                sql: """
                    UPDATE message SET content = CAST(:text AS TEXT)
                    WHERE id = :id AND status = 'in_progress' AND length(CAST(content AS BLOB)) < :length
                    """,
                arguments: ["text": Data(text.utf8), "id": reply, "length": text.utf8.count])
        }
    }

    /// Closes the run and its reply; the thread is free from then on. A run that has ended stays as it is.
    func end(_ run: EndedRun) async throws {
        let moment = Self.timestamp(now())
        try await queue.write { db in
            try db.execute(
                sql: """
                    UPDATE run SET state = ?, failure = ?, grounds = ?, ended_at = ?
                    WHERE id = ? AND state = 'in_progress'
                    """,
                arguments: [
                    run.status.rawValue, try run.failure.map(Self.json),
                    run.grounds.isEmpty ? nil : try Self.json(run.grounds), moment, run.id,
                ])
            guard db.changesCount == 1 else { return }
            try db.execute(
                sql: "UPDATE message SET content = CAST(? AS TEXT), status = ? WHERE id = ?",
                arguments: [Data(run.text.utf8), run.status.rawValue, run.reply])
        }
    }

    /// How a run ended that is not running.
    func ended(_ run: String) async throws -> EndedRun {
        try await queue.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT \(Self.messageColumns), run.state, run.failure, run.grounds
                    FROM run JOIN message ON message.id = run.reply WHERE run.id = ?
                    """,
                arguments: [run])
            guard let row else { throw Refusal.notFound("There is no run \(run)") }
            let reply = try Self.message(row)
            return EndedRun(
                id: run, thread: row["thread"], reply: reply.id, text: reply.content,
                status: RunState(rawValue: row["state"]) ?? .failed,
                failure: try Self.value(RunFailure.self, in: row, "failure"), createdAt: reply.createdAt ?? "",
                grounds: try Self.value(RunGrounds.self, in: row, "grounds") ?? RunGrounds())
        }
    }

    /// How far the run has come; nil when the thread has no such run.
    func state(of run: String, in thread: String, of api: ThreadOwner) async throws -> RunState? {
        try await queue.read { db in
            let state = try String.fetchOne(
                db,
                sql: """
                    SELECT run.state FROM run JOIN thread ON thread.id = run.thread
                    WHERE run.id = ? AND thread.id = ? AND thread.api = ?
                    """,
                arguments: [run, thread, api.rawValue])
            return state.flatMap(RunState.init(rawValue:))
        }
    }

    private static func insert(_ new: NewRun, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO run (id, thread, assistant, reply, state, started_at)
                VALUES (?, ?, ?, ?, 'in_progress', ?)
                """,
            arguments: [new.id, new.thread, new.assistant, new.reply, timestamp(new.startedAt)])
        guard let once = new.once else { return }
        try db.execute(
            sql: "INSERT INTO done_once (key, fingerprint, run, at) VALUES (?, ?, ?, ?)",
            arguments: [once.key, once.fingerprint, new.id, new.startedAt.timeIntervalSince1970])
    }

    private static func engineRequest(
        to assistant: Assisters.Assistant, for new: NewRun, _ db: Database
    ) throws -> EngineRequest {
        let thread = new.thread
        let rows = try Row.fetchAll(
            db, sql: "SELECT \(messageColumns) FROM message WHERE thread = ? ORDER BY place", arguments: [thread])
        let messages = try rows.map(message).filter { $0.role == .user || !$0.content.isEmpty }
        let own = try Row.fetchOne(
            db, sql: "SELECT instructions, model FROM thread WHERE id = ?", arguments: [thread])
        return EngineRequest(
            assistantName: assistant.name, instructions: own?["instructions"] ?? assistant.instructions ?? "",
            model: own?["model"] ?? assistant.model ?? "guide", pace: assistant.settings?.pace,
            messages: messages.map(EngineMessage.init),
            tools: Toolbox(ToolDefinition.readable(new.tools + (assistant.tools ?? []))))
    }
}

extension EngineMessage {
    fileprivate init(_ message: Assisters.Message) {
        self.init(
            isFromUser: message.role == .user, text: message.content,
            isPartial: message.status == .stopped || message.status == .failed)
    }
}
