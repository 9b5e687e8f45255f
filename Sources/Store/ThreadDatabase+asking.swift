package import ChatModel
import Foundation
import GRDB

/// Opened for a question only, beside whatever Weft runs.
extension ThreadDatabase {
    /// Opens the threads for reading without becoming their writer, so that a Weft that starts meanwhile can write; nil
    /// where there are none yet.
    ///
    /// A file of an older Weft is brought to this schema first, which takes being the writer for that time.
    package static func openForReading(directory: String, now: Timestamp) throws(Failure) -> ThreadDatabase? {
        let files = StoreFiles(directory: directory)
        do {
            guard files.hasDatabase else { return nil }
            try files.refuseLinks()
            switch try Schema.found(at: files.database) {
            case .nothing: return nil
            case .foreign: throw Failure.foreign(files.database)
            case .version(let version) where version < Schema.current.version:
                return try open(directory: directory, now: now)
            case .version: return try reader(files, because: .onlyAsked)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(error, task: .open, path: files.database)
        }
    }

    /// The threads whose names begin so, at most `limit`.
    package func names(startingWith start: String, limit: Int) async throws(Failure) -> [ThreadID] {
        try await perform(.read) { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT CAST(id AS BLOB) FROM thread
                    WHERE substr(CAST(id AS BLOB), 1, ?) = ? ORDER BY id LIMIT ?
                    """, arguments: [start.utf8.count, start.exact, limit]
            ).map { ThreadID($0.text(0)) }
        }
    }

    /// How many messages are kept of a thread, without reading them.
    package func messageCount(of thread: ThreadID) async throws(Failure) -> Int {
        try await perform(.read) { database in
            let sql = "SELECT count(*) FROM message WHERE thread = CAST(? AS TEXT)"
            return try Int.fetchOne(database, sql: sql, arguments: [thread.text.exact]) ?? 0
        }
    }
}

extension StoreFiles {
    fileprivate var hasDatabase: Bool {
        var status = stat()
        return lstat(database, &status) == 0
    }
}

extension Failure {
    fileprivate static let onlyAsked = Failure(what: "This Weft can only read", why: "it was opened for a question")
}
