import ChatModel
import Glibc

/// A file that holds a key and nothing else.
struct KeyFile {
    let path: String

    /// - Parameter path: `~/` at its beginning is the home directory.
    init(path: String, environment: [String: String]) {
        self.path =
            path.hasPrefix("~/") ? Locations.home { environment[$0] } + path.dropFirst() : path
    }

    /// The key in it. A file that others may read, or that is somebody else's, is refused: a key in it is no secret.
    func key() throws(Failure) -> SecretKey {
        // What is behind a name may change between two looks: all is asked of the one descriptor.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT
            throw Failure(
                what: isMissing ? "There is no key" : "The key file cannot be read",
                why: isMissing ? "there is no file \(path)" : "\(path): \(String(cString: strerror(errno)))",
                remedy: "write the key into it, and run chmod 600 on it")
        }
        defer { close(descriptor) }
        try checkOwner(of: descriptor)
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0, let key = SecretKey(bytes.prefix(count)) else {
            throw Failure(
                what: "The key cannot be used", why: "\(path) holds something else", remedy: SecretKey.rule)
        }
        return key
    }

    private func checkOwner(of descriptor: Int32) throws(Failure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(
                what: "The key file cannot be used", why: "\(path) is not a file",
                remedy: "name a file that holds the key")
        }
        guard status.st_uid == geteuid() else {
            throw Failure(
                what: "The key file cannot be used", why: "\(path) belongs to somebody else",
                remedy: "copy the key into a file of yours")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(
                what: "The key file is not safe", why: "others may read \(path)",
                remedy: "run chmod 600 \(ShellWords.quoted(path)), and think of a new key")
        }
    }
}
