import Foundation
import TestSupport
import Testing

@testable import weft

/// The program itself, without a terminal.
@Suite("weft services, as a program", .timeLimit(.minutes(1)))
struct ServicesVerbTests {
    private struct Outcome {
        let code: Int32
        let output: String
        let errors: String
    }

    private func run(
        _ arguments: [String], in scratch: Scratch, input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let (given, output, errors) = (Pipe(), Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProduct.path("weft"))
        process.arguments = arguments
        process.environment = ["HOME": scratch.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"].merging(environment) {
            $1
        }
        process.standardInput = given
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Outcome(code: process.terminationStatus, output: text, errors: complaints)
    }

    private func path(_ scratch: Scratch) -> String { scratch.locations.configurationFile.path }

    @Test("The list needs no file, and makes none")
    func list() throws {
        let scratch = try Scratch()
        let outcome = try run(["services"], in: scratch)
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.split(separator: "\n").count == 3)
        #expect(outcome.output.hasPrefix("*  local "))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    @Test("Answers from a pipe add a service; the rest of the file stays, and the list shows the new one")
    func add() throws {
        let scratch = try Scratch()
        try ProcessSafety.makeDirectory(scratch.locations.configuration)
        let before = "# mine\n[services.old] # first\nkind = 'amity'\nurl = 'https://h/m'\n"
        try Data(before.utf8).write(to: URL(fileURLWithPath: path(scratch)))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(scratch))
        let answers = "new\nbetterforms\nhttps://portal.example.com\nvariable\nPORTAL\nno\n\nyes\nyes\n"
        let outcome = try run(["services", "add"], in: scratch, input: answers)
        #expect(outcome.code == 0, "\(outcome)")
        let text = try String(contentsOfFile: path(scratch), encoding: .utf8)
        #expect(
            text == "default = \"new\"\n" + before + """

                [services.new]
                kind = "betterforms"
                url = "https://portal.example.com"
                key_env = "PORTAL"

                """)
        #expect(try scratch.permissions(of: path(scratch)) == 0o600)
        let listed = try run(["services"], in: scratch, environment: ["PORTAL": "sk-CANARY"])
        #expect(listed.output.contains("*  new "))
        #expect(listed.output.contains("environment variable PORTAL: found"))
        #expect(!listed.output.contains("CANARY"))
    }

    @Test("Nothing is written when the input ends early, or the person says no", arguments: ["", "no\n"])
    func notAdded(end: String) throws {
        let scratch = try Scratch()
        let answers = "new\namity\nhttps://h/m\nvariable\nK\nno\n" + end
        let outcome = try run(["services", "add"], in: scratch, input: answers)
        #expect(outcome.code == (end.isEmpty ? 1 : 0))
        #expect(!FileManager.default.fileExists(atPath: path(scratch)))
    }

    @Test(
        "All that is wrong in the file is printed, line by line",
        arguments: [["services"], ["services", "check"], ["services", "add"]])
    func wrongFile(arguments: [String]) throws {
        let scratch = try Scratch()
        try ProcessSafety.makeDirectory(scratch.locations.configuration)
        try Data("a = 1\n[services.x]\nkey = \"sk-CANARY\"\n".utf8).write(to: URL(fileURLWithPath: path(scratch)))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path(scratch))
        let outcome = try run(arguments, in: scratch)
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        let lines = outcome.errors.split(separator: "\n").map(String.init)
        #expect(lines.count == 4, "\(lines)")
        #expect(lines[0] == "weft: \(path(scratch)):1: the key a is not known: known here: default, screen, services")
        #expect(lines.allSatisfy { $0.hasPrefix("weft: \(path(scratch)):") && !$0.contains("CANARY") })
    }

    @Test("A check of what is not there ends with 1, and says what")
    func check() throws {
        let scratch = try Scratch()
        try ProcessSafety.makeDirectory(scratch.locations.configuration)
        let text = "[services.x]\nkind = \"amity\"\nurl = \"https://weft-test.invalid/m\"\nkey_env = \"K\"\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(scratch)))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(scratch))
        let outcome = try run(["services", "check", "x"], in: scratch, environment: ["K": "sk-CANARY"])
        #expect(outcome.code == 1)
        #expect(outcome.output.hasPrefix("x (amity) at https://weft-test.invalid/m\n  name        failed "))
        #expect(!(outcome.output + outcome.errors).contains("CANARY"))
        let unknown = try run(["services", "check", "y"], in: scratch)
        #expect(unknown.code == 1)
        #expect(unknown.errors == "weft: There is no service y: did you mean x?\n")
    }
}
