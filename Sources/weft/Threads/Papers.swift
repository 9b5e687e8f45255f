import Glibc
import TerminalModel

/// What a verb prints.
enum Papers {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Words of ours, or lines that are safe already.
    static func print(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    /// Text from outside: to a terminal only what cannot move its cursor, to others as it is.
    static func show(_ bytes: [UInt8]) {
        guard isTerminal else { return write(bytes, to: STDOUT_FILENO) }
        let text = String(decoding: bytes, as: UTF8.self)
        print(SafeText.lines(of: text).map(\.string).joined(separator: "\n"))
    }

    /// All of it. A reader that is gone ends the program as it ends others, without a word.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                ProcessSafety.die(by: SIGPIPE)
            } else if errno != EINTR {
                ProcessSafety.complain("Nothing more can be written: \(String(cString: strerror(errno)))")
                exit(1)
            }
        }
    }
}
