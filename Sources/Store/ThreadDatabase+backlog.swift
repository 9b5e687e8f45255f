import GRDB

extension ThreadDatabase {
    /// Adds what an older file had to the index of all words, beside all other work, until it is done or closed.
    ///
    /// Each piece is a transaction of its own: whoever opens the file next goes on where this one was ended.
    func indexBacklog() {
        holding.keep(
            Task.detached(priority: .utility) { [queue, holding] in
                while !Task.isCancelled, await Self.indexSome(on: queue, holding) {}
            })
    }

    /// Returns when nothing is left to be added, or when it was given up.
    func backlogEnded() async { await holding.work?.value }

    /// So many messages at a time, so that what a person does waits for some hundredths of a second at most.
    private static let portion = 200

    private static func indexSome(on queue: DatabaseQueue, _ holding: Holding) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                var isMore = false
                // What cannot be written now, as on a full disk, is written after the next start.
                try? database.inTransaction(.immediate) {
                    guard !holding.isClosed else { return .rollback }
                    isMore = try database.indexBacklog(most: portion)
                    return .commit
                }
                continuation.resume(returning: isMore)
            }
        }
    }
}

extension Database {
    /// Makes the index anew: the titles now, the messages as a backlog.
    func remakeWords() throws {
        try execute(sql: "DROP TABLE words; DELETE FROM backlog;")
        try execute(sql: Schema.words)
    }
}
