import Foundation
import GRDB

/// The SQLite file of the index. It holds nothing that cannot be made again from the documents.
enum KnowledgeSchema {
    /// Counts up when passages are cut or stored differently; an index of another version is made anew.
    static let version = 1

    /// Opens or makes the index; one that is damaged or of another version is replaced. When the file cannot be used
    /// at all the index lives in memory.
    static func open(path: String) throws -> DatabaseQueue {
        do {
            return try openFile(path)
        } catch let error as DatabaseError where unusable.contains(error.resultCode) {
            for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            if let queue = try? openFile(path) { return queue }
        } catch {
            // A folder without write permission, a full disk, another process that holds the file for long.
        }
        return try inMemory()
    }

    /// An empty index that is gone with the program.
    static func inMemory() throws -> DatabaseQueue {
        let queue = try DatabaseQueue(configuration: configuration)
        try queue.write(create)
        return queue
    }

    private static let unusable: [ResultCode] = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_SCHEMA]

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "knowledge"
        return configuration
    }

    private static func openFile(_ path: String) throws -> DatabaseQueue {
        let files = FileManager.default
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        try files.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if !files.fileExists(atPath: path) {
            // SQLite gives its journal the permissions of the database.
            _ = files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { database in
            switch try Int.fetchOne(database, sql: "PRAGMA user_version") {
            case version: _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM search WHERE search MATCH 'weft'")
            case 0: try create(database)
            default: throw DatabaseError(resultCode: .SQLITE_SCHEMA)
            }
        }
        return queue
    }

    private static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE document (
                    id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, label TEXT NOT NULL,
                    title TEXT NOT NULL, isManual INTEGER NOT NULL);
                CREATE TABLE passage (
                    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (id), ordinal INTEGER NOT NULL,
                    headings TEXT NOT NULL, markdown TEXT NOT NULL);
                CREATE INDEX passageOfDocument ON passage (document);
                CREATE VIRTUAL TABLE search USING fts5 (
                    title, headings, body, tokenize = 'porter unicode61 remove_diacritics 2');
                PRAGMA user_version = \(version);
                """)
    }
}
