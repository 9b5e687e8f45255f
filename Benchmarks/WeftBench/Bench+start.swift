import Glibc
import TerminalModel
import TestSupport

extension Bench {
    private static let starts = 10

    /// From the start of the process to a screen to type on, beside a program that prints one line.
    func start() throws {
        var floor: [Duration] = []
        for _ in 0..<Self.starts {
            let echo = try MeasuredProgram("/bin/echo", ["ready"], home: home)
            floor.append(try echo.wait(for: "ready") - echo.started)
            echo.end()
        }
        report.row("echo: to its line", floor)
        let first = try run()
        report.row("weft, empty home: to the prompt", [first.prompt])
        let warm = try (0..<Self.starts).map { _ in try run() }
        report.row("weft, warm: to the prompt", warm.map(\.prompt))
        report.row("weft, warm: to a typed key on the screen", warm.map(\.typed))
        report.row("weft, warm: from Ctrl-Q to the end", warm.map(\.quit))
        report.row("weft, warm: CPU to the typed key", warm.map(\.cpu))
        report.row("weft, warm: to the prompt, in echoes", "times", ratio(warm.map(\.prompt), to: floor))
    }

    private func run() throws -> (prompt: Duration, typed: Duration, quit: Duration, cpu: Duration) {
        let weft = try MeasuredProgram(program, home: home)
        let prompt = try weft.wait(for: Self.prompt)
        try weft.type("@")
        let typed = try weft.wait(for: "the typed key", until: { $0.composer.contains("@") })
        let cpu = ProcessUsage(of: weft.process).cpu
        try weft.type("<Backspace>")
        try weft.wait(for: Self.prompt)
        let asked = try weft.type("<Ctrl-Q>")
        weft.end()
        return (prompt - weft.started, typed - weft.started, .now - asked, cpu)
    }

    private func ratio(_ times: [Duration], to floor: [Duration]) -> [Double] {
        let median = floor.sorted()[floor.count / 2]
        return times.map { $0 / median }
    }
}

extension VirtualTerminal {
    /// The composer's only row: the one above the status line.
    var composer: String { text(row: size.rows - 2) }
}
