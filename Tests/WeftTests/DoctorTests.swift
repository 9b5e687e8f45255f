import Glibc
import TerminalModel
import TestSupport
import Testing

@testable import weft

@Suite("weft doctor", .timeLimit(.minutes(1)))
struct DoctorTests {
    private func findings(ambiguous: Int = 1) -> TerminalFindings {
        var findings = TerminalFindings()
        findings.type = "xterm"
        findings.size = Size(columns: 80, rows: 24)
        findings.colors = 256
        findings.answers = true
        findings.widths = [.init(kind: "emoji", counted: 2, drawn: 2)]
        findings.ambiguous = [ambiguous, ambiguous, ambiguous]
        findings.lines = [1, 1]
        return findings
    }

    @Test("what fits and what differs is said in words, and what to set")
    func words() {
        let plain = DoctorReport(findings(), configured: 1).text
        #expect(plain.contains("fits     emoji: 2"))
        #expect(plain.contains("as Weft counts them: nothing is to be set"))
        #expect(plain.contains("All other kinds take the columns that Weft counts."))

        let wide = DoctorReport(findings(ambiguous: 2), configured: 1).text
        #expect(wide.contains("write ambiguous_width = 2 into the table [screen] of config.toml"))
        #expect(DoctorReport(findings(ambiguous: 2), configured: 2).text.contains("nothing is to be set"))
        #expect(DoctorReport(findings(), configured: 2).text.contains("write ambiguous_width = 1"))

        var mixed = findings()
        mixed.ambiguous = [1, 2, 0]
        mixed.widths.append(.init(kind: "a flag", counted: 2, drawn: 4))
        mixed.widths.append(.init(kind: "a family", counted: 2, drawn: 2, whole: 6))
        let text = DoctorReport(mixed, configured: 1).text
        #expect(text.contains("ambiguous_width = 1 is the safer one"))
        #expect(text.contains("differs  a flag: 2 for Weft, 4 here"))
        #expect(text.contains("a family: 2 in the simpler form that Weft draws, for whole it takes 6 here"))
        #expect(text.contains("1 of 3 kinds differ"))

        var silent = findings()
        silent.answers = false
        #expect(DoctorReport(silent, configured: 1).text.contains("nothing could be measured"))
    }

    @Test("no word is broken, and no row is wider than the terminal", arguments: [40, 60, 80, 120])
    func rows(columns: Int) {
        var mixed = findings(ambiguous: 2)
        mixed.widths.append(.init(kind: "a family of joined emoji", counted: 2, drawn: 2, whole: 6))
        mixed.ordersText = true
        let report = DoctorReport(mixed, configured: 1)
        let text = report.text(columns: columns)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= columns })
        #expect(text.split(whereSeparator: \.isWhitespace) == report.text.split(whereSeparator: \.isWhitespace))
    }

    @Test("a terminal is measured, and is afterwards as it was")
    func measured() async throws {
        let scratch = try Scratch()
        let doctor = try TerminalProgram(
            "weft", ["doctor"], environment: ["HOME": scratch.path], size: Size(columns: 100, rows: 60))
        #expect(try await doctor.exit() == .exited(0))
        let screen = doctor.snapshot
        #expect(screen.text.hasPrefix("The terminal is xterm-256color: 100 columns, 60 rows, 256 colours"))
        #expect(screen.text.contains("fits     Chinese characters: 4"))
        #expect(screen.text.contains("Characters of ambiguous width take one column here"))
        // What libvterm gives to young emoji depends on its version.
        #expect(screen.text.contains("All other kinds take") || screen.text.contains("of 23 kinds differ"))
        #expect(!screen.isAlternate && screen.timesAlternate == 1)
        #expect(screen.text.split(separator: "\n").count < 50)
        #expect(doctor.settings?.isCooked == true)
    }

    @Test("a file with faults is complained of, and the terminal is measured all the same")
    func badFile() async throws {
        let scratch = try Scratch()
        try ProcessSafety.makeDirectory(scratch.locations.configuration)
        try scratch.write("[screen]\nambiguous_width = 5\n", to: ".config/weft/config.toml")
        chmod(scratch.locations.configurationFile.path, 0o600)
        let doctor = try TerminalProgram(
            "weft", ["doctor"], environment: ["HOME": scratch.path], size: Size(columns: 200, rows: 60))
        #expect(try await doctor.exit() == .exited(0))
        #expect(doctor.snapshot.text.contains("config.toml:2: ambiguous_width is an integer: it takes 1 or 2"))
        #expect(doctor.snapshot.text.contains("fits     Chinese characters: 4"))
    }

    @Test("a terminal that answers nothing is waited for once, and said to be silent")
    func silent() async throws {
        let scratch = try Scratch()
        let doctor = try TerminalProgram("weft", ["doctor"], environment: ["HOME": scratch.path], answers: false)
        #expect(try await doctor.exit() == .exited(0))
        #expect(doctor.snapshot.text.contains("does not say where its cursor is"))
        #expect(!doctor.snapshot.isAlternate)
        #expect(doctor.settings?.isCooked == true)
    }

    @Test("where there is no terminal it says so, and ends with 2")
    func noTerminal() async throws {
        let scratch = try Scratch()
        let refused = try TerminalProgram(
            "/bin/sh", ["-c", "'\(BuiltProduct.path("weft"))' doctor < /dev/null"], environment: ["HOME": scratch.path])
        #expect(try await refused.exit() == .exited(2))
        #expect(refused.snapshot.text.contains("standard input is not one"))
    }
}
