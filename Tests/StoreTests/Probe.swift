import Foundation

/// A `StoreProbe` process under the hand of a test.
final class Probe {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending = Data()

    /// The probe is built beside the test bundle.
    init(_ mode: String, _ directory: String, thread: String? = nil) throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent().appending(path: "StoreProbe")
        process.arguments = [mode, directory] + (thread.map { [$0] } ?? [])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit { kill() }

    var id: Int32 { process.processIdentifier }

    /// The next whole line, nil at the end.
    func line() -> String? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending = Data(pending[pending.index(after: end)...])
                return line
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            pending += more
        }
    }

    /// As `kill -9`; waits until it is gone.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(id, SIGKILL)
        process.waitUntilExit()
    }

    /// Lets a holding probe end by itself.
    func release() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
