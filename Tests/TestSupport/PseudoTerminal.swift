import CPseudoTerminal
import Glibc
package import TerminalModel

/// Why a test could not drive a terminal or a program, with what was on the screen.
package struct TerminalTestError: Error, CustomStringConvertible {
    package let description: String

    init(_ what: String, screen: String? = nil) {
        self.description = screen.map { "\(what)\nThe screen:\n\($0)" } ?? what
    }
}

/// The settings of a terminal, as `stty -a` shows them, to compare before and after.
package struct TerminalSettings: Hashable, Sendable {
    package let input, output, control, local: UInt32
    package let characters: [UInt8]

    /// nil if the descriptor is no terminal any more.
    init?(_ descriptor: Int32) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return nil }
        self.input = settings.c_iflag
        self.output = settings.c_oflag
        self.control = settings.c_cflag
        self.local = settings.c_lflag
        self.characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
    }

    /// Whether lines are edited and echoed by the system, as a shell leaves it.
    package var isCooked: Bool { local & UInt32(ICANON) != 0 && local & UInt32(ECHO) != 0 }
}

/// Both ends of a pseudo terminal in this process, to test what draws and reads without starting a program.
package final class PseudoTerminal {
    /// The end a terminal program would write to and read from.
    package let terminal: Int32
    private var master: Int32
    /// All that came out so far.
    package private(set) var log: [UInt8] = []
    package let screen: VirtualTerminal

    package init(size: Size) throws {
        var path = [CChar](repeating: 0, count: 128)
        self.master = pty_open(&path, path.count)
        let opened = Glibc.open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0, opened >= 0, let screen = VirtualTerminal(size: size) else {
            throw TerminalTestError("no pseudo terminal: error \(errno)")
        }
        self.terminal = opened
        self.screen = screen
        pty_resize(master, Int32(size.columns), Int32(size.rows))
    }

    deinit {
        hangUp()
        Glibc.close(terminal)
    }

    package var settings: TerminalSettings? { TerminalSettings(terminal) }

    package func resize(to size: Size) {
        pty_resize(master, Int32(size.columns), Int32(size.rows))
        screen.resize(to: size)
    }

    /// Closes the end of the test: the terminal is gone for whoever has the other.
    package func hangUp() {
        if master >= 0 { Glibc.close(master) }
        master = -1
    }

    /// Types bytes and waits until the other end can read them all.
    package func type(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { throw TerminalTestError("the terminal takes no more: error \(errno)") }
            rest = rest.dropFirst(count)
        }
        try wait(for: terminal) { "typed bytes did not arrive" }
    }

    /// Takes in all that was written to the terminal so far.
    ///
    /// The system hands output over later than it is written, so a mark is written after it and waited for.
    /// - Returns: what came since the last call, without the mark.
    @discardableResult
    package func drain() throws -> [UInt8] {
        let mark = Array("\u{1B}]9;\(log.count)\u{7}".utf8)
        guard Glibc.write(terminal, mark, mark.count) == mark.count else {
            throw TerminalTestError("the terminal was closed: error \(errno)")
        }
        var bytes: [UInt8] = []
        while !bytes.suffix(mark.count).elementsEqual(mark) {
            try wait(for: master) { "waited for what was drawn" }
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = Glibc.read(master, &buffer, buffer.count)
            guard count > 0 else { throw TerminalTestError("the terminal was closed: error \(errno)") }
            bytes += buffer.prefix(count)
        }
        bytes.removeLast(mark.count)
        screen.feed(bytes)
        log += bytes
        return bytes
    }

    /// How many bytes were typed and not read.
    package var pendingInput: Int {
        var count: Int32 = 0
        return ioctl(terminal, UInt(FIONREAD), &count) == 0 ? Int(count) : -1
    }

    private func wait(for descriptor: Int32, _ what: () -> String) throws {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 20_000) > 0 else {
            throw TerminalTestError(what(), screen: screen.snapshot.text)
        }
    }
}
