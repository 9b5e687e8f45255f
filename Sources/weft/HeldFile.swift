import ChatModel
import Glibc

/// A lock file: one process at a time holds it, and what it wrote there tells the others who it is.
///
/// The lock is the kernel's (`flock`), so it ends with the process, however that ends.
final class HeldFile: Sendable {
    private let descriptor: Int32

    /// - Returns: nil if another process holds it.
    init?(path: String) throws(Failure) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else {
            throw Failure(what: "Weft cannot open \(path)", why: String(cString: strerror(errno)))
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        // What the holder before wrote is not true any more: its port may be somebody else's by now.
        ftruncate(opened, 0)
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Puts this text in place of what the file holds.
    func write(_ text: String) {
        let bytes = Array(text.utf8)
        ftruncate(descriptor, 0)
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// What the holder wrote, empty if it has written nothing.
    static func text(at path: String) -> String {
        let opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard opened >= 0 else { return "" }
        defer { close(opened) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(opened, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
