import Foundation
import GRDB
import WireFormats

/// The service's own database: assistants, threads, messages, runs, and the requests that must not be done twice.
struct ServiceStore: Sendable {
    let queue: DatabaseQueue
    let now: @Sendable () -> Date
    /// How long a request with an idempotency key is remembered.
    let lifetime: Duration

    /// Opens the database, or makes it with mode 0600, and closes what a crash left running.
    init(path: String, lifetime: Duration, now: @escaping @Sendable () -> Date) throws(ServiceError) {
        self.now = now
        self.lifetime = lifetime
        try Self.createFile(at: path)
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            try queue.inDatabase { db in try Schema.prepare(db, path: path) }
            try queue.write { db in try Self.closeLeftOvers(db, at: now()) }
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .databaseUnusable(path: path, reason: "\(error)")
        }
    }

    func close() throws { try queue.close() }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        return configuration
    }

    /// A file that is there is left alone: opening it here would drop SQLite's locks on it.
    private static func createFile(at path: String) throws(ServiceError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file >= 0 {
            Foundation.close(file)
        } else if errno != EEXIST {
            throw .databaseUnusable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// No run survives its process: its thread would refuse every message.
    private static func closeLeftOvers(_ db: Database, at moment: Date) throws {
        try db.execute(
            sql: "UPDATE message SET status = 'failed' WHERE status = 'in_progress'")
        try db.execute(
            sql: "UPDATE run SET state = 'failed', failure = ?, ended_at = ? WHERE state = 'in_progress'",
            arguments: [try json(RunFailure.leftOver), timestamp(moment)])
    }
}

extension ServiceStore {
    /// ISO 8601 in UTC, to the second.
    static func timestamp(_ moment: Date) -> String { moment.formatted(.iso8601) }

    static func json(_ value: some Encodable) throws -> String {
        String(decoding: try WireJSON.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, in row: Row, _ column: String) throws -> Value? {
        let text: String? = row[column]
        return try text.map { try WireJSON.decode(type, from: $0.utf8) }
    }
}
