import ChatModel
import Foundation
import GRDB

/// The files of a store, readable by their owner alone whatever the umask.
///
/// Only SQLite ever opens the database and its log: closing any other descriptor would drop SQLite's locks.
struct StoreFiles: Sendable {
    let directory: String

    var database: String { "\(directory)/threads.sqlite" }
    var lock: String { "\(directory)/weft.lock" }

    private static let companions = ["", "-wal", "-shm", "-journal"]
}

extension StoreFiles {
    func makeDirectory() throws(Failure) { try Self.makeDirectory(directory) }

    private static func makeDirectory(_ path: String) throws(Failure) {
        if mkdir(path, 0o700) == 0 { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeDirectory(String(path[..<slash]))
            if mkdir(path, 0o700) == 0 { return }
        }
        var status = stat()
        guard errno == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .system("make the directory", path)
        }
    }

    /// Makes an empty file where none is; true when one was there. SQLite gives its companions the same permissions.
    func makeDatabase() throws(Failure) -> Bool {
        try refuseLinks()
        let descriptor = open(database, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return false
        }
        guard errno == EEXIST else { throw .system("make", database) }
        return true
    }

    /// Refuses what is not a plain file, as a planted link, and takes from plain files the rights of others.
    func refuseLinks() throws(Failure) {
        for path in Self.companions.map({ database + $0 }) {
            guard let status = Self.status(of: path) else { continue }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw Failure(
                    what: "Your threads could not be opened", why: "\(path) is not a plain file",
                    remedy: "look at what it is, and remove it if you did not put it there")
            }
            if status.st_mode & 0o077 != 0 { _ = chmod(path, 0o600) }
        }
    }

    /// The last writer did not close the database: it died, or another process still reads. An empty log is what a
    /// reader leaves.
    var hasLog: Bool {
        ["-wal", "-journal"].contains { Self.status(of: database + $0).map { $0.st_size > 0 } ?? false }
    }

    /// A call found damage: the next writer checks the whole file, however large and well closed it is.
    var isSuspect: Bool { Self.status(of: Self.suspicion(of: database)) != nil }

    func clearSuspicion() { unlink(Self.suspicion(of: database)) }

    static func suspect(_ database: String) {
        let descriptor = open(suspicion(of: database), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    private static func suspicion(of database: String) -> String { database + "-suspect" }

    /// In bytes, the log not counted.
    var size: Int64 { Int64(Self.status(of: database)?.st_size ?? 0) }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}

extension StoreFiles {
    /// Gives the database and its log a name of their own, and answers with it. Changes no byte of them.
    func setAside(now: Timestamp) throws(Failure) -> String {
        let name = free("threads-damaged-\(now.local("%Y%m%d-%H%M%S"))")
        for companion in Self.companions where Self.status(of: database + companion) != nil {
            guard rename(database + companion, name + companion) == 0 else {
                throw .system("rename", database + companion)
            }
        }
        return name
    }

    private func free(_ stem: String) -> String {
        let names = (1...).lazy.map { "\(directory)/\(stem)\($0 == 1 ? "" : "-\($0)").sqlite" }
        return names.first { Self.status(of: $0) == nil } ?? ""
    }

    /// Writes a whole copy of the database beside it, and keeps the three newest copies.
    func backUp(_ database: Database, version: Int, now: Timestamp) throws {
        let path = free("\(Self.backupStem)\(now.local("%Y%m%d-%H%M%S"))-schema\(version)")
        // Whoever dies while it is written leaves no half of a copy under a copy's name.
        let part = "\(directory)/\(Self.backupStem)unfinished"
        unlink(part)
        let descriptor = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.system("make", part) }
        defer { close(descriptor) }
        do {
            try database.execute(sql: "VACUUM INTO ?", arguments: [part])
            guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw Failure.system("write", path) }
        } catch {
            unlink(part)
            throw error
        }
        for old in try backups().dropLast(3) { unlink("\(directory)/\(old)") }
    }

    /// Oldest first, because their names begin with the time.
    func backups() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasPrefix(Self.backupStem) && $0.hasSuffix(".sqlite") }.sorted()
    }

    private static let backupStem = "threads-backup-"
}

extension Failure {
    /// The words for a call of the system that failed; reads `errno`.
    static func system(_ verb: String, _ path: String) -> Failure {
        Failure(
            what: "Your threads could not be opened",
            why: "Weft could not \(verb) \(path): \(String(cString: strerror(errno)))",
            remedy: "make its directory writable for you, or choose another")
    }
}
