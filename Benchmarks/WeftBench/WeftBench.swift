import Foundation

/// Measures a built weft, as `make bench` does: `WeftBench PATH [SECTION…]`.
@main
struct WeftBench {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard let program = arguments.first, FileManager.default.isExecutableFile(atPath: program) else {
            print("usage: WeftBench PATH-OF-WEFT [start|idle|keys|stream|stop|flood|threads]…")
            exit(2)
        }
        let wanted = Set(arguments.dropFirst())
        do {
            let report = Report()
            for section in Section.allCases where wanted.isEmpty || wanted.contains(section.rawValue) {
                report.section(section.rawValue)
                try await withHome { try await Bench(program: program, home: $0, report: report).measure(section) }
            }
        } catch {
            print(error)
            exit(1)
        }
    }

    /// An empty home, which is gone afterwards.
    private static func withHome(_ body: (String) async throws -> Void) async throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "weft-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try await body(home.path(percentEncoded: false))
    }
}

/// A part of the table, in its order.
enum Section: String, CaseIterable {
    case start, idle, keys, stream, stop, flood, threads
}

/// What every section of the table needs.
struct Bench {
    let program: String
    let home: String
    let report: Report

    /// What the empty composer says.
    static let prompt = "Write to"

    func measure(_ section: Section) async throws {
        switch section {
        case .start: try start()
        case .idle: try idle()
        case .keys: try await keys()
        case .stream: try await stream()
        case .stop: try await stop()
        case .flood: try await flood()
        case .threads: try threads()
        }
    }

    /// A weft at its prompt, and done with what it does on the side when it starts.
    func atPrompt() throws -> MeasuredProgram {
        let weft = try MeasuredProgram(program, home: home)
        try weft.wait(for: Self.prompt)
        try weft.watch(for: .seconds(1))
        return weft
    }

    func quit(_ weft: MeasuredProgram) throws {
        try weft.type("<Ctrl-Q>")
        weft.end()
    }
}
