import ChatModel
import Foundation
import Testing

@testable import weft

@Suite("Where keys come from", .timeLimit(.minutes(1)))
struct KeySourceTests {
    private static let canary = "sk-CANARY-4711"

    @Test(
        "A command counts before a variable, a variable that is set before a file, and the last is the usual variable")
    func order() {
        var sources = KeySources(standardVariable: "USUAL")
        #expect(sources.inUse(environment: [:]) == .variable("USUAL"))
        sources.file = "/f"
        #expect(sources.inUse(environment: ["USUAL": "k"]) == .file("/f"))
        sources.variable = "OWN"
        #expect(sources.inUse(environment: ["OWN": "k"]) == .variable("OWN"))
        #expect(sources.inUse(environment: ["OWN": ""]) == .file("/f"))
        sources.command = ["pass"]
        #expect(sources.inUse(environment: ["OWN": "k"]) == .command(["pass"]))
        #expect(KeySource.command(["pass", "show", Self.canary]).words == "command pass")
    }

    @Test(
        "One line of visible ASCII is a key, with one line ending or none",
        arguments: [
            ("k", "k"), ("k\n", "k"), ("k\r\n", "k"), ("k\n\n", nil), ("", nil), ("\n", nil), ("a b", nil),
            ("a\tb", nil), ("a\nb", nil), ("é", nil), ("k\u{0}", nil), (" k", nil),
        ])
    func shape(text: String, expected: String?) { #expect(SecretKey(text.utf8)?.text == expected) }

    @Test("Nothing prints a key")
    func hidden() throws {
        let key = try #require(SecretKey(Self.canary.utf8))
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("CANARY"))
    }

    private func failure(
        _ source: KeySource, _ environment: [String: String] = [:], limit: Duration = .seconds(30)
    ) async -> Failure? {
        do throws(Failure) {
            _ = try await source.key(environment: environment, commandLimit: limit)
            return nil
        } catch {
            #expect(!"\(error)".contains("CANARY"), "\(error)")
            return error
        }
    }

    @Test("A variable is read; one that is not set is missing")
    func variable() async throws {
        let key = try await KeySource.variable("K").key(environment: ["K": Self.canary])
        #expect(key.text == Self.canary)
        for environment in [[:], ["K": ""]] {
            #expect(await failure(.variable("K"), environment)?.why == "the environment variable K is not set")
        }
        #expect(await failure(.variable("K"), ["K": "\(Self.canary) two"])?.what == "The key cannot be used")
    }

    @Test("A file of this person alone is read, with ~ as the home directory")
    func file() async throws {
        let scratch = try Scratch()
        try scratch.write(Self.canary + "\n", to: "k")
        let path = scratch.path + "/k"
        for mode in [0o600, 0o400] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(try await KeySource.file(path).key(environment: [:]).text == Self.canary)
            #expect(try await KeySource.file("~/k").key(environment: ["HOME": scratch.path]).text == Self.canary)
        }
    }

    @Test("A file that others may read is refused, with what to run", arguments: [0o640, 0o604, 0o660, 0o644, 0o610])
    func openFile(mode: Int) async throws {
        let scratch = try Scratch()
        try scratch.write(Self.canary, to: "k")
        let path = scratch.path + "/k"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let found = await failure(.file(path))
        #expect(found?.why == "others may read \(path)")
        #expect(found?.remedy.hasPrefix("run chmod 600 \(path)") == true)
        #expect(KeySource.file(path).obstacle(environment: [:]) == found)
    }

    @Test("What is no file with one key in it is refused in words")
    func noFile() async throws {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        #expect(await failure(.file(scratch.path + "/none"))?.why == "there is no file \(scratch.path)/none")
        #expect(await failure(.file(scratch.path))?.why == "\(scratch.path) is not a file")
        let pipe = scratch.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(await failure(.file(pipe))?.why == "\(pipe) is not a file")
        try scratch.write("\(Self.canary)\ntwo\n", to: "k")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path + "/k")
        #expect(await failure(.file(scratch.path + "/k"))?.what == "The key cannot be used")
    }

    private let shell = ProcessInfo.processInfo.environment

    @Test("A command is run without a shell, without a terminal, and what it prints is the key")
    func command() async throws {
        let echo = try await KeySource.command(["echo", "$HOME;`id`"]).key(environment: shell)
        #expect(echo.text == "$HOME;`id`")
        let script = "test -t 0 || test -t 2 || { test $(cat | wc -c) = 0 && echo k; } ; echo \(Self.canary) >&2"
        #expect(try await KeySource.command(["/bin/sh", "-c", script]).key(environment: shell).text == "k")
        let session = "test $(ps -o sid= -p $$) = $$ && echo own"
        #expect(try await KeySource.command(["sh", "-c", session]).key(environment: shell).text == "own")
    }

    @Test("A command that fails gives no key, whatever it has printed")
    func failingCommand() async {
        let canary = Self.canary
        #expect(
            await failure(.command(["sh", "-c", "echo \(canary); exit 3"]), shell)?.why
                == "sh: it ended with exit status 3")
        #expect(await failure(.command(["sh", "-c", "kill -9 $$"]), shell)?.why == "sh: it was ended by signal 9")
        #expect(
            await failure(.command(["sh", "-c", "echo \(canary) two"]), shell)?.why == "sh: it did not print a key")
        #expect(await failure(.command(["true"]), shell)?.why == "true: it did not print a key")
        #expect(
            await failure(.command(["weft-no-such-program"]), shell)?.why == "there is no program weft-no-such-program")
        #expect(await failure(.command(["./run"]), shell)?.why == "there is no program ./run")
        #expect(KeySource.command(["true"]).obstacle(environment: shell) == nil)
        #expect(KeySource.command(["weft-no-such-program"]).obstacle(environment: shell) != nil)
    }

    @Test("A command that does not end is killed at its limit, with all that it has started")
    func endlessCommand() async throws {
        let scratch = try Scratch()
        let note = scratch.path + "/child"
        let script = "sh -c 'echo $$ > \(note); exec sleep 600' & wait"
        let source = KeySource.command(["sh", "-c", script])
        #expect(await failure(source, shell, limit: .seconds(1))?.why == "sh: it did not end within 1 s")
        let child = try #require(pid_t(try scratch.text(of: "child").trimmingCharacters(in: .whitespacesAndNewlines)))
        // Killed and not waited for: whoever adopts it takes it away.
        while kill(child, 0) == 0, try Self.state(of: child) != "Z" { await Task.yield() }
        let endless = await failure(.command(["yes"]), shell, limit: .milliseconds(300))
        #expect(endless?.what == "The key could not be fetched")
    }

    private static func state(of process: pid_t) throws -> String {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ") Z"
        return String(text.split(separator: ")").last?.split(separator: " ").first ?? "Z")
    }

    @Test(
        "Words of a shell are taken apart and put together",
        arguments: [
            ("pass show x", ["pass", "show", "x"]), ("  a  'b c' \"d e\"f\\ g ", ["a", "b c", "d ef g"]),
            ("a ''", ["a", ""]), ("'\\'", ["\\"]), ("", []), ("a 'b", nil), ("a\\", nil),
            ("$HOME `x`", ["$HOME", "`x`"]),
        ])
    func words(line: String, expected: [String]?) {
        #expect(ShellWords.words(line) == expected)
        guard let expected else { return }
        #expect(ShellWords.words(expected.map(ShellWords.quoted).joined(separator: " ")) == expected)
    }
}
