import CTerminalGuard
import ChatModel
import Glibc
import TerminalModel

/// What holds for the whole process, before anything else happens.
enum ProcessSafety {
    /// Files are the person's own, a dead reader is an error and not a death, and no memory is dumped to disk: it holds
    /// keys and conversations.
    static func harden() {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        terminal_guard_forbid_dumps()
    }

    /// Makes a directory and its parents, 0700 each.
    static func makeDirectory(_ path: String) throws(Failure) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o700) != 0, errno != EEXIST || !isDirectory(made) else { continue }
            let reason = errno == EEXIST ? "something else has that name" : String(cString: strerror(errno))
            throw Failure(
                what: "Weft cannot make its folder \(made)", why: reason,
                remedy: "make it yourself, or name another place in XDG_DATA_HOME, XDG_STATE_HOME and XDG_CONFIG_HOME")
        }
    }

    /// Leaves `errno` as it was.
    private static func isDirectory(_ path: String) -> Bool {
        let before = errno
        defer { errno = before }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Ends the process as this signal would have, so that its parent sees the true cause.
    static func die(by number: Int32) -> Never {
        signal(number, SIG_DFL)
        var all = sigset_t()
        sigemptyset(&all)
        sigaddset(&all, number)
        pthread_sigmask(SIG_UNBLOCK, &all, nil)
        raise(number)
        exit(128 + number)
    }

    /// One line on standard error: the words of a failure, and the end.
    static func fail(_ failure: Failure, code: Int32 = 1) -> Never {
        complain(failure)
        exit(code)
    }

    /// One line on standard error: the words of a failure.
    static func complain(_ failure: Failure) {
        complain([failure.what, failure.why, failure.remedy].filter { !$0.isEmpty }.joined(separator: ": "))
    }

    static func complain(_ text: String) {
        let line = Array("weft: \(SafeText(text).string)\n".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
