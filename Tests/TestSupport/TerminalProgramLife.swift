import CPseudoTerminal
import Foundation
import Glibc
import Synchronization
import TerminalModel

/// The part of a running program that its two threads share: one reads what comes out, one waits for the end.
final class TerminalProgramLife: Sendable {
    struct ScreenWaiter: Sendable {
        let id: UUID
        let what: String
        let isMet: @Sendable (ScreenSnapshot) -> Bool
        let continuation: CheckedContinuation<ScreenSnapshot, any Error>
    }

    struct State: ~Copyable {
        let terminal: VirtualTerminal
        var log: [UInt8] = []
        var isOpen = true
        /// As they were when the terminal was closed.
        var lastSettings: TerminalSettings?
        var end: TerminalProgram.End?
        var screenWaiters: [ScreenWaiter] = []
        var endWaiters: [UUID: CheckedContinuation<TerminalProgram.End, any Error>] = [:]
    }

    let state: Mutex<State>
    private let process: Int32
    private let master: Int32
    /// Written to when the reader has to stop.
    private let answers: Bool
    private let stopReader: Int32
    private let stopReaderAsked: Int32

    init(process: Int32, master: Int32, size: Size, answers: Bool) throws {
        var pipe: [Int32] = [0, 0]
        guard Glibc.pipe(&pipe) == 0, let terminal = VirtualTerminal(size: size) else {
            throw TerminalTestError("no pipe: error \(errno)")
        }
        self.process = process
        self.answers = answers
        self.master = master
        self.stopReaderAsked = pipe[0]
        self.stopReader = pipe[1]
        self.state = Mutex(State(terminal: terminal))
    }

    deinit {
        Glibc.close(stopReader)
        Glibc.close(stopReaderAsked)
    }

    func begin() {
        Thread.detachNewThread { self.read() }
        Thread.detachNewThread { self.awaitEnd() }
    }

    /// Kills the program, unless it is over, and closes the terminal, which hangs up what else runs on it.
    func end() {
        signal(SIGKILL)
        hangUp()
    }

    func signal(_ number: Int32) {
        state.withLock { if $0.end == nil { kill(process, number) } }
    }

    func hangUp() { Glibc.write(stopReader, "x", 1) }

    func resize(to size: Size) {
        state.withLock { state in
            state.terminal.resize(to: size)
            if state.isOpen { pty_resize(master, Int32(size.columns), Int32(size.rows)) }
        }
    }

    var settings: TerminalSettings? {
        state.withLock { $0.isOpen ? TerminalSettings(master) : $0.lastSettings }
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = state.withLock { state in
                state.isOpen ? rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) } : -1
            }
            if count > 0 {
                rest = rest.dropFirst(count)
                continue
            }
            var waiting = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
            guard errno == EAGAIN, poll(&waiting, 1, 20_000) > 0 else {
                throw TerminalTestError("the program reads nothing", screen: snapshotText)
            }
        }
    }

    private var snapshotText: String { state.withLock { $0.terminal.snapshot.text } }
}

extension TerminalProgramLife {
    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            var waiting = [
                pollfd(fd: master, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stopReaderAsked, events: Int16(POLLIN), revents: 0),
            ]
            poll(&waiting, 2, -1)
            if waiting[1].revents != 0 { break }
            let count = Glibc.read(master, &buffer, buffer.count)
            if count > 0 {
                take(Array(buffer.prefix(count)))
            } else if errno != EINTR, errno != EAGAIN {
                break
            }
        }
        closeTerminal()
    }

    private func take(_ bytes: [UInt8]) {
        state.withLock { state in
            state.log += bytes
            let answer = state.terminal.feed(bytes)
            if !answer.isEmpty, answers { Glibc.write(master, answer, answer.count) }
            guard !state.screenWaiters.isEmpty else { return }
            let snapshot = state.terminal.snapshot
            state.screenWaiters.removeAll { waiter in
                guard waiter.isMet(snapshot) else { return false }
                waiter.continuation.resume(returning: snapshot)
                return true
            }
        }
    }

    private func closeTerminal() {
        state.withLock { state in
            state.isOpen = false
            state.lastSettings = TerminalSettings(master)
            Glibc.close(master)
            let text = state.terminal.snapshot.text
            for waiter in state.screenWaiters {
                waiter.continuation.resume(
                    throwing: TerminalTestError("the terminal was closed before \(waiter.what)", screen: text))
            }
            state.screenWaiters = []
            Self.tellEnd(&state)
        }
    }

    private func awaitEnd() {
        pty_wait(process)
        state.withLock { state in
            var code: Int32 = 0
            let signal = pty_reap(process, &code)
            state.end = signal < 0 ? .exited(code) : .killed(signal: signal)
            Self.tellEnd(&state)
        }
    }

    private static func tellEnd(_ state: inout State) {
        guard !state.isOpen, let end = state.end else { return }
        for waiter in state.endWaiters.values { waiter.resume(returning: end) }
        state.endWaiters = [:]
    }
}

extension TerminalProgramLife {
    func wait(_ waiter: ScreenWaiter) {
        state.withLock { state in
            let snapshot = state.terminal.snapshot
            if waiter.isMet(snapshot) {
                waiter.continuation.resume(returning: snapshot)
            } else if state.isOpen {
                state.screenWaiters.append(waiter)
            } else {
                let what = "the terminal was closed before \(waiter.what)"
                waiter.continuation.resume(throwing: TerminalTestError(what, screen: snapshot.text))
            }
        }
    }

    func waitForEnd(_ id: UUID, _ continuation: CheckedContinuation<TerminalProgram.End, any Error>) {
        state.withLock { state in
            state.endWaiters[id] = continuation
            Self.tellEnd(&state)
        }
    }

    func giveUp(_ id: UUID, _ what: String) {
        state.withLock { state in
            let error = TerminalTestError(what, screen: state.terminal.snapshot.text)
            state.endWaiters.removeValue(forKey: id)?.resume(throwing: error)
            guard let place = state.screenWaiters.firstIndex(where: { $0.id == id }) else { return }
            state.screenWaiters.remove(at: place).continuation.resume(throwing: error)
        }
    }
}
