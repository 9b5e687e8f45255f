import ChatModel
import GRDB

/// The tables, as steps from an empty file; the number of steps done is the file's `user_version`.
struct Schema: Sendable {
    /// "Weft" in ASCII; tells our files from those of other programs.
    static let applicationID: Int64 = 0x5765_6674

    /// SQL, oldest first. A step that was released never changes.
    let steps: [String]

    var version: Int { steps.count }

    static let current = Schema(steps: [
        firstTables, partsAndAssistants, branchesAndMarks, countedScopes, settingsAndPresets, presetsByName,
    ])
}

extension Schema {
    /// What a file holds.
    enum Found: Equatable {
        /// An empty database, as after a crash between the making of the file and of its tables.
        case nothing
        case version(Int)
        case foreign
    }

    /// Looks through a connection that cannot write, so that a foreign file stays as it is to the byte.
    static func found(at path: String) throws -> Found {
        var configuration = Configuration.weft
        configuration.readonly = true
        do {
            return try found(in: DatabaseQueue(path: path, configuration: configuration))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            // A rollback journal was left behind, and only a connection that may write can play it back.
            return try found(in: DatabaseQueue(path: path, configuration: .weft))
        }
    }

    static func found(in queue: DatabaseQueue) throws -> Found {
        try queue.read { database in
            let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            if application == applicationID && version > 0 { return .version(version) }
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
            return isEmpty && application == 0 && version == 0 ? .nothing : .foreign
        }
    }
}

extension Schema {
    /// Brings the file to this schema in one transaction. A file that had tables is copied before.
    func migrate(_ database: Database, files: StoreFiles, now: Timestamp) throws {
        let old = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard old < version else { return }
        if old > 0 { try files.backUp(database, version: old, now: now) }
        try database.inTransaction(.immediate) {
            for step in steps.dropFirst(old) { try database.execute(sql: step) }
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try database.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    /// Whether messages wait for the index of all words.
    func hasBacklog(_ database: Database) throws -> Bool {
        guard version >= Self.current.version else { return false }
        return try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM backlog)") ?? false
    }

    /// `message.place` is the order in the thread. Growth of a reply goes to `fragment`, so that a long text is not
    /// written again for each piece; it moves to `message.text` when the reply ends.
    private static let firstTables = """
        CREATE TABLE thread (
            id TEXT NOT NULL PRIMARY KEY,
            title TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            activeAt INTEGER NOT NULL,
            isUnread INTEGER NOT NULL,
            hasFailed INTEGER NOT NULL,
            isEmpty INTEGER NOT NULL,
            service TEXT NOT NULL,
            remoteID TEXT
        ) STRICT;
        CREATE INDEX threadByActivity ON thread (activeAt DESC, id DESC);

        CREATE TABLE message (
            place INTEGER NOT NULL PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            thread TEXT NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            answers TEXT,
            author TEXT NOT NULL,
            state TEXT NOT NULL,
            outcome TEXT,
            what TEXT,
            why TEXT,
            remedy TEXT
        ) STRICT;
        CREATE INDEX messageByThread ON message (thread, place);
        CREATE INDEX messageRunning ON message (state) WHERE state = 'running';

        CREATE TABLE fragment (
            sequence INTEGER NOT NULL PRIMARY KEY,
            message INTEGER NOT NULL REFERENCES message (place) ON DELETE CASCADE,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX fragmentByMessage ON fragment (message, sequence);

        CREATE TABLE draft (
            thread TEXT NOT NULL PRIMARY KEY REFERENCES thread (id) ON DELETE CASCADE,
            text TEXT NOT NULL
        ) STRICT;
        """

    private static let partsAndAssistants = """
        ALTER TABLE thread ADD COLUMN assistantID TEXT;
        ALTER TABLE thread ADD COLUMN assistantName TEXT;

        CREATE TABLE part (
            place INTEGER NOT NULL PRIMARY KEY,
            message INTEGER NOT NULL REFERENCES message (place) ON DELETE CASCADE,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (message, id)
        ) STRICT;
        """
}
