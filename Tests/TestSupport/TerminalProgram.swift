import CPseudoTerminal
import Foundation
import Glibc
import Synchronization
package import TerminalModel

/// A program on a terminal of its own: type, look, wait for what must come.
///
/// It leads a session on a new pseudo terminal under libvterm, and dies with this value at the latest.
///
///     let weft = try TerminalProgram("weft", size: Size(columns: 80, rows: 24))
///     try await weft.screen(contains: "Threads")
///     try weft.type("hello<Enter>")
///     let end = try await weft.exit()
package final class TerminalProgram: Sendable {
    /// How a program ended.
    package enum End: Hashable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    package let process: Int32
    private let life: TerminalProgramLife

    /// - Parameters:
    ///   - program: a path, or the name of a program of this package.
    ///   - environment: laid over PATH, LANG=C.UTF-8 and TERM=xterm-256color; nothing else is inherited.
    ///   - answers: whether the terminal answers what it is asked.
    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        size: Size = Size(columns: 80, rows: 24), directory: String? = nil, answers: Bool = true
    ) throws {
        let path = program.contains("/") ? program : BuiltProduct.path(program)
        var terminal = [CChar](repeating: 0, count: 128)
        let master = pty_open(&terminal, terminal.count)
        guard master >= 0 else { throw TerminalTestError("no pseudo terminal: error \(errno)") }
        pty_resize(master, Int32(size.columns), Int32(size.rows))
        let own = ProcessInfo.processInfo.environment
        let inherited = ["PATH": own["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
        let variables = inherited.merging(environment) { $1 }.map { "\($0)=\($1)" }
        var process: Int32 = 0
        let error = withCStrings([path] + arguments) { arguments in
            withCStrings(variables) { pty_spawn(&process, terminal, path, arguments, $0, directory) }
        }
        guard error == 0 else {
            Glibc.close(master)
            throw TerminalTestError("\(path) did not start: \(String(cString: strerror(error)))")
        }
        self.process = process
        self.life = try TerminalProgramLife(process: process, master: master, size: size, answers: answers)
        life.begin()
    }

    deinit { life.end() }

    /// Types keys written as by `KeyScript`.
    package func type(_ script: String) throws {
        guard let bytes = KeyBytes.bytes(script) else { throw TerminalTestError("no such key in \(script)") }
        try type(bytes: bytes)
    }

    package func type(bytes: [UInt8]) throws { try life.write(bytes) }

    /// Pastes as a terminal with bracketed paste does.
    package func paste(_ text: String) throws {
        try type(bytes: Array("\u{1B}[200~\(text)\u{1B}[201~".utf8))
    }

    package func resize(to size: Size) { life.resize(to: size) }

    /// Sends a signal, unless the program is over.
    package func signal(_ number: Int32) { life.signal(number) }

    /// Closes the terminal's own end, as when its window is closed.
    package func hangUp() { life.hangUp() }

    /// The terminal's settings now, or when it was closed.
    package var settings: TerminalSettings? { life.settings }

    /// All bytes that came out so far.
    package var log: [UInt8] { life.state.withLock { $0.log } }

    package var snapshot: ScreenSnapshot { life.state.withLock { $0.terminal.snapshot } }

    /// Waits until the screen contains a text, within a row or over rows.
    /// - Returns: the whole screen as text.
    @discardableResult
    package func screen(contains text: String, within limit: Duration = .seconds(30)) async throws -> String {
        try await screen("\"\(text)\"", within: limit) { $0.text.contains(text) }.text
    }

    /// Waits until the screen is as it must be; looks again whenever something came out.
    /// - Parameter what: what is waited for, in the error after `limit` or when the program is over.
    @discardableResult
    package func screen(
        _ what: String = "a screen", within limit: Duration = .seconds(30),
        where isMet: @escaping @Sendable (ScreenSnapshot) -> Bool
    ) async throws -> ScreenSnapshot {
        let id = UUID()
        let alarm = Task { [life] in
            try await Task.sleep(for: limit)
            life.giveUp(id, "waited \(limit) for \(what)")
        }
        defer { alarm.cancel() }
        return try await withCheckedThrowingContinuation { continuation in
            life.wait(.init(id: id, what: what, isMet: isMet, continuation: continuation))
        }
    }

    /// Waits for the end of the program and of its output.
    @discardableResult
    package func exit(within limit: Duration = .seconds(30)) async throws -> End {
        let id = UUID()
        let alarm = Task { [life] in
            try await Task.sleep(for: limit)
            life.giveUp(id, "waited \(limit) for the end of the program")
        }
        defer { alarm.cancel() }
        return try await withCheckedThrowingContinuation { life.waitForEnd(id, $0) }
    }
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
}
