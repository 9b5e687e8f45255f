import Glibc
import TerminalModel
import TestSupport
import Testing

@Suite("The start", .serialized)
struct StartTests {
    @Test(
        "on an empty home shows three panes, greets, and reaches the service",
        arguments: [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24)])
    func threePanes(size: Size) async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: size)
            let screen = weft.snapshot.text
            #expect(screen.contains("Threads"))
            #expect(screen.contains("Welcome to Weft"))
            #expect(screen.contains("Esc        stop a reply"))
            #expect(screen.contains("› Write to Guide"))
            #expect(weft.snapshot.isAlternate)
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    @Test("on a small terminal shows what fits", arguments: [Size(columns: 40, rows: 12), Size(columns: 20, rows: 6)])
    func small(size: Size) async throws {
        try await Home.lend { home in
            let weft = try home.weft(size: size)
            try await weft.screen { $0.text.contains("› Write to Guide") && $0.text.contains("F1 help") }
            #expect(weft.snapshot.text.contains("Enter      send"))
            #expect(!weft.snapshot.text.contains("Threads"))
            try weft.type("how do I stop an answer?<Enter>")
            try await weft.screen { $0.text.contains("● writing") && $0.text.contains("From") }
            try weft.type("<Esc>")
            try await weft.screen(contains: "prompt back")
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    @Test("where it cannot draw is one line and code 2, and leaves nothing behind", arguments: ["", "dumb", "unknown"])
    func unusable(type: String) async throws {
        try await Home.lend { home in
            let weft = try home.weft(environment: ["TERM": type])
            #expect(try await weft.exit() == .exited(2))
            #expect(weft.logText.split(separator: "\r\n").count == 1)
            #expect(weft.logText.hasPrefix("weft: "))
            #expect(!weft.logText.contains("\u{1B}"))
            #expect(weft.settings?.isCooked == true)
            #expect(home.files.isEmpty)
        }
    }

    @Test("without a terminal is one line on standard error and code 2")
    func noTerminal() async throws {
        try await Home.lend { home in
            let outcome = try home.run([])
            #expect(outcome.code == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.hasPrefix("weft: "))
            #expect(!outcome.errors.contains("\u{1B}"))
            #expect(home.files.isEmpty)
        }
    }

    @Test("uses no colour where NO_COLOR is set")
    func noColor() async throws {
        try await Home.lend { home in
            let plain = try await home.readyWeft(environment: ["NO_COLOR": "1"])
            try plain.type("how do I quit?<Enter>")
            try await plain.screen(contains: "Sources")
            try await plain.rests()
            let color = /\u{1B}\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m/
            #expect(plain.logText.firstMatch(of: color) == nil)
            try plain.type("<Ctrl-Q>")
            #expect(try await plain.exit() == .exited(0))
            let colored = try await home.readyWeft()
            #expect(colored.logText.firstMatch(of: color) != nil)
        }
    }

    @Test("makes files and directories for the person alone, whatever the umask")
    func permissions() async throws {
        try await Home.lend { home in
            let weft = try TerminalProgram(
                "/bin/sh", ["-c", "umask 000; exec '\(BuiltProduct.path("weft"))'"], environment: home.environment())
            try await weft.screen(contains: "is reachable")
            try weft.type("how do I stop an answer?<Enter>")
            try await weft.screen(contains: "writing…")
            #expect(home.files.count > 8)
            for file in home.files {
                #expect(file.permissions == (file.isDirectory ? 0o700 : 0o600), "\(file.path)")
            }
        }
    }
}
