import CNCurses
import Glibc
import TerminalModel

/// The two descriptors of a terminal: its modes, its size, its bytes.
///
/// Never sets `O_NONBLOCK`, which would also hold for the shell that shares the descriptors.
struct TerminalDevice {
    let input: Int32
    let output: Int32
    /// The settings as they were before anything was changed.
    let found: termios

    init(input: Int32, output: Int32) throws(TerminalError) {
        guard isatty(input) == 1 else { throw .inputIsNoTerminal }
        guard isatty(output) == 1 else { throw .outputIsNoTerminal }
        var settings = termios()
        guard tcgetattr(input, &settings) == 0 else { throw .refused(errno) }
        self.input = input
        self.output = output
        self.found = settings
    }

    /// Every key arrives as it was typed, Enter as CR and Ctrl-J as LF; output goes out unchanged.
    func makeRaw() {
        var settings = found
        settings.c_iflag &= ~tcflag_t(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF)
        settings.c_oflag &= ~tcflag_t(OPOST)
        settings.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        settings.c_cflag = settings.c_cflag & ~tcflag_t(CSIZE | PARENB) | tcflag_t(CS8)
        withUnsafeMutableBytes(of: &settings.c_cc) { codes in
            codes[Int(VMIN)] = 1
            codes[Int(VTIME)] = 0
        }
        set(settings)
    }

    func giveBack() { set(found) }

    private func set(_ settings: termios) {
        var settings = settings
        while tcsetattr(input, TCSADRAIN, &settings) != 0, errno == EINTR {}
    }

    /// 80 × 24 where the terminal does not know; nil if it is gone.
    var size: Size? {
        var extent = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &extent) == 0 else { return nil }
        guard extent.ws_col > 0, extent.ws_row > 0 else { return Size(columns: 80, rows: 24) }
        return Size(columns: Int(extent.ws_col), rows: Int(extent.ws_row))
    }

    /// - Returns: false if the terminal is gone.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    enum Reading {
        case bytes([UInt8])
        case nothing
        case gone
    }

    /// What is there, up to 64 KiB, waiting for the first byte at most as long as told.
    func read(within milliseconds: Int32 = 0) -> Reading {
        var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return .nothing }
        guard Int32(waiting.revents) & POLLIN != 0 else { return .gone }
        let capacity = 64 << 10
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let read = Glibc.read(input, buffer.baseAddress, capacity)
            failure = read < 0 ? errno : 0
            count = max(0, read)
        }
        if failure == EINTR || failure == EAGAIN { return .nothing }
        return bytes.isEmpty ? .gone : .bytes(bytes)
    }
}
