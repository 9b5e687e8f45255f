import CPseudoTerminal
import Glibc
import TerminalModel
import TestSupport

/// A program on a pseudo terminal whose output carries the time at which it came.
///
/// One thread reads and looks, so nothing stands between the output and the clock but a system call.
final class MeasuredProgram {
    let process: Int32
    let started: ContinuousClock.Instant
    /// What came out so far.
    private(set) var byteCount = 0
    /// In how many pieces it came; weft writes a frame in one.
    private(set) var outputCount = 0
    private let master: Int32
    private let terminal: VirtualTerminal
    private var isOver = false

    /// - Parameter home: the only folder that the program knows of.
    init(_ path: String, _ arguments: [String] = [], home: String) throws {
        let size = Size(columns: 120, rows: 40)
        var name = [CChar](repeating: 0, count: 128)
        master = pty_open(&name, name.count)
        guard master >= 0, let terminal = VirtualTerminal(size: size) else { throw BenchError("no pseudo terminal") }
        self.terminal = terminal
        pty_resize(master, Int32(size.columns), Int32(size.rows))
        let variables = [
            "HOME=\(home)", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TERM=xterm-256color", "COLORTERM=truecolor",
        ]
        var process: Int32 = 0
        started = .now
        let error = withCStrings([path] + arguments) { arguments in
            withCStrings(variables) { pty_spawn(&process, name, path, arguments, $0, nil) }
        }
        guard error == 0 else { throw BenchError("\(path) did not start: \(String(cString: strerror(error)))") }
        self.process = process
    }

    deinit {
        if !isOver { end(by: SIGKILL) }
        close(master)
    }

    /// Types keys written as by `KeyScript`.
    /// - Returns: when they were typed.
    @discardableResult
    func type(_ script: String) throws -> ContinuousClock.Instant {
        guard let bytes = KeyBytes.bytes(script) else { throw BenchError("no such key in \(script)") }
        let moment = ContinuousClock.now
        guard write(master, bytes, bytes.count) == bytes.count else { throw BenchError("the program reads nothing") }
        return moment
    }

    /// Waits until the screen is as it must be.
    /// - Returns: when the output came that made it so.
    @discardableResult
    func wait(
        for what: String, within limit: Duration = .seconds(60), until isMet: (VirtualTerminal) -> Bool
    ) throws -> ContinuousClock.Instant {
        if isMet(terminal) { return .now }
        let deadline = ContinuousClock.now + limit
        while let moment = try takeOutput(until: deadline) {
            if isMet(terminal) { return moment }
        }
        throw BenchError("waited \(limit) for \(what), and saw:\n\(terminal.snapshot.text)")
    }

    /// Waits until the screen has this text in one row.
    @discardableResult
    func wait(for text: String, within limit: Duration = .seconds(60)) throws -> ContinuousClock.Instant {
        try wait(for: text, within: limit) { $0.rows(contain: text) }
    }

    /// Takes in all that comes out in this time, and shows each change.
    func watch(for time: Duration, _ look: (VirtualTerminal, ContinuousClock.Instant) -> Void = { _, _ in }) throws {
        let deadline = ContinuousClock.now + time
        while let moment = try takeOutput(until: deadline) { look(terminal, moment) }
    }

    /// The list's part of each row.
    var list: [String] { terminal.list }

    var text: String { terminal.snapshot.text }

    /// The rows below the headings. More than one, because two pages may well begin with a blank row.
    var topRows: [String] { Self.topRows(of: terminal) }

    static func topRows(of terminal: VirtualTerminal) -> [String] { (2..<8).map { terminal.text(row: $0) } }

    /// Sends a signal, if any, and waits for the end.
    func end(by number: Int32? = nil) {
        if let number { kill(process, number) }
        // A program that waits for its output to be read would never end otherwise.
        let deadline = ContinuousClock.now + .seconds(20)
        while let output = try? takeOutput(until: deadline), output < deadline {}
        if ContinuousClock.now >= deadline {
            print("  it did not end, and was killed; its screen:\n\(terminal.snapshot.text)")
            kill(process, SIGKILL)
        }
        pty_wait(process)
        var code: Int32 = 0
        _ = pty_reap(process, &code)
        isOver = true
    }

    /// - Returns: when something came, nil at the deadline.
    private func takeOutput(until deadline: ContinuousClock.Instant) throws -> ContinuousClock.Instant? {
        while true {
            let left = deadline - .now
            guard left > .zero else { return nil }
            var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(left / .milliseconds(1)) + 1) > 0 else { continue }
            let moment = ContinuousClock.now
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { throw BenchError("the program has ended:\n\(terminal.snapshot.text)") }
            byteCount += count
            outputCount += 1
            let answer = terminal.feed(Array(buffer.prefix(count)))
            if !answer.isEmpty { write(master, answer, answer.count) }
            return moment
        }
    }
}

extension VirtualTerminal {
    /// The list's part of each row.
    var list: [String] { (2..<size.rows).map { String(text(row: $0).prefix(28)) } }

    /// Whether a text stands in one row; the lowest are looked at first.
    func rows(contain text: String) -> Bool {
        (0..<size.rows).reversed().contains { self.text(row: $0).contains(text) }
    }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
}
