import ChatModel
import GRDB
import Synchronization

/// Connections that only read, beside the one of a `ThreadDatabase`: a list waits for no write, and for no search.
///
/// They are opened when they are needed first. Where the file has no write-ahead log, readers and writers exclude each
/// other anyway, and all share the one connection.
final class Readers: Sendable {
    enum Use {
        case lists, searches
    }

    private struct State {
        var open: [Use: DatabaseQueue] = [:]
        var isClosed = false
    }

    private let path: String
    private let hasLog: Bool
    private let state = Mutex(State())

    init(path: String, hasLog: Bool) {
        self.path = path
        self.hasLog = hasLog
    }

    /// Ends what is being read, and closes.
    func close() {
        let queues = state.withLock { state in
            defer { state.open = [:] }
            state.isClosed = true
            return state.open.values
        }
        for queue in queues {
            queue.interrupt()
            try? queue.close()
        }
    }

    /// nil where the one connection is to be used.
    private func queue(for use: Use) -> DatabaseQueue? {
        state.withLock { state in
            guard hasLog, !state.isClosed else { return nil }
            if let queue = state.open[use] { return queue }
            var configuration = Configuration.weft
            configuration.readonly = true
            configuration.label = "weft.\(use)"
            // Without room for another connection the one there is serves all.
            let queue = try? DatabaseQueue(path: path, configuration: configuration)
            state.open[use] = queue
            return queue
        }
    }

    /// Reads in one transaction; a task that is cancelled interrupts it and fails.
    func read<Value: Sendable>(
        _ use: Use, besides owner: ThreadDatabase, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(Failure) -> Value {
        let queue = queue(for: use) ?? owner.queue
        let turn = ReadingTurn()
        let outcome: Result<Value, Failure> = await withTaskCancellationHandler {
            do throws(Failure) {
                return .success(
                    try await owner.perform(.read, on: queue) { database in
                        guard turn.begin() else { throw DatabaseError(resultCode: .SQLITE_INTERRUPT) }
                        defer { turn.end() }
                        return try body(database)
                    })
            } catch {
                return .failure(error)
            }
        } onCancel: {
            turn.cancel { queue.interrupt() }
        }
        return try outcome.get()
    }
}

/// One reading on a connection that others use before and after it: only itself can be interrupted.
private final class ReadingTurn: Sendable {
    private enum State {
        case waiting, running, cancelled, over
    }

    private let state = Mutex(State.waiting)

    /// false when it was cancelled before.
    func begin() -> Bool {
        state.withLock { state in
            guard state == .waiting else { return false }
            state = .running
            return true
        }
    }

    func end() { state.withLock { $0 = .over } }

    func cancel(_ interrupt: () -> Void) {
        state.withLock { state in
            if state == .running { interrupt() }
            if state != .over { state = .cancelled }
        }
    }
}
