import Foundation
import Glibc
import Logging
import TerminalModel

/// Writes log lines to a file of the person's own (0600), for `weft` has no other place: the screen is taken.
struct FileLog: LogHandler {
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    private let descriptor: Int32

    /// - Parameter path: made when missing; moved to `path.old` first when it has grown over 1 MiB.
    /// - Returns: nil if it cannot be written. A log is no reason not to start.
    init?(path: String) {
        var status = stat()
        if stat(path, &status) == 0, status.st_size > 1 << 20 { rename(path, path + ".old") }
        let opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { return nil }
        fchmod(opened, 0o600)
        descriptor = opened
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let moment = Date.now.formatted(.iso8601)
        // One write a line: lines of two processes never mix.
        let line = Array("\(moment) \(event.level) \(SafeText("\(event.message)\(pairs)").string)\n".utf8)
        _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}

extension FileLog {
    /// A logger that writes there, or nowhere if that cannot be.
    static func logger(path: String) -> Logger {
        Logger(label: "weft.service") { _ -> any LogHandler in
            if let log = FileLog(path: path) { log } else { SwiftLogNoOpLogHandler() }
        }
    }
}
