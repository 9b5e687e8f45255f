import ChatModel
import Glibc
import Settings

/// The file `config.toml` of this person.
struct ConfigurationFile {
    let path: String

    private static let mostBytes = 1 << 20

    /// What it says; nothing where there is no file.
    func read() -> Result<Configuration, ConfigurationProblems> {
        switch text() {
        case .failure(let problem): .failure(ConfigurationProblems([problem]))
        case .success(let text): Configuration.parse(text ?? "")
        }
    }

    /// The text as it is, nil where there is no file.
    ///
    /// One that others may change is refused: it names programs that are run, and hosts that keys are sent to.
    func text() -> Result<String?, ConfigurationProblem> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .success(nil) : refused(String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return refused("it is not a file")
        }
        guard [geteuid(), 0].contains(status.st_uid) else { return refused("it belongs to somebody else") }
        guard status.st_mode & 0o022 == 0 else {
            return refused("others may change it", "run chmod go-w \(ShellWords.quoted(path))")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count <= Self.mostBytes {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return refused(String(cString: strerror(errno))) }
            guard count > 0 else {
                guard let text = String(validating: bytes, as: UTF8.self) else { return refused("it is not UTF-8") }
                return .success(text)
            }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        return refused("it is larger than 1 MiB")
    }

    private func refused(_ why: String, _ remedy: String = "") -> Result<String?, ConfigurationProblem> {
        .failure(ConfigurationProblem(line: nil, what: why, remedy: remedy))
    }

    /// Puts this text in the place of what the file holds, whole or not at all, readable for this person only.
    func write(_ text: String) throws(Failure) {
        // Where the name is a link, what it names is replaced, and the link stays.
        let target = realpath(path, nil)
        defer { free(target) }
        let place = target.map { String(cString: $0) } ?? path
        let temporary = "\(place).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable() }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        let isWritten = rest.isEmpty && fsync(descriptor) == 0
        let failure = unwritable()
        close(descriptor)
        guard isWritten, rename(temporary, place) == 0 else {
            let reason = isWritten ? unwritable() : failure
            unlink(temporary)
            throw reason
        }
    }

    private func unwritable() -> Failure {
        Failure(
            what: "Weft cannot write \(path)", why: String(cString: strerror(errno)),
            remedy: "check the disk and the permissions")
    }
}
