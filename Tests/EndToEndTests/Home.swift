import Foundation
import TerminalModel
import TestSupport

/// A person's home directory, empty at first, and `weft` run by that person.
struct Home: Sendable {
    let path: String

    /// Gives a home to `body`, and removes it afterwards.
    static func lend(_ body: (Home) async throws -> Void) async throws {
        let path = NSTemporaryDirectory() + "weft-home-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(Home(path: path))
    }

    var threads: String { path + "/.local/share/weft/threads.sqlite" }
    var service: String { path + "/.local/share/weft/service" }
    var key: String { service + "/key" }

    /// The log of the service, line by line.
    var serviceLog: [String] {
        let text = try? String(contentsOfFile: path + "/.local/state/weft/service.log", encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// Everything below the home, with its permissions.
    var files: [(path: String, permissions: Int, isDirectory: Bool)] {
        let manager = FileManager.default
        return (manager.subpaths(atPath: path) ?? []).compactMap { relative in
            guard let attributes = try? manager.attributesOfItem(atPath: path + "/" + relative),
                let permissions = attributes[.posixPermissions] as? Int
            else { return nil }
            return (relative, permissions, attributes[.type] as? FileAttributeType == .typeDirectory)
        }
    }

    func environment(_ more: [String: String] = [:]) -> [String: String] {
        ["HOME": path].merging(more) { $1 }
    }

    /// `weft` on a terminal of its own; the first frame has not come yet.
    func weft(
        _ arguments: [String] = [], size: Size = Size(columns: 80, rows: 24), environment more: [String: String] = [:]
    ) throws -> TerminalProgram {
        try TerminalProgram("weft", arguments, environment: environment(more), size: size)
    }

    /// `weft` in its three panes, ready to be asked.
    func readyWeft(
        _ arguments: [String] = [], size: Size = Size(columns: 80, rows: 24), environment: [String: String] = [:]
    ) async throws -> TerminalProgram {
        let weft = try weft(arguments, size: size, environment: environment)
        try await weft.screen(contains: "is reachable")
        return weft
    }
}

/// What a program without a terminal left behind.
struct Outcome {
    let code: Int32
    let output: String
    let errors: String
}

extension Home {
    /// Runs `weft` without a terminal until it ends.
    func run(_ arguments: [String], environment more: [String: String] = [:]) throws -> Outcome {
        let (process, output, errors) = try start(arguments, environment: more)
        let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Outcome(code: process.terminationStatus, output: text, errors: complaints)
    }

    /// Starts `weft` without a terminal.
    func start(
        _ arguments: [String], environment more: [String: String] = [:]
    ) throws -> (Process, output: FileHandle, errors: FileHandle) {
        let (output, errors) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProduct.path("weft"))
        process.arguments = arguments
        process.environment = environment(["LANG": "C.UTF-8", "TERM": "xterm-256color"].merging(more) { $1 })
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        return (process, output.fileHandleForReading, errors.fileHandleForReading)
    }
}

extension FileHandle {
    /// The first lines that come; waits for them.
    func lines(_ count: Int) throws -> [String] {
        var text = ""
        while text.count(where: { $0 == "\n" }) < count {
            let more = availableData
            guard !more.isEmpty else { break }
            text += String(decoding: more, as: UTF8.self)
        }
        return text.split(separator: "\n").map(String.init)
    }
}
