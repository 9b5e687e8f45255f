import CNCurses
import Glibc

/// The file in memory that ncurses writes to, so that a frame leaves in one write and ncurses changes no modes.
final class DrawnBytes {
    let stream: UnsafeMutablePointer<FILE>
    private let descriptor: Int32

    init() throws(TerminalError) {
        guard let stream = curses_memory_stream() else { throw .refused(errno) }
        self.stream = stream
        self.descriptor = fileno(stream)
    }

    deinit { fclose(stream) }

    /// What was written since the last call.
    func take() -> [UInt8] {
        fflush(stream)
        let length = Int(lseek(descriptor, 0, SEEK_CUR))
        guard length > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, length, 0))
        }
        lseek(descriptor, 0, SEEK_SET)
        ftruncate(descriptor, 0)
        return bytes
    }
}
