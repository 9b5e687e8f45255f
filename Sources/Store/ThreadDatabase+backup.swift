package import ChatModel
import Foundation
import GRDB

extension ThreadDatabase {
    /// Writes all that is kept into a new file of one's own (0600), also while another process writes: the copy is what
    /// was there at one moment. Only SQLite reads the store.
    ///
    /// - Parameter path: where nothing is yet: no file is ever replaced. It has the copy whole, or is not there.
    package func backUp(to path: String) async throws(Failure) {
        let place = try NewFile(path)
        do {
            let part = place.part
            try await performAlone { database in
                try database.execute(sql: "VACUUM INTO ?", arguments: [part])
            }
            _ = try StoreCopy.checked(part)
            try place.finish()
        } catch {
            place.giveUp()
            let words = error as? Failure ?? Failure(error, task: .read, path: path)
            throw Failure(what: "No backup was made", why: words.why, remedy: words.remedy)
        }
    }

    /// Runs `body` outside of a transaction.
    private func performAlone(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        let outcome: Result<Void, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try body(database) })
            }
        }
        try outcome.get()
    }
}

/// A file that is being made beside its place, which is held for it from the beginning.
private struct NewFile {
    let path: String
    var part: String { "\(path).unfinished-\(getpid())" }

    init(_ path: String) throws(Failure) {
        self.path = path
        for name in [path, part] {
            let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                let (isThere, why) = (errno == EEXIST, String(cString: strerror(errno)))
                if name != path { unlink(path) }
                throw Failure(
                    what: "No backup was made",
                    why: isThere ? "there is something at \(name) already" : "\(name) cannot be made: \(why)",
                    remedy: isThere ? "give another name" : "give a place where you may write")
            }
            close(descriptor)
        }
    }

    /// Puts the file in its place when the disk has it.
    func finish() throws(Failure) {
        guard sync(part), rename(part, path) == 0 else {
            throw Failure(
                what: "No backup was made", why: "\(path) cannot be written: \(String(cString: strerror(errno)))",
                remedy: "check the disk")
        }
        let slash = path.lastIndex(of: "/")
        _ = sync(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    }

    func giveUp() {
        unlink(part)
        unlink(path)
    }

    private func sync(_ name: String) -> Bool {
        let descriptor = open(name, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}

/// A file of threads that is not the store of anybody.
enum StoreCopy {
    /// - Returns: a connection that only reads.
    /// - Throws: in words, when it is not whole, not ours, or of a newer Weft.
    static func checked(_ path: String) throws -> DatabaseQueue {
        var status = stat()
        guard stat(path, &status) == 0 else { throw refusal("there is no file \(path)") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw refusal("\(path) is not a plain file") }
        do {
            var configuration = Configuration.weft
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            switch try Schema.found(in: queue) {
            case .nothing: throw refusal("there are no threads in \(path)")
            case .foreign: throw refusal("\(path) is the database of another program")
            case .version(let version) where version > Schema.current.version:
                throw Failure(
                    what: "Nothing was restored",
                    why:
                        "a newer Weft wrote \(path) (schema \(version), this one knows up to \(Schema.current.version))",
                    remedy: "install a Weft that knows schema \(version)")
            case .version: break
            }
            let answer = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
            guard answer == "ok" else { throw refusal("\(path) is damaged") }
            return queue
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw refusal("\(path) is no backup of Weft")
        } catch let error as DatabaseError where error.isDamage {
            throw refusal("\(path) is damaged")
        }
    }

    static func refusal(_ why: String, _ remedy: String = "give a file that weft backup made") -> Failure {
        Failure(what: "Nothing was restored", why: why, remedy: remedy)
    }
}
