import ChatModel
import GRDB

/// What was being done when the database refused.
enum StoreTask: Sendable {
    case open
    case read
    case record

    fileprivate var refused: String {
        switch self {
        case .open: "Your threads could not be opened"
        case .read: "Your threads could not be read"
        case .record: "Your threads could not be saved"
        }
    }
}

extension Failure {
    /// The words for an error of the database in the file at `path`.
    init(_ error: any Error, task: StoreTask, path: String) {
        let code = (error as? DatabaseError)?.resultCode
        let (why, remedy): (String, String) =
            switch code {
            case .SQLITE_FULL?: ("the disk is full", "make room on the disk that holds \(path)")
            case .SQLITE_IOERR?: ("the disk reported an error", "check the disk that holds \(path) and its free space")
            case .SQLITE_READONLY?, .SQLITE_PERM?, .SQLITE_AUTH?:
                ("the file may not be written", "make \(path) and its directory writable for you")
            case .SQLITE_BUSY?, .SQLITE_LOCKED?:
                ("another program holds the file", "close the program that has \(path) open")
            case .SQLITE_CORRUPT?, .SQLITE_NOTADB?:
                (
                    "the file is damaged",
                    "start Weft anew: it keeps the file and says how to bring back what can be read"
                )
            case .SQLITE_CANTOPEN?: ("the file is not there or may not be opened", "look at \(path)")
            case .SQLITE_NOMEM?: ("there is not enough memory", "close other programs")
            default: ("the database said: \(Self.said(error))", "look at \(path)")
            }
        self.init(what: task.refused, why: why, remedy: remedy)
    }

    static func said(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "\(error.extendedResultCode)"
    }

    static func closed(_ task: StoreTask) -> Failure {
        Failure(what: task.refused, why: "their file is closed, because Weft is ending", remedy: "start Weft again")
    }

    static func heldBy(_ holder: String) -> Failure {
        Failure(what: "This Weft can only read", why: holder, remedy: "quit that one, or go on there")
    }

    static func newer(_ version: Int, known: Int) -> Failure {
        Failure(
            what: "This Weft can only read",
            why: "these threads were written by a newer Weft (schema \(version), this one knows up to \(known))",
            remedy: "install a Weft that knows schema \(version)")
    }

    static func older(_ version: Int, needed: Int) -> Failure {
        Failure(
            what: "Your threads could not be opened",
            why: "an older Weft has them open (schema \(version), this one needs \(needed))",
            remedy: "quit that one, and start again")
    }

    static func unwritable(_ error: DatabaseError, path: String) -> Failure {
        let words = Failure(error, task: .open, path: path)
        return Failure(what: "This Weft can only read", why: words.why, remedy: words.remedy + ", then start again")
    }

    static func foreign(_ path: String) -> Failure {
        Failure(
            what: "Your threads could not be opened", why: "\(path) is the database of another program",
            remedy: "move that file to another place, and start again")
    }

    static func setAside(_ path: String) -> Failure {
        Failure(
            what: "Weft starts with an empty list of threads", why: "the file that held them is damaged",
            remedy: "it is kept unchanged; quit, and weft recover \(path) brings back what can be read")
    }
}

extension DatabaseError {
    var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }

    /// The file can be read, but there is no room or no right to write.
    var isRefusedWrite: Bool {
        [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY].contains(resultCode)
    }
}
