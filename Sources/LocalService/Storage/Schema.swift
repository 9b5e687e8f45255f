import GRDB

/// The tables of the service's database.
enum Schema {
    /// "WeSv"
    static let applicationID = 0x5765_5376
    /// The number of steps that a database of this version has taken.
    static var version: Int { steps.count }

    /// Makes the tables in a new database, and brings those of an older version to this one. Refuses a database that a
    /// newer version wrote, or that is not the service's.
    static func prepare(_ db: Database, path: String) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw ServiceError.databaseFromTheFuture(path: path, version: found) }
        let isOurs =
            found == 0
            ? try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
            : try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID
        guard isOurs else {
            throw ServiceError.databaseUnusable(path: path, reason: "it belongs to another program")
        }
        guard found < version else { return }
        try db.inTransaction {
            for step in steps[found...] { try db.execute(sql: step) }
            try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
            return .commit
        }
    }

    /// What each version added. Databases have taken the steps that were released, so those never change.
    private static let steps = [tables, threadOwners, sessions]

    /// `session.name` is what the sender calls a conversation.
    private static let sessions = """
        CREATE TABLE session (
            name TEXT PRIMARY KEY, thread TEXT NOT NULL UNIQUE REFERENCES thread(id)
        ) WITHOUT ROWID;
        ALTER TABLE run ADD COLUMN grounds TEXT;
        """

    private static let threadOwners = """
        ALTER TABLE thread ADD COLUMN api TEXT NOT NULL DEFAULT 'assisters';
        ALTER TABLE thread ADD COLUMN instructions TEXT;
        ALTER TABLE thread ADD COLUMN model TEXT;
        """

    /// `place` is the order in which rows were made. The unique index on running runs is what keeps a thread from
    /// having two.
    private static let tables = """
        CREATE TABLE assistant (
            place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            description TEXT, instructions TEXT, model TEXT, tools TEXT, settings TEXT, created_at TEXT NOT NULL
        );
        CREATE TABLE thread (
            place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, metadata TEXT, created_at TEXT NOT NULL
        );
        CREATE TABLE message (
            place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            thread TEXT NOT NULL REFERENCES thread(id), role TEXT NOT NULL, content TEXT NOT NULL, attachments TEXT,
            status TEXT NOT NULL, created_at TEXT NOT NULL
        );
        CREATE INDEX message_thread ON message(thread, place);
        CREATE TABLE run (
            place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            thread TEXT NOT NULL REFERENCES thread(id), assistant TEXT NOT NULL, reply TEXT NOT NULL,
            state TEXT NOT NULL, failure TEXT, started_at TEXT NOT NULL, ended_at TEXT
        );
        CREATE UNIQUE INDEX run_active ON run(thread) WHERE state = 'in_progress';
        CREATE TABLE done_once (
            key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, run TEXT, status INTEGER, body BLOB, at REAL NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX done_once_at ON done_once(at);
        CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """
}
