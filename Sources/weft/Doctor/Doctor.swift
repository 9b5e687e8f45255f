import ArgumentParser
import CursesTerminal
import Glibc
import Settings
import TerminalModel

/// `weft doctor`: measures what the terminal does, and says what to set.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the terminal and say what to set.",
        discussion: """
            Writes characters of many kinds on the terminal's other screen, asks where the cursor is, and compares. \
            Nothing is left on the screen.
            """)

    func run() throws {
        let file = Locations.current().configurationFile
        var ambiguousColumns = 1
        switch file.read() {
        case .success(let configuration): ambiguousColumns = configuration.ambiguousColumns
        case .failure(let problems):
            for problem in problems.all { ProcessSafety.complain(problem.text(file: file.path)) }
        }
        DisplayWidth.ambiguousColumns = ambiguousColumns
        do {
            let terminal = try TerminalInquiry.open()
            let findings = TerminalFindings(of: terminal, environment: Locations.environment)
            terminal.close()
            print(DoctorReport(findings, configured: ambiguousColumns).text(columns: findings.size.columns))
        } catch {
            ProcessSafety.complain(error.description)
            Glibc.exit(2)
        }
    }
}
