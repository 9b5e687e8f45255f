import Glibc
import TerminalModel
import TestSupport
import Testing

/// With a program on a terminal of its own, whose death is looked at from outside.
@Suite("The terminal is given back")
struct LifeCycleTests {
    private static func started(_ arguments: [String] = [], type: String = "xterm-256color") async throws
        -> TerminalProgram
    {
        let program = try TerminalProgram(
            "TerminalProbe", arguments, environment: ["TERM": type], size: Size(columns: 40, rows: 8))
        try await program.screen(contains: "events: 0 size: 40x8")
        return program
    }

    /// All that a program must have undone when it is over.
    private static func expectGivenBack(_ program: TerminalProgram, _ what: String) {
        let shown = program.snapshot
        let log = String(decoding: program.log, as: UTF8.self)
        #expect(program.settings == Self.fresh, "\(what)")
        #expect(!shown.isAlternate, "\(what)")
        #expect(shown.isCursorShown, "\(what)")
        for (on, off) in [("?2004h", "?2004l"), (">1u", "<1u"), (">4;1m", ">4m"), ("[?2026h", "[?2026l")] {
            let lastOn = log.ranges(of: on).last?.lowerBound ?? log.startIndex
            let lastOff = log.ranges(of: off).last?.lowerBound ?? log.startIndex
            #expect(lastOn < lastOff, "\(what): \(off)")
        }
    }

    /// The settings of a pseudo terminal that nobody changed.
    private static let fresh = try? PseudoTerminal(size: Size(columns: 40, rows: 8)).settings

    @Test("after the end")
    func quit() async throws {
        let program = try await Self.started()
        #expect(program.settings?.isCooked == false)
        #expect(program.snapshot.isAlternate)
        #expect(program.snapshot.title == "probe")
        try program.type("a<Ctrl-Q>")
        #expect(try await program.exit() == .exited(0))
        Self.expectGivenBack(program, "quit")
    }

    @Test(
        "after a deadly signal, and the process died by it",
        arguments: [
            SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS, SIGQUIT, SIGINT, SIGTERM, SIGHUP, SIGALRM,
            SIGUSR1,
            SIGXCPU,
        ])
    func signal(number: Int32) async throws {
        let program = try await Self.started()
        program.signal(number)
        #expect(try await program.exit() == .killed(signal: number))
        Self.expectGivenBack(program, "signal \(number)")
    }

    @Test(
        "after a trap, without a prompt of the runtime",
        arguments: [
            ("overflow", [SIGILL, SIGTRAP]), ("index", [SIGILL, SIGTRAP]), ("precondition", [SIGILL, SIGTRAP]),
            ("taskOverflow", [SIGILL, SIGTRAP]), ("stack", [SIGSEGV, SIGBUS]),
        ] as [(String, [Int32])])
    func trap(kind: String, signals: [Int32]) async throws {
        let program = try await Self.started([kind])
        try program.type("<F9>")
        let end = try await program.exit()
        #expect(signals.map(TerminalProgram.End.killed).contains(end))
        Self.expectGivenBack(program, kind)
        #expect(!String(decoding: program.log, as: UTF8.self).contains("Press space"))
    }

