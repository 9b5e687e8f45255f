import Foundation
import TerminalModel
import TestSupport
import Testing

@testable import weft

/// The full screen with a config.toml, on a terminal of its own.
@Suite("The full screen and config.toml", .timeLimit(.minutes(1)))
struct ConfigurationScreenTests {
    private func weft(_ configuration: String, in scratch: Scratch) throws -> TerminalProgram {
        try ProcessSafety.makeDirectory(scratch.locations.configuration)
        let path = scratch.locations.configurationFile.path
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return try TerminalProgram(
            "weft", [], environment: ["HOME": scratch.path, "PATH": "/usr/bin:/bin"],
            size: Size(columns: 120, rows: 24))
    }

    @Test("A file that cannot be used is said in the status line, and the embedded service answers")
    func badFile() async throws {
        let scratch = try Scratch()
        let weft = try weft("[services.x]\nkind = \"amity\"\nurll = \"https://h/m\"\n", in: scratch)
        try await weft.screen(contains: "config.toml is not used")
        try weft.type("what can you do?<Enter>")
        try await weft.screen(contains: "You could ask")
        try weft.type("<Ctrl-Q>y")
        _ = try await weft.exit()
        withExtendedLifetime(scratch) {}
    }

    @Test("No key is fetched before its service is asked, and then it is")
    func lazyKey() async throws {
        let scratch = try Scratch()
        let mark = scratch.path + "/fetched"
        let file = """
            default = "x"
            [services.x]
            kind = "amity"
            url = "http://127.0.0.1:9/m"
            key_command = ["sh", "-c", "touch \(mark); echo k"]
            """
        let weft = try weft(file, in: scratch)
        try await weft.screen(contains: "Ctrl-Q")
        // Ended before anything was asked.
        try weft.type("<Ctrl-Q>")
        #expect(try await weft.exit() == .exited(0))
        #expect(!FileManager.default.fileExists(atPath: mark))

        let second = try self.weft(file, in: scratch)
        try await second.screen(contains: "Ctrl-Q")
        try second.type("hello<Enter>")
        try await second.screen(contains: "nothing listens at 127.0.0.1:9")
        #expect(FileManager.default.fileExists(atPath: mark))
        try second.type("<Ctrl-Q>y")
        _ = try await second.exit()
    }
}
