import Foundation

/// Counts the instructions that a delta costs, at a short answer and at a long one.
///
/// Without arguments it runs itself under callgrind, which counts the same on a busy machine as on a quiet one, and
/// prints a table. With `KIND BYTES DELTAS` it is what runs there.
@main
struct DeltaCost {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            if arguments.isEmpty { return try table() }
            let numbers = arguments.dropFirst().compactMap { Int($0) }
            guard let kind = arguments.first.flatMap(StreamedScreen.Kind.init), numbers.count == 2 else {
                print("usage: DeltaCost [prose|list|paragraph|code BYTES DELTAS]")
                exit(2)
            }
            var screen = try StreamedScreen(kind, bytes: numbers[0])
            let output = try (0..<numbers[1]).reduce(0) { sum, _ in try sum + screen.grow() }
            print("bytes \(output)")
        } catch {
            print(error)
            exit(1)
        }
    }

    private static let deltas = 200
    /// What `StreamedScreen` lets come before the first that is asked for.
    private static let before = 20
    private static let lengths = [10_000, 10_000_000]

    private static func table() throws {
        let program = try withoutDebugInformation()
        defer { try? FileManager.default.removeItem(at: program) }
        print("instructions a delta    at 10 kB   at 10 MB   times   bytes a delta")
        for kind in StreamedScreen.Kind.allCases {
            let runs = try lengths.map { try count(program, kind, $0) }
            let each = runs.map { Double($0.instructions) / Double(deltas + before) }
            let bytes = runs.map { Double($0.bytes) / Double(deltas) }
            let columns =
                each.map { String(format: "%11.0f", $0) }.joined() + String(format: "%8.2f", each[1] / each[0])
            print("  \(kind.rawValue.padding(toLength: 19, withPad: " ", startingAt: 0))\(columns)", bytes)
        }
    }

    /// valgrind cannot read the debug information of Swift.
    private static func withoutDebugInformation() throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "weft-delta-\(UUID().uuidString)")
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        _ = try output("/usr/bin/strip", ["--strip-debug", "-o", copy.path(percentEncoded: false), own])
        return copy
    }

    private static func count(
        _ program: URL, _ kind: StreamedScreen.Kind, _ length: Int
    ) throws -> (instructions: Int, bytes: Int) {
        let text = try output(
            "/usr/bin/valgrind",
            [
                "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*measuredStep*",
                program.path(percentEncoded: false), kind.rawValue, "\(length)", "\(deltas)",
            ])
        func number(after word: String) -> Int? {
            let line = text.split(separator: "\n").first { $0.contains(word) }
            return line?.split(whereSeparator: { " :".contains($0) }).last.flatMap { Int($0.replacing(",", with: "")) }
        }
        guard let instructions = number(after: "Collected"), let bytes = number(after: "bytes ") else {
            throw CountError(description: "callgrind said:\n\(text)")
        }
        return (instructions, bytes)
    }

    /// What a program says, errors and all.
    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}

struct CountError: Error, CustomStringConvertible {
    let description: String
}
