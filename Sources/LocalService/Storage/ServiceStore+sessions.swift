import Foundation
import GRDB

extension ServiceStore {
    /// The thread of the session, which is made when there is none.
    func thread(of session: SessionName) async throws -> String {
        let moment = now()
        return try await queue.write { db in
            let known = try String.fetchOne(
                db, sql: "SELECT thread FROM session WHERE name = ?", arguments: [session.text])
            if let known { return known }
            let thread = ResourceID.random(.thread)
            try Self.insert(ThreadOpening(), as: thread, of: .amity, db, at: moment)
            try db.execute(
                sql: "INSERT INTO session (name, thread) VALUES (?, ?)", arguments: [session.text, thread])
            return thread
        }
    }

    /// nil when the thread is of no session.
    func session(ofThread thread: String) async throws -> String? {
        try await queue.read { db in
            try String.fetchOne(db, sql: "SELECT name FROM session WHERE thread = ?", arguments: [thread])
        }
    }

    /// The run that the request with this idempotency key came to; nil when the session has no such.
    func run(of request: String, in session: SessionName) async throws -> String? {
        try await queue.read { db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT run.id FROM done_once JOIN run ON run.id = done_once.run
                    JOIN session ON session.thread = run.thread WHERE done_once.key = ? AND session.name = ?
                    """,
                arguments: [request, session.text])
        }
    }
}
