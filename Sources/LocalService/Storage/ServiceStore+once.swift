import Foundation
import GRDB
import WireFormats

/// A request that its sender may repeat without its being done twice.
struct OnceKey: Sendable, Hashable {
    /// As the sender chose it.
    let key: String
    /// Tells whether a repeat is the same request: of the method, the address and the body.
    let fingerprint: String
}

/// A reply as it was first sent.
struct StoredReply: Sendable, Hashable {
    let status: Int
    let body: Data
}

extension ServiceStore {
    /// The first reply to this key if there is one; else does `make` and keeps its reply, in the same transaction.
    func once(
        _ once: OnceKey?, status: Int, _ make: @Sendable @escaping (Database) throws -> any Encodable & Sendable
    ) async throws -> StoredReply {
        let moment = now()
        return try await queue.write { db in
            if let once, let known = try knownReply(to: once, db, at: moment) {
                guard case .reply(let reply) = known else { throw Self.reused }
                return reply
            }
            let reply = StoredReply(status: status, body: try WireJSON.encode(try make(db)))
            if let once {
                try db.execute(
                    sql: "INSERT INTO done_once (key, fingerprint, status, body, at) VALUES (?, ?, ?, ?, ?)",
                    arguments: [
                        once.key, once.fingerprint, reply.status, reply.body, moment.timeIntervalSince1970,
                    ])
            }
            return reply
        }
    }

    enum KnownReply {
        case reply(StoredReply)
        case run(String)
    }

    /// What the first request with this key came to; nil when there was none in the lifetime of keys.
    ///
    /// Throws a refusal when the key was used for another request.
    func knownReply(to once: OnceKey, _ db: Database, at moment: Date) throws -> KnownReply? {
        let oldest = moment.timeIntervalSince1970 - Double(lifetime.components.seconds)
        try db.execute(sql: "DELETE FROM done_once WHERE at < ?", arguments: [oldest])
        let row = try Row.fetchOne(db, sql: "SELECT * FROM done_once WHERE key = ?", arguments: [once.key])
        guard let row else { return nil }
        guard row["fingerprint"] == once.fingerprint else { throw Self.reused }
        if let run: String = row["run"] { return .run(run) }
        return .reply(StoredReply(status: row["status"], body: row["body"]))
    }

    static let reused = Refusal.invalid("This Idempotency-Key was used for another request", param: "Idempotency-Key")
}
