import GRDB

extension ThreadDatabase {
    /// An element within half a second after each change that another process made; ends when this is closed.
    ///
    /// A store that is written here has no such changes: its stream ends at once.
    package func changes() -> AsyncStream<Void> { changes(every: .milliseconds(250)) }

    func changes(every interval: Duration) -> AsyncStream<Void> {
        let (changes, entry) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        guard readOnly != nil else {
            entry.finish()
            return changes
        }
        let watch = Task { [queue, holding] in
            var known = await Self.version(of: queue, holding)
            while !Task.isCancelled, let last = known {
                try? await Task.sleep(for: interval)
                known = await Self.version(of: queue, holding)
                if known != nil && known != last { entry.yield() }
            }
            entry.finish()
        }
        entry.onTermination = { _ in watch.cancel() }
        return changes
    }

    /// A number that is another one after each commit of another connection; nil when the store is closed.
    private static func version(of queue: DatabaseQueue, _ holding: Holding) async -> Int64? {
        await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                guard !holding.isClosed else { return continuation.resume(returning: nil) }
                continuation.resume(returning: try? Int64.fetchOne(database, sql: "PRAGMA data_version"))
            }
        }
    }
}
