import ChatModel
import Exchange
import Glibc
import Store

/// Threads on their way out, one at a time.
struct ThreadWriting {
    enum Target: Hashable {
        case standard
        /// A new file, or the replacement of one.
        case file(String, replaces: Bool)
        /// A file for each thread in this folder.
        case folder(String, replaces: Bool)
    }

    let store: ThreadDatabase
    let format: ExportFormat
    /// Of the whole.
    let title: String
    var colours = PageColours.dark

    /// - Returns: how many were written; threads that went meanwhile are passed over.
    @discardableResult func write(_ ids: [ThreadID], to target: Target) async throws(Failure) -> Int {
        switch target {
        case .standard: return try await write(ids) { bytes throws(Failure) in Papers.show(bytes) }
        case .file(let path, let replaces):
            let file = try WrittenFile(path, replaces: replaces)
            let count: Int
            do throws(Failure) {
                count = try await write(ids) { bytes throws(Failure) in try file.append(bytes) }
                try file.finish()
            } catch {
                file.giveUp()
                throw error
            }
            return count
        case .folder(let folder, let replaces):
            var count = 0
            for id in ids {
                guard let thread = try await store.read(id)?.thread else { continue }
                let path = "\(folder)/\(Self.fileName(of: thread)).\(format.fileExtension)"
                count += try await write([id], to: .file(path, replaces: replaces))
            }
            return count
        }
    }

    private func write(_ ids: [ThreadID], _ put: ([UInt8]) throws(Failure) -> Void) async throws(Failure) -> Int {
        var export = ThreadExport(format, colours: colours)
        var count = 0
        try put(export.start(title: title))
        for id in ids {
            guard let thread = try await store.read(id) else { continue }
            try put(export.next(thread))
            count += 1
        }
        try put(export.end)
        return count
    }

    /// "2026-11-21-roman-roads-1f2e3d4c": letters, digits and hyphens, so that no title can name another place.
    static func fileName(of thread: ChatThread) -> String {
        let day = thread.createdAt.localMinute.prefix(10)
        let words = thread.title.lowercased().split { !($0.isLetter || $0.isNumber) }
        var title = ""
        for word in words where title.utf8.count + word.utf8.count < 60 { title += (title.isEmpty ? "" : "-") + word }
        let name = thread.id.text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(12)
        return [String(day), title, String(name)].filter { !$0.isEmpty }.joined(separator: "-")
    }
}

/// A file that is written beside its place and moved there when it is whole; only its owner may read it.
final class WrittenFile {
    private let path: String
    private let part: String
    private let replaces: Bool
    private let descriptor: Int32

    init(_ path: String, replaces: Bool) throws(Failure) {
        self.path = path
        self.replaces = replaces
        part = "\(path).weft-\(getpid())"
        if !replaces {
            // Held by an empty file from the beginning, so that nothing of another can be replaced at the end.
            let place = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard place >= 0 else { throw Self.refusal(path, errno) }
            close(place)
        }
        descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let number = errno
            if !replaces { unlink(path) }
            throw Self.refusal(path, number)
        }
    }

    func append(_ bytes: [UInt8]) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { throw Self.refusal(path, errno) }
        }
    }

    func finish() throws(Failure) {
        guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw Self.refusal(path, errno) }
        close(descriptor)
    }

    func giveUp() {
        close(descriptor)
        unlink(part)
        if !replaces { unlink(path) }
    }

    private static func refusal(_ path: String, _ number: Int32) -> Failure {
        Failure(
            what: "Nothing was written", why: "\(path): \(String(cString: strerror(number)))",
            remedy: number == EEXIST ? "give another name, or --replace" : "check the place and the disk")
    }
}

extension Timestamp {
    /// "2026-11-21 17:05" in the time zone of the person.
    var localMinute: String {
        var seconds = time_t(milliseconds / 1000)
        var local = tm()
        guard localtime_r(&seconds, &local) != nil else { return "" }
        return minute(offsetSeconds: Int(local.tm_gmtoff))
    }
}
