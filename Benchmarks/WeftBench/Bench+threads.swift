import Foundation
import TerminalModel
import TestSupport

extension Bench {
    private static let starts = 10

    /// What a big store costs, beside an empty one. `WEFT_BENCH_HOME` names a home with the store in it:
    /// `StoreBench make HOME/.local/share/weft` makes one.
    func threads() throws {
        guard let full = ProcessInfo.processInfo.environment["WEFT_BENCH_HOME"] else {
            return report.row("WEFT_BENCH_HOME names no home with a store", "", [])
        }
        // Both are warm: the files are there, and the system has read them.
        for home in [home, full] { _ = try run(home) }
        let pairs = try (0..<Self.starts).map { _ in (empty: try run(home), full: try run(full)) }
        report.row("empty store: to the prompt", pairs.map(\.empty.prompt))
        report.row("full store: to the prompt", pairs.map(\.full.prompt))
        report.row("the same, full in empty", "times", pairs.map { $0.full.prompt / $0.empty.prompt })
        report.row("empty store: resident", "MB", pairs.map(\.empty.megabytes))
        report.row("full store: resident", "MB", pairs.map(\.full.megabytes))
        report.row("the same, full in empty", "times", pairs.map { $0.full.megabytes / $0.empty.megabytes })
        try list(full)
        try limit(full)
        try search(full)
    }

    private func run(_ home: String) throws -> (prompt: Duration, megabytes: Double) {
        let weft = try MeasuredProgram(program, home: home)
        let prompt = try weft.wait(for: Self.prompt) - weft.started
        try weft.watch(for: .seconds(1))
        let usage = ProcessUsage(of: weft.process)
        try quit(weft)
        return (prompt, usage.residentMegabytes)
    }

    private func list(_ home: String) throws {
        let weft = try opened(home)
        try weft.type("<Ctrl-T>")
        try weft.watch(for: .milliseconds(300))
        var pages: [Duration] = []
        for key in Array(repeating: "<PgDn>", count: 60) + ["<End>", "<PgUp>", "<Home>"] {
            pages.append(try move(key, weft))
        }
        report.row("a page of the list, the end, the top", pages)
        report.row("a row of the list", try (0..<60).map { _ in try move("<Down>", weft) })
        let usage = ProcessUsage(of: weft.process)
        report.row("resident after that", "MB", [usage.residentMegabytes])
        weft.end(by: SIGKILL)
    }

    /// From the key to a list that shows something else, no row of which is still to come.
    private func move(_ key: String, _ weft: MeasuredProgram) throws -> Duration {
        let before = weft.list
        let typed = try weft.type(key)
        let shown = try weft.wait(for: "another list after \(key)") { $0.list != before }
        try weft.watch(for: .milliseconds(60))
        return shown - typed
    }

    private func limit(_ home: String) throws {
        let weft = try opened(home)
        try weft.type("<Ctrl-T>l")
        try weft.watch(for: .milliseconds(300))
        var echoes: [Duration] = []
        for letter in "quaphost" { echoes.append(try echo(letter, weft)) }
        report.row("limit: a key to its letter", echoes)
        weft.end(by: SIGKILL)
    }

    private func search(_ home: String) throws {
        let weft = try opened(home)
        var echoes: [Duration] = []
        var answers: [Duration] = []
        for word in ["quaphost", "serving", "tion", "the", "quaphost"] {
            try weft.type("<F4>")
            try weft.watch(for: .milliseconds(300))
            for letter in word.dropLast() { echoes.append(try echo(letter, weft)) }
            try weft.watch(for: .milliseconds(700))
            let before = weft.text
            let typed = try weft.type(String(word.suffix(1)))
            var last = typed
            // Until nothing changes any more: the letter first, then what was found.
            try weft.watch(for: .milliseconds(700)) { terminal, moment in
                if terminal.snapshot.text != before { last = moment }
            }
            answers.append(last - typed)
            try weft.type("<Esc>")
            try weft.watch(for: .milliseconds(300))
        }
        report.row("search: a key to its letter", echoes)
        report.row("search: the last key to the last change", answers)
        weft.end(by: SIGKILL)
    }

    private func opened(_ home: String) throws -> MeasuredProgram {
        let weft = try MeasuredProgram(program, home: home)
        try weft.wait(for: Self.prompt)
        try weft.watch(for: .seconds(1))
        return weft
    }

    private func echo(_ letter: Character, _ weft: MeasuredProgram) throws -> Duration {
        let before = weft.text
        let typed = try weft.type(String(letter))
        let shown = try weft.wait(for: "the letter \(letter)") { $0.snapshot.text != before }
        try weft.watch(for: .milliseconds(40))
        return shown - typed
    }
}
