import ChatModel
import GRDB

extension Database {
    /// Ends the replies that the last writer left running: they keep their text and read *interrupted*.
    ///
    /// Only for the one writer, before anything is recorded. Prompts that wait in a queue go on waiting.
    func interruptRunning() throws {
        guard try Bool.fetchOne(self, sql: Self.hasWork) == true else { return }
        try inTransaction(.immediate) {
            for place in try Int64.fetchAll(self, sql: "SELECT place FROM message WHERE state = 'running'") {
                try closeWords(of: place)
            }
            for place in try Int64.fetchAll(self, sql: "SELECT DISTINCT message FROM fragment") { try fold(place) }
            try execute(
                sql: """
                    UPDATE thread SET hasFailed = 1
                    WHERE id IN (SELECT thread FROM message WHERE state = 'running')
                    """)
            let interrupted = StoredState(.interrupted(.cutOffByTheEnd))
            for place in try Int64.fetchAll(self, sql: "SELECT place FROM message WHERE state = 'running'") {
                try write(interrupted, at: place)
            }
            return .commit
        }
    }

    /// A start after a clean end must not pay for a transaction.
    private static let hasWork = """
        SELECT EXISTS (SELECT 1 FROM message WHERE state = 'running') OR EXISTS (SELECT 1 FROM fragment)
        """
}
