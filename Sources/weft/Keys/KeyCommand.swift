import ChatModel
import Foundation
import Glibc

/// A program that prints a key. It is run without a shell, without a terminal and in a session of its own.
struct KeyCommand: Sendable {
    let words: [String]
    let environment: [String: String]
    /// Then it is killed, with all that it has started.
    let limit: Duration

    private static let mostBytes = 64 << 10

    /// What it prints, when it ends well. What it says of errors is not repeated: it might be the key.
    func key() async throws(Failure) -> SecretKey {
        let program = try Self.program(words, environment)
        let result: Result<[UInt8], Failure> = await withCheckedContinuation { continuation in
            // Waiting for a process blocks; so it has a thread of its own.
            Thread.detachNewThread { continuation.resume(returning: run(program)) }
        }
        guard let key = SecretKey(try result.get()) else {
            throw failure("it did not print a key", SecretKey.rule)
        }
        return key
    }

    /// Where the program is, by PATH where it is named without a slash.
    static func program(_ words: [String], _ environment: [String: String]) throws(Failure) -> String {
        let name = words.first ?? ""
        guard let place = ProgramPath.find(name, environment) else {
            throw Failure(
                what: "There is no key", why: "there is no program \(name)",
                remedy: "install it, or give its whole path in key_command")
        }
        return place
    }

    private func failure(_ why: String, _ remedy: String? = nil) -> Failure {
        let name = words.first ?? ""
        return Failure(
            what: "The key could not be fetched", why: "\(name): \(why)",
            remedy: remedy ?? "run the key_command of config.toml in a shell to see what it says")
    }

    private func run(_ program: String) -> Result<[UInt8], Failure> {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .failure(failure(String(cString: strerror(errno)))) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (process, _) = SpawnedProgram.start(program, words, environment: environment, output: ends[1])
        close(ends[1])
        guard process > 0 else { return .failure(failure("it cannot be started")) }
        let output = bytes(from: ends[0])
        // Its session is its group: what it has started goes with it.
        if output == nil { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard let output else {
            let seconds = limit.components.seconds
            return .failure(failure(seconds > 0 ? "it did not end within \(seconds) s" : "it did not end in time"))
        }
        let signal = status & 0x7F
        if signal != 0 { return .failure(failure("it was ended by signal \(signal)")) }
        let code = (status >> 8) & 0xFF
        return code == 0 ? .success(output) : .failure(failure("it ended with exit status \(code)"))
    }

    /// All that it prints until it closes its output; nil when that takes too long or is too much.
    private func bytes(from descriptor: Int32) -> [UInt8]? {
        let end = ContinuousClock.now + limit
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let left = end - .now
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds >= 0 else { return nil }
            var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&wait, 1, Int32(clamping: milliseconds + 1))
            guard ready > 0 else {
                if ready < 0, errno == EINTR { continue }
                if ready < 0 { return nil }
                continue
            }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, all.count + count <= Self.mostBytes else { return nil }
            if count == 0 { return all }
            all.append(contentsOf: buffer.prefix(count))
        }
    }
}
