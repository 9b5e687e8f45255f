package import ChatModel
import GRDB

extension ThreadDatabase {
    /// Opens the threads kept in `directory`, and makes the directory (0700) and the file (0600) where they are missing.
    ///
    /// - The first process to open it writes; replies that were running when the last writer died read *interrupted*
    ///   from here on. Later processes read, and `readOnly` says who writes.
    /// - A file of a newer schema is opened for reading. A file of another program is refused and left as it is.
    /// - A damaged file is renamed, never changed or deleted; an empty one takes its place and `notice` says so.
    ///   The whole file is checked only when the last writer did not close it, and up to `largestChecked`.
    /// - Throws when there is no way to read, in words for the person.
    package static func open(directory: String, now: Timestamp) throws(Failure) -> ThreadDatabase {
        try open(StoreFiles(directory: directory), schema: .current, now: now)
    }

    static func open(_ files: StoreFiles, schema: Schema, now: Timestamp) throws(Failure) -> ThreadDatabase {
        do {
            try files.makeDirectory()
            guard let lock = try WriterLock.take(at: files.lock, now: now) else {
                let holder = WriterLock.holder(at: files.lock, now: now)
                return try reader(files, because: .heldBy(holder))
            }
            do {
                return try writer(files, lock: lock, schema: schema, now: now)
            } catch let error as DatabaseError where error.isDamage {
                let kept = try files.setAside(now: now)
                return try writer(files, lock: lock, schema: schema, now: now, notice: .setAside(kept))
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(error, task: .open, path: files.database)
        }
    }

    private static func writer(
        _ files: StoreFiles, lock: WriterLock, schema: Schema, now: Timestamp, notice: Failure? = nil
    ) throws -> ThreadDatabase {
        let wasLeftOpen = files.hasLog
        let isThere = try files.makeDatabase()
        let found = isThere ? try Schema.found(at: files.database) : .nothing
        switch found {
        case .foreign: throw Failure.foreign(files.database)
        case .version(let version) where version > schema.version:
            return try reader(files, because: .newer(version, known: schema.version))
        case .version, .nothing: break
        }
        do {
            let queue = try DatabaseQueue(path: files.database, configuration: .weft)
            try queue.writeWithoutTransaction { database in
                try database.setUpJournal(isNetwork: files.isOnNetwork)
                if wasLeftOpen && files.size <= largestChecked { try database.quickCheck() }
                try schema.migrate(database, files: files, now: now)
                try database.interruptRunning()
            }
            return ThreadDatabase(queue: queue, lock: lock, notice: notice)
        } catch let error as DatabaseError where error.isRefusedWrite && found == .version(schema.version) {
            return try reader(files, because: .unwritable(error, path: files.database), lock: lock)
        }
    }

    /// Without a file to read there is nothing to open, so the first process may still be making it.
    static func reader(
        _ files: StoreFiles, because reason: Failure, lock: WriterLock? = nil
    ) throws -> ThreadDatabase {
        try files.refuseLinks()
        var configuration = Configuration.weft
        configuration.readonly = true
        let queue = try DatabaseQueue(path: files.database, configuration: configuration)
        guard case .version = try Schema.found(in: queue) else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN) }
        return ThreadDatabase(queue: queue, lock: lock, readOnly: reason, runningIsInterrupted: lock != nil)
    }

    /// In bytes. Above it the check would be felt at the start; damage then shows where it is read.
    static let largestChecked: Int64 = 64 << 20
}

extension Configuration {
    /// The settings of every connection. Waits up to 5 s for a lock of another process.
    static var weft: Configuration {
        var configuration = Configuration()
        configuration.label = "weft.threads"
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        }
        return configuration
    }
}

extension Database {
    /// A write-ahead log needs memory shared by all who have the file open, which no network file system offers.
    fileprivate func setUpJournal(isNetwork: Bool) throws {
        _ = try String.fetchOne(self, sql: "PRAGMA journal_mode = \(isNetwork ? "DELETE" : "WAL")")
        try execute(sql: "PRAGMA synchronous = FULL")
    }

    fileprivate func quickCheck() throws {
        let answer = try String.fetchOne(self, sql: "PRAGMA quick_check(1)")
        guard answer == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: answer) }
    }
}
