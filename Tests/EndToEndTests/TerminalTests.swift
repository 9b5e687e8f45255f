import Foundation
import Glibc
import TerminalModel
import TestSupport
import Testing

@Suite("The terminal while a reply streams", .serialized)
struct TerminalTests {
    @Test("any number of sizes leaves the screen as if it had been drawn once")
    func resize() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft()
            try await weft.askForManual()
            var random = SeededNumbers(state: 11)
            for _ in 1...60 {
                let size = Size(
                    columns: Int.random(in: 1...140, using: &random), rows: Int.random(in: 1...50, using: &random))
                weft.resize(to: size)
                // Some sizes follow each other at once, some after they were drawn.
                guard size.columns >= 20, size.rows >= 6, Bool.random(using: &random) else { continue }
                try await weft.screen("\(size)") { $0.size == size && $0.text.contains("writing…") }
            }
            weft.resize(to: Size(columns: 100, rows: 30))
            try await weft.screen { $0.text.contains("│") && $0.text.contains("writing…") }
            try weft.type("<Esc>")
            try await weft.screen(contains: "■ stopped by the service")
            try await weft.rests()
            let settled = weft.snapshot
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
            let fresh = try await home.readyWeft(size: Size(columns: 100, rows: 30))
            #expect(fresh.snapshot.text == settled.text)
        }
    }

    @Test("a stop that nobody announced is healed when the process goes on, without a key")
    func continued() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft()
            weft.signal(SIGSTOP)
            weft.signal(SIGCONT)
            try await weft.screen("the screen taken again") { $0.timesAlternate == 2 }
            try await weft.screen { $0.isAlternate && $0.text.contains("is reachable") && $0.text.contains("Threads") }
        }
    }

    @Test(
        "Ctrl-Z and TSTP give the terminal to the shell, fg takes it back, and the reply went on",
        arguments: [true, false])
    func suspend(byKey: Bool) async throws {
        try await Home.lend { home in
            let shell = try TerminalProgram(
                "/bin/bash", ["--norc", "--noprofile", "-i"],
                environment: home.environment(["PS1": "$ ", "HISTFILE": ""]), size: Size(columns: 80, rows: 24))
            try await shell.screen(contains: "$")
            try shell.type("'\(BuiltProduct.path("weft"))'<Enter>")
            try await shell.screen(contains: "is reachable")
            try await shell.askForManual()
            if byKey {
                try shell.type("<Ctrl-Z>")
            } else {
                let path = "/proc/\(shell.process)/task/\(shell.process)/children"
                let children = try String(contentsOfFile: path, encoding: .utf8).split(separator: " ").compactMap {
                    Int32($0)
                }
                kill(try #require(children.first), SIGTSTP)
            }
            try await shell.screen("the shell's screen") { !$0.isAlternate && $0.text.contains("Stopped") }
            #expect(shell.snapshot.isCursorShown)
            try shell.type("stty -a | grep -c '^isig icanon'; echo then $((6*7))<Enter>")
            try await shell.screen(contains: "1\nthen 42")
            shell.resize(to: Size(columns: 90, rows: 30))
            try shell.type("fg<Enter>")
            try await shell.screen { $0.isAlternate && $0.text.contains("writing…") }
            try shell.type("<Ctrl-Q>")
            try await shell.screen(contains: "[y/N]")
            try shell.type("y")
            try await shell.screen("the shell's screen") { !$0.isAlternate }
            try shell.type("exit 3<Enter>")
            #expect(try await shell.exit() == .exited(3))
        }
    }
}
