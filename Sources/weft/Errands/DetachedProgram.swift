import Foundation
import Glibc

/// A program that is run without a shell and without a terminal, in a session of its own, with a text on its standard
/// input. What it prints goes nowhere.
struct DetachedProgram: Sendable {
    /// What became of it.
    enum Outcome: Equatable {
        case ended(status: Int32)
        case endedBySignal(Int32)
        /// It runs still, after the time that was given to it.
        case runs
        case cannotStart(errno: Int32)
    }

    /// The whole path first.
    let words: [String]
    let environment: [String: String]
    var input = ""
    let limit: Duration
    /// After the limit it is killed; otherwise it is left alone.
    let isKilled: Bool

    func run() async -> Outcome {
        await withCheckedContinuation { continuation in
            // Waiting for a process blocks; so it has a thread of its own.
            Thread.detachNewThread { runHere { continuation.resume(returning: $0) } }
        }
    }

    /// - Parameter answer: called once, when the outcome is known.
    private func runHere(_ answer: (Outcome) -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return answer(.cannotStart(errno: errno)) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (process, problem) = SpawnedProgram.start(
            words.first ?? "", words, environment: environment, input: ends[0])
        close(ends[0])
        guard process > 0 else {
            close(ends[1])
            return answer(.cannotStart(errno: problem))
        }
        let end = ContinuousClock.now + limit
        feed(ends[1], until: end)
        close(ends[1])
        if let outcome = outcome(of: process, until: end) { return answer(outcome) }
        if isKilled { kill(-process, SIGKILL) }
        answer(.runs)
        // Whoever is not waited for stays in the table of processes.
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Writes the input, as far as it is read in time.
    private func feed(_ descriptor: Int32, until end: ContinuousClock.Instant) {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var rest = Array(input.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                let left = Self.milliseconds(until: end)
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                guard left > 0, poll(&wait, 1, left) > 0 else { return }
            } else if errno != EINTR {
                return
            }
        }
    }

    /// nil if it does not end in time.
    private func outcome(of process: pid_t, until end: ContinuousClock.Instant) -> Outcome? {
        var status: Int32 = 0
        while true {
            let found = waitpid(process, &status, WNOHANG)
            if found == process {
                let signal = status & 0x7F
                return signal == 0 ? .ended(status: (status >> 8) & 0xFF) : .endedBySignal(signal)
            }
            if found < 0, errno != EINTR { return .ended(status: 0) }
            let left = Self.milliseconds(until: end)
            guard left > 0 else { return nil }
            _ = poll(nil, 0, min(left, 10))
        }
    }

    private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
        let left = end - .now
        guard left > .zero else { return 0 }
        return Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
    }
}
