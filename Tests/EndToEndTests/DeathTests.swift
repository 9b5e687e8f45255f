import Foundation
import Glibc
import TerminalModel
import TestSupport
import Testing

@Suite("Death while a reply streams", .serialized)
struct DeathTests {
    private static let tall = Size(columns: 120, rows: 100)

    /// Three times, or as often as WEFT_KILLS in the environment says.
    @Test("kill -9 at any moment loses no prompt and no more than the last moment of the reply")
    func killed() async throws {
        let count = ProcessInfo.processInfo.environment["WEFT_KILLS"].flatMap { Int($0) } ?? 3
        var random = SeededNumbers(state: 20_26)
        try await Home.lend { home in
            var most = (lost: 0, start: Duration.zero)
            for round in 1...count {
                let weft = try await home.readyWeft(size: Self.tall)
                if round > 1 { try weft.type("<Ctrl-N>") }
                try await weft.screen(contains: round > 1 ? "Nothing was said here yet" : "Welcome to Weft")
                try await weft.askForManual(letters: Int.random(in: 1...400, using: &random))
                weft.signal(SIGKILL)
                #expect(try await weft.exit() == .killed(signal: SIGKILL))
                let shown = weft.snapshot.replyLetters

                let started = ContinuousClock.now
                let again = try home.weft(size: Self.tall)
                try await again.screen(contains: "! The answer was cut off: Weft ended while it was coming")
                most.start = max(most.start, ContinuousClock.now - started)
                let kept = again.snapshot.replyLetters
                #expect(kept.hasPrefix(shown) || shown.hasPrefix(kept), "round \(round)")
                // A quarter second of the Guide is 15 tokens; twice that may pass until it is on the disk.
                #expect(kept.count >= shown.count - 200, "round \(round): \(kept.count) of \(shown.count) letters")
                most.lost = max(most.lost, shown.count - kept.count)
                try await again.screen(contains: "is reachable")
                try home.expectSound(prompts: round)
                try again.type("<Ctrl-Q>")
                #expect(try await again.exit() == .exited(0))
            }
            print("kill -9, \(count) times: at most \(most.lost) letters lost, back on screen within \(most.start)")
        }
    }

    @Test(
        "a fatal signal gives the terminal back, and the process dies by it",
        arguments: [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS])
    func fault(number: Int32) async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft()
            try await weft.askForManual(letters: 1)
            weft.signal(number)
            #expect(try await weft.exit() == .killed(signal: number))
            weft.expectTerminalGivenBack()
        }
    }

    @Test(
        "a request to end saves the text, gives the terminal back, and is obeyed", arguments: [SIGHUP, SIGINT, SIGTERM])
    func request(number: Int32) async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.tall)
            try await weft.askForManual()
            let shown = weft.snapshot.replyLetters
            weft.signal(number)
            let asked = ContinuousClock.now
            #expect(try await weft.exit() == .killed(signal: number))
            print("signal \(number) obeyed within \(ContinuousClock.now - asked)")
            weft.expectTerminalGivenBack()
            #expect(home.serviceLog.last?.contains("service stopped") == true)
            #expect(!home.files.contains { $0.path.hasSuffix("threads.sqlite-wal") })
            try await home.expectReply(startsWith: shown)
        }
    }

    @Test("a lost terminal ends the process, and the text is kept")
    func hangUp() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Self.tall)
            try await weft.askForManual()
            let shown = weft.snapshot.replyLetters
            weft.hangUp()
            let end = try await weft.exit()
            #expect([.exited(0), .killed(signal: SIGHUP)].contains(end))
            #expect(home.serviceLog.last?.contains("service stopped") == true)
            #expect(!home.files.contains { $0.path.hasSuffix("threads.sqlite-wal") })
            try await home.expectReply(startsWith: shown)
        }
    }
}
