import GRDB

extension ThreadDatabase {
    /// Writes the log into the database, closes both, and lets the next process write. May be called twice.
    ///
    /// What was asked before is done before; what is asked later fails in words. After a close no log stays behind,
    /// unless another process reads. A disk that takes longer than `limit` is not waited for: what was recorded is safe
    /// in the log, and the lock goes when the file is closed after all or the process ends.
    package func close(within limit: Duration = .milliseconds(250)) async {
        let (closed, closing) = AsyncStream.makeStream(of: Never.self)
        // The last of what was asked before: whatever comes behind it is refused before it meets a closed connection.
        queue.asyncWriteWithoutTransaction { [queue, readers, holding] _ in
            holding.refuseCalls()
            // A connection cannot be closed from its own queue.
            Task.detached {
                readers.close()
                // The lock never goes before the file.
                if (try? queue.close()) != nil { holding.giveUpLock() }
                closing.finish()
            }
        }
        let timer = Task {
            try? await Task.sleep(for: limit)
            closing.finish()
        }
        for await _ in closed {}
        timer.cancel()
    }
}
