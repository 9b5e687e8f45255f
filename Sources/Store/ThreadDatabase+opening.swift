package import ChatModel
import GRDB

extension ThreadDatabase {
    /// Opens the threads kept in `directory`, and makes the directory (0700) and the file (0600) where they are missing.
    ///
    /// - The first process to open it writes; replies that were running when the last writer died read *interrupted*
    ///   from here on. Later processes read, and `readOnly` says who writes.
    /// - A file of a newer schema is opened for reading. A file of another program is refused and left as it is.
    /// - A damaged file is renamed, never changed or deleted; an empty one takes its place and `notice` says so.
    ///   The whole file is checked only when the last writer did not close it, and up to `largestChecked`; or when a
    ///   call found damage in it.
    /// - Throws when there is no way to read, in words for the person.
    /// - `isBrief` tells others that open it meanwhile to wait for this one, up to two seconds, and not to become readers.
    /// - `telling` gets one line before what takes long: bringing a big file of an older Weft to these tables.
    package static func open(
        directory: String, now: Timestamp, isBrief: Bool = false, telling: (String) -> Void = { _ in }
    ) throws(Failure) -> ThreadDatabase {
        try open(StoreFiles(directory: directory), schema: .current, now: now, isBrief: isBrief, telling: telling)
    }

    static func open(
        _ files: StoreFiles, schema: Schema, now: Timestamp, isBrief: Bool = false,
        telling: (String) -> Void = { _ in }
    ) throws(Failure) -> ThreadDatabase {
        do {
            try files.makeDirectory()
            guard let lock = try WriterLock.take(at: files.lock, now: now, isBrief: isBrief) else {
                let holder = WriterLock.holder(at: files.lock, now: now)
                return try reader(files, because: .heldBy(holder))
            }
            do {
                return try writer(files, lock: lock, schema: schema, now: now, telling: telling)
            } catch let error as DatabaseError where error.isDamage {
                let kept = try files.setAside(now: now)
                files.clearSuspicion()
                return try writer(
                    files, lock: lock, schema: schema, now: now, notice: .setAside(kept), telling: telling)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(error, task: .open, path: files.database)
        }
    }

    private static func writer(
        _ files: StoreFiles, lock: WriterLock, schema: Schema, now: Timestamp, notice: Failure? = nil,
        telling: (String) -> Void
    ) throws -> ThreadDatabase {
        let wasLeftOpen = files.hasLog
        let isThere = try files.makeDatabase()
        let found = isThere ? try Schema.found(at: files.database) : .nothing
        switch found {
        case .foreign: throw Failure.foreign(files.database)
        case .version(let version) where version > schema.version:
            return try reader(files, because: .newer(version, known: schema.version))
        case .version(let version) where version < schema.version && files.size >= largestQuiet:
            telling(
                "copying \(files.size >> 20) MB of threads, then adding what this version needs; it may take a minute"
            )
        case .version, .nothing: break
        }
        do {
            let queue = try DatabaseQueue(path: files.database, configuration: .weft)
            let (hasLog, hasBacklog) = try queue.writeWithoutTransaction { database in
                let hasLog = try database.setUpJournal(isNetwork: files.isOnNetwork)
                if wasLeftOpen && files.size <= largestChecked || files.isSuspect { try database.quickCheck() }
                files.clearSuspicion()
                try schema.migrate(database, files: files, now: now)
                try database.interruptRunning()
                return (hasLog, try schema.hasBacklog(database))
            }
            let threads = ThreadDatabase(queue: queue, hasLog: hasLog, lock: lock, notice: notice)
            if hasBacklog { threads.indexBacklog() }
            return threads
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
        guard case .version(let version) = try Schema.found(in: queue) else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
        }
        guard version >= Schema.current.version else { throw Failure.older(version, needed: Schema.current.version) }
        let hasLog = try queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal"
        return ThreadDatabase(
            queue: queue, hasLog: hasLog, lock: lock, readOnly: reason, runningIsInterrupted: lock != nil)
    }

    /// In bytes. From here on it is said that the tables of an older file are brought to these.
    static let largestQuiet: Int64 = 32 << 20

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
            for function in [DatabaseFunction.folded, .pieces, .holds] { database.add(function: function) }
        }
        return configuration
    }
}

extension Database {
    /// A write-ahead log needs memory shared by all who have the file open, which no network file system offers.
    ///
    /// - Returns: it has one.
    fileprivate func setUpJournal(isNetwork: Bool) throws -> Bool {
        let mode = try String.fetchOne(self, sql: "PRAGMA journal_mode = \(isNetwork ? "DELETE" : "WAL")")
        try execute(sql: "PRAGMA synchronous = FULL")
        return mode == "wal"
    }

    fileprivate func quickCheck() throws {
        let answer = try String.fetchOne(self, sql: "PRAGMA quick_check(1)")
        guard answer == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: answer) }
    }
}
