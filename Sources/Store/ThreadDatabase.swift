package import ChatModel
import GRDB
import Synchronization

/// The threads of the person, in one SQLite file that one process writes.
///
/// Every call runs on the queue of the one connection and leaves the caller's thread free. What `record` has returned
/// for is on the disk: it survives the death of the process and of the machine.
package final class ThreadDatabase: Sendable {
    /// Why this process may only read; nil when it may write.
    package let readOnly: Failure?
    /// What the person should know about the opening itself: that a damaged file was set aside. nil when all is well.
    package let notice: Failure?

    let queue: DatabaseQueue
    let readers: Readers
    /// This process holds the store but cannot write it: no reply can be running anywhere.
    let runningIsInterrupted: Bool
    let holding: Holding

    init(
        queue: DatabaseQueue, hasLog: Bool, lock: WriterLock?, readOnly: Failure? = nil, notice: Failure? = nil,
        runningIsInterrupted: Bool = false
    ) {
        self.queue = queue
        readers = Readers(path: queue.path, hasLog: hasLog)
        holding = Holding(lock: lock)
        self.readOnly = readOnly
        self.notice = notice
        self.runningIsInterrupted = runningIsInterrupted
    }

    /// Closes the file before the lock goes, so that the next writer finds no log left behind.
    deinit {
        holding.refuseCalls()
        readers.close()
        try? queue.close()
    }
}

/// What ends with `close`. Work on the queue keeps this and never the whole, which must not be released there.
final class Holding: Sendable {
    private struct State {
        var isClosed = false
        var lock: WriterLock?
        var work: Task<Void, Never>?
    }

    private let state: Mutex<State>

    init(lock: WriterLock?) { state = Mutex(State(lock: lock)) }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// All calls are refused from here on, and the work beside them ends.
    func refuseCalls() {
        state.withLock { state in
            state.isClosed = true
            state.work?.cancel()
        }
    }

    /// What is done beside the calls.
    var work: Task<Void, Never>? { state.withLock { $0.work } }

    /// Owns work that is done beside the calls.
    func keep(_ work: Task<Void, Never>) { state.withLock { $0.work = work } }

    /// The next process may write.
    func giveUpLock() { state.withLock { $0.lock = nil } }
}

extension ThreadDatabase {
    /// Runs `body` in one transaction, all or nothing.
    ///
    /// It goes round GRDB's async methods because those give up when the calling task is cancelled, and what a person
    /// wrote must be kept by a task that is being cancelled, too.
    func perform<Value: Sendable>(
        _ task: StoreTask, on other: DatabaseQueue? = nil, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(Failure) -> Value {
        let queue = other ?? queue
        let outcome: Result<Value, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { [holding] database in
                continuation.resume(
                    returning: Result {
                        guard !holding.isClosed else { throw Failure.closed(task) }
                        return try database.inOneTransaction(task, body)
                    })
            }
        }
        do {
            return try outcome.get()
        } catch let failure as Failure {
            throw failure
        } catch {
            if (error as? DatabaseError)?.isDamage == true { StoreFiles.suspect(self.queue.path) }
            throw Failure(error, task: task, path: queue.path)
        }
    }
}

extension Database {
    fileprivate func inOneTransaction<Value>(_ task: StoreTask, _ body: (Database) throws -> Value) throws -> Value {
        var value: Value?
        try inTransaction(task == .record ? .immediate : .deferred) {
            value = try body(self)
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
    }
}
