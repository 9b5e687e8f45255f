import Foundation

/// A writer in a process of its own.
final class WritingProcess {
    private let process = Process()
    private let output = Pipe()
    /// Where strace writes what it saw.
    private let log: String

    /// - Parameter fault: what strace's `inject` makes of writes and syncs; nil for none.
    init(_ script: Script, _ directory: String, steps: Int? = nil, fault: String? = nil) throws {
        log = directory + ".strace"
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let writing = [program, "write", directory, "\(script.seed)"] + (steps.map { ["\($0)"] } ?? [])
        let starving = fault.map { [log] fault in
            let calls = "pwrite64,fsync,fdatasync,ftruncate,fallocate"
            return [
                "strace", "-f", "-qq", "-ttt", "-o", log, "-e", "trace=\(calls)", "-e",
                "inject=\(calls):error=\(fault)",
            ]
        }
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = (starving ?? []) + writing
        process.standardOutput = output
        try process.run()
    }

    /// As `kill -9`; what it had said until then.
    func killed() -> [String] {
        kill(process.processIdentifier, SIGKILL)
        return ended()
    }

    /// What it said until its end.
    func ended() -> [String] {
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// When calls were made to fail, in seconds since 1970, in their order.
    func faults() throws -> [Double] {
        try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasSuffix("(INJECTED)") }
            .compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Double($0) } }
    }
}
