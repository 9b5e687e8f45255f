/// Why the service cannot start.
package enum ServiceError: Error, Hashable, Sendable {
    /// Others than the owner may read the key file.
    case keyFileOpenToOthers(path: String, mode: UInt16)
    case keyFileUnusable(path: String, reason: String)
    /// The database was written by a newer version.
    case databaseFromTheFuture(path: String, version: Int)
    case databaseUnusable(path: String, reason: String)
    case cannotListen(port: Int, reason: String)
    /// The address of the tools is none, or one on another computer without leave.
    case toolsAddressUnusable(String, reason: String)
}

extension ServiceError {
    /// One sentence each without a full stop, for the person: what happened, why, and what can be done.
    package var words: (what: String, why: String, remedy: String) {
        switch self {
        case .keyFileOpenToOthers(let path, let mode):
            let octal = String(mode, radix: 8)
            return (
                "The local service does not use its key file", "others may read \(path) (mode \(octal))",
                "run chmod 600 on it, or delete it to get a new key"
            )
        case .keyFileUnusable(let path, let reason):
            return ("The local service cannot use its key file \(path)", reason, "delete it to get a new key")
        case .databaseFromTheFuture(let path, let version):
            return (
                "The local service cannot use its database \(path)", "a newer Weft wrote it (format \(version))",
                "use that newer Weft"
            )
        case .databaseUnusable(let path, let reason):
            return ("The local service cannot open its database \(path)", reason, "check the disk and the permissions")
        case .cannotListen(let port, let reason):
            return ("The local service cannot listen on port \(port)", reason, "choose another port")
        case .toolsAddressUnusable(let address, let reason):
            return (
                "The local service cannot ask tools at \(address)", reason,
                "give an address such as http://127.0.0.1:9000, or none"
            )
        }
    }
}
