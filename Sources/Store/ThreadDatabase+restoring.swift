package import ChatModel
import Foundation
import GRDB

/// What came of a restore.
package struct Restoration: Sendable {
    /// Where the threads are that were there before; nil if there were none.
    package let kept: String?
    package let threads: Int
}

extension ThreadDatabase {
    /// Puts the threads of a backup in the place of those that are kept here, which this process must be the writer of.
    ///
    /// The backup is checked whole before anything is touched. What was there is copied beside first; then one
    /// transaction of SQLite changes the store from one to the other, so that whoever dies on the way leaves either.
    /// Another process that reads sees the change.
    ///
    /// - Throws: in words, with nothing changed: the file is not ours, newer, or damaged.
    package func restore(from path: String, now: Timestamp) async throws(Failure) -> Restoration {
        do {
            if let readOnly { throw StoreCopy.refusal(readOnly.why, readOnly.remedy) }
            guard !Self.isSame(path, queue.path) else { throw StoreCopy.refusal("\(path) is the store itself") }
            let source = try StoreCopy.checked(path)
            let files = StoreFiles(directory: URL(fileURLWithPath: queue.path).deletingLastPathComponent().path)
            let count = try await perform(.read) { try $0.threadCount }
            let kept = count == 0 ? nil : files.nameForReplaced(now: now)
            if let kept { try await backUp(to: kept) }
            try source.backup(to: queue)
            return Restoration(kept: kept, threads: try await performMigration(files, now))
        } catch let failure as Failure {
            throw failure
        } catch {
            let words = Failure(error, task: .open, path: queue.path)
            throw Failure(what: "Nothing was restored", why: words.why, remedy: words.remedy)
        }
    }

    /// What an older Weft wrote gets the tables of this one, and what was coming when it was copied is cut off.
    private func performMigration(_ files: StoreFiles, _ now: Timestamp) async throws -> Int {
        let outcome: Result<Int, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result {
                        database.clearSchemaCache()
                        try Schema.current.migrate(database, files: files, now: now)
                        try database.interruptRunning()
                        return try database.threadCount
                    })
            }
        }
        return try outcome.get()
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        var (one, other) = (stat(), stat())
        guard stat(left, &one) == 0, stat(right, &other) == 0 else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }
}

extension StoreFiles {
    fileprivate func nameForReplaced(now: Timestamp) -> String {
        let stem = "\(directory)/threads-before-restore-\(now.local("%Y%m%d-%H%M%S"))"
        let names = (1...).lazy.map { "\(stem)\($0 == 1 ? "" : "-\($0)").sqlite" }
        var status = stat()
        return names.first { lstat($0, &status) != 0 } ?? stem
    }
}

extension Database {
    fileprivate var threadCount: Int {
        get throws { try Int.fetchOne(self, sql: "SELECT count(*) FROM thread") ?? 0 }
    }
}