    @Test("keys, pastes and sizes reach the program")
    func events() async throws {
        let program = try await Self.started()
        try program.type("<Ctrl-C>")
        try await program.screen(contains: "key Ctrl-C")
        try program.paste("two\r\nlines")
        try await program.screen(contains: #"paste 9 "two\nlines""#)
        try program.type("<Esc>")
        try await program.screen(contains: "key Esc")
        program.resize(to: Size(columns: 30, rows: 12))
        try await program.screen(contains: "size: 30x12")
        try program.type("<Ctrl-Q>")
        #expect(try await program.exit() == .exited(0))
    }

    @Test("a closed terminal ends the program, HUP ignored too")
    func hangUp() async throws {
        let program = try await Self.started()
        program.hangUp()
        #expect([.exited(0), .killed(signal: SIGHUP)].contains(try await program.exit()))
        let deaf = try TerminalProgram(
            "/bin/sh", ["-c", "trap '' HUP; \(BuiltProduct.path("TerminalProbe"))"], size: Size(columns: 40, rows: 8))
        try await deaf.screen(contains: "events: 0")
        deaf.hangUp()
        #expect(try await deaf.exit() == .exited(0))
    }

    @Test("Ctrl-Z gives the terminal to the shell, fg takes it again", arguments: 1...3)
    func suspend(times: Int) async throws {
        let probe = BuiltProduct.path("TerminalProbe")
        let shell = try TerminalProgram(
            "/bin/bash", ["--norc", "--noprofile", "-i"], environment: ["PS1": "$ ", "HISTFILE": ""],
            size: Size(columns: 60, rows: 10))
        try await shell.screen(contains: "$")
        try shell.type("\(probe)<Enter>")
        try await shell.screen(contains: "events: 0 size: 60x10")
        for time in 1...times {
            try shell.type("<Ctrl-Z>")
            try await shell.screen("the shell's screen") { !$0.isAlternate && $0.text.contains("Stopped") }
            #expect(shell.snapshot.isCursorShown)
            try shell.type("stty -a | grep -c '^isig icanon' ; echo time $((\(time)*7))<Enter>")
            try await shell.screen(contains: "1\ntime \(time * 7)")
            shell.resize(to: Size(columns: 60, rows: 10 + time))
            try shell.type("fg<Enter>")
            try await shell.screen("the program again") { $0.isAlternate && $0.text.contains("resumed") }
            try await shell.screen(contains: "size: 60x\(10 + time)")
        }
        try shell.type("<Ctrl-Q>")
        try await shell.screen("the shell's screen") { !$0.isAlternate }
        try shell.type("exit 3<Enter>")
        #expect(try await shell.exit() == .exited(3))
    }

    @Test("a stop that nobody announced is noticed when the process goes on")
    func stopped() async throws {
        let program = try await Self.started()
        program.signal(SIGSTOP)
        program.signal(SIGCONT)
        try await program.screen(contains: "resumed")
        try program.type("<Ctrl-Q>")
        #expect(try await program.exit() == .exited(0))
        Self.expectGivenBack(program, "stopped")
    }

    @Test(
        "where it cannot draw it says so in one line, exits 2 and writes no escape sequence",
        arguments: ["", "dumb", "unknown", "no-such-terminal", "\u{1B}[31m", "glasstty"])
    func types(type: String) async throws {
        let program = try TerminalProgram("TerminalProbe", environment: ["TERM": type])
        #expect(try await program.exit() == .exited(2))
        let log = String(decoding: program.log, as: UTF8.self)
        #expect(log.hasPrefix("Weft "))
        #expect(log.split(separator: "\r\n").count == 1)
        #expect(!log.contains("\u{1B}"))
        #expect(program.settings == Self.fresh)
    }

    @Test("without a terminal it says which end is none", arguments: ["< /dev/null", "| cat", "> /dev/full"])
    func noTerminal(redirection: String) async throws {
        let probe = BuiltProduct.path("TerminalProbe")
        let shell = try TerminalProgram("/bin/bash", ["-c", "\(probe) \(redirection); echo ${PIPESTATUS[0]}"])
        _ = try await shell.exit()
        let log = String(decoding: shell.log, as: UTF8.self)
        let end = redirection.hasPrefix("<") ? "input" : "output"
        #expect(log == "Weft needs a terminal: standard \(end) is not one.\r\n2\r\n")
    }

    @Test("any locale draws UTF-8", arguments: ["C", "POSIX", "C.UTF-8", "de_DE.ISO-8859-1", ""])
    func locales(name: String) async throws {
        let program = try TerminalProgram(
            "TerminalProbe", environment: ["LANG": name, "LC_ALL": name], size: Size(columns: 40, rows: 8))
        try await program.screen(contains: "events: 0")
        try program.type("漢é")
        try await program.screen(contains: "key 漢\nkey é")
    }
}
