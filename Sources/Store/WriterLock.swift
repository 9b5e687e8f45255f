import ChatModel
import Foundation

/// The right to write a store. The system takes it back when the process ends, however it ends.
final class WriterLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Takes the lock, or waits for a process that holds it briefly; nil when another process has it for longer.
    ///
    /// The file says who: process id, the time in milliseconds and, of one that holds it briefly, that it does.
    static func take(at path: String, now: Timestamp, isBrief: Bool) throws(Failure) -> WriterLock? {
        let name = "\(getpid()) \(now.milliseconds)" + (isBrief ? " \(briefWord)" : "")
        for attempt in 0..<briefTries {
            if let lock = try take(at: path, signed: name + "\n") { return lock }
            // One that has only just taken it may not have signed yet.
            guard attempt == 0 || fields(of: path).last == briefWord else { return nil }
            usleep(briefPause)
        }
        return nil
    }

    private static let briefWord = "brief"
    /// Two seconds in all, which no brief work takes.
    private static let briefTries = 200
    /// In microseconds.
    private static let briefPause: UInt32 = 10_000

    private static func take(at path: String, signed line: String) throws(Failure) -> WriterLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open", path) }
        let lock = WriterLock(descriptor: descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return nil }
            if errno != EINTR { throw .system("lock", path) }
        }
        lock.sign(line)
        return lock
    }

    /// A full disk leaves it unsigned: the lock holds all the same, and only its holder's name is missing.
    private func sign(_ line: String) {
        _ = fchmod(descriptor, 0o600)
        _ = ftruncate(descriptor, 0)
        _ = line.utf8.withContiguousStorageIfAvailable { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Who holds the lock, in words; `now` decides whether the time needs its day.
    static func holder(at path: String, now: Timestamp) -> String {
        let fields = fields(of: path)
        guard fields.count >= 2, let process = Int32(fields[0]), let start = Int64(fields[1]) else {
            return "another Weft is writing"
        }
        let since = Timestamp(milliseconds: start).localTime(comparedWith: now)
        return "another Weft (process \(process)) is writing, since \(since)"
    }

    private static func fields(of path: String) -> [String] {
        read(path).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func read(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
            return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        }
    }
}

extension Timestamp {
    /// "14:02" on the same day, else "2026-11-20 14:02", in the time zone of the person.
    func localTime(comparedWith now: Timestamp) -> String {
        let day = local("%Y-%m-%d")
        return day == now.local("%Y-%m-%d") ? local("%H:%M") : "\(day) \(local("%H:%M"))"
    }

    func local(_ format: String) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return "" }
        return withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
            guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return "" }
            let count = strftime(start, buffer.count, format, &parts)
            return String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }
}
