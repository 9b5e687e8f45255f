import Glibc

/// Standard output, written without ever waiting for who reads it: Ctrl-C must be seen meanwhile.
struct StandardOutput {
    private var waiting: [UInt8] = []
    /// The reader is gone: nothing more can be written.
    private(set) var isGone = false
    /// Why nothing more can be written, where it is not that.
    private(set) var fault: Int32?
    private let descriptor: Int32

    init(_ descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

    /// Nothing waits that could still be written.
    var isEmpty: Bool { waiting.isEmpty || isGone || fault != nil }

    /// The reader went before all was written, or before all had come.
    private(set) var hasLost = false

    mutating func put(_ bytes: [UInt8]) {
        if isGone, !bytes.isEmpty { hasLost = true }
        waiting += bytes
    }

    /// Writes as much as is taken now; also finds out that the reader is gone when nothing is to be written.
    mutating func flush() {
        var written = 0
        defer {
            waiting.removeFirst(written)
            if isGone, !waiting.isEmpty { hasLost = true }
        }
        while !isGone, fault == nil {
            var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let count = poll(&place, 1, 0)
            if count < 0, errno == EINTR { continue }
            // A pipe without a reader says POLLERR.
            if count > 0, Int32(place.revents) & POLLERR != 0 { isGone = true }
            guard count > 0, Int32(place.revents) & POLLOUT != 0, written < waiting.count, !isGone else { return }
            // A pipe that is ready takes this much without waiting (POSIX, PIPE_BUF).
            let piece = waiting[written..<min(waiting.count, written + 4096)]
            let taken = piece.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if taken > 0 {
                written += taken
            } else if errno == EPIPE {
                isGone = true
            } else if errno != EINTR && errno != EAGAIN {
                fault = errno
            }
        }
    }
}
