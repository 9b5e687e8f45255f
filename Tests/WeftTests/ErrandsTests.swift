import ChatModel
import Foundation
import Screen
import TerminalModel
import Testing

@testable import weft

/// Programs and files outside the screen.
@Suite(.timeLimit(.minutes(1))) struct ErrandsTests {
    private let scratch: Scratch
    private let errands: Errands

    init() throws {
        scratch = try Scratch()
        let folder = scratch.path
        // As in Weft: a program that reads nothing more must not end the one that writes.
        signal(SIGPIPE, SIG_IGN)
        errands = Errands(
            environment: ["PATH": "/usr/bin:/bin", "OUT": folder], home: folder + "/home", directory: folder)
    }

    private var folder: String { scratch.path }

    private func content(_ name: String) -> String? {
        FileManager.default.contents(atPath: folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("A clipboard command is given the text to the byte")
    func copies() async {
        let text = String(repeating: "a line, 日本語\n", count: 20_000)
        let command = ["sh", "-c", "cat > $OUT/clip.part && mv $OUT/clip.part $OUT/clip"]
        let result = await errands.run(.copy(CopiedText(text), command: command))
        #expect(result == .copied(with: "sh", characters: text.count))
        #expect(content("clip") == text)
        #expect(
            await errands.run(.copy(CopiedText(text), command: ["true"]))
                == .copied(with: "true", characters: text.count))
    }

    @Test("No program learns of the variables that hold keys")
    func keyless() async {
        let environment = errands.environment.merging(["SECRET": "k", "OTHER": "o"]) { $1 }
        let some = Errands(environment: environment, home: folder, directory: folder) { ["SECRET"] }
        let command = ["sh", "-c", "env > $OUT/env"]
        #expect(await some.run(.copy(CopiedText("x"), command: command)) == .copied(with: "sh", characters: 1))
        #expect(content("env")?.contains("OTHER=o") == true && content("env")?.contains("SECRET") == false)
    }

    @Test("A clipboard command that fails is not said to have copied")
    func copyFails() async {
        for (command, why) in [
            (["no-such-program"], "there is no program no-such-program"), (["false"], "false ended with exit status 1"),
            (["sh", "-c", "kill -9 $$"], "sh was ended by signal 9"),
        ] {
            guard case .failed(let failure) = await errands.run(.copy(CopiedText("x"), command: command)) else {
                Issue.record("\(command) is said to have copied")
                continue
            }
            #expect(failure.what == "The text was not copied")
            #expect(failure.why == why)
        }
    }

    @Test("A program that does not end is killed where that is wanted")
    func limit() async {
        let program = DetachedProgram(
            words: ["/bin/sleep", "600"], environment: [:], input: String(repeating: "x", count: 1 << 20),
            limit: .milliseconds(50), isKilled: true)
        #expect(await program.run() == .runs)
        let missing = DetachedProgram(words: ["/no/such"], environment: [:], limit: .seconds(1), isKilled: true)
        #expect(await missing.run() == .cannotStart(errno: ENOENT))
    }

    @Test("A file is new, whole and the person's own, and none is replaced unasked")
    func saves() throws {
        let text = CopiedText("two\nlines")
        let path = folder + "/answer.md"
        #expect(errands.save(text, "answer.md", replaces: false) == .saved(path: path, bytes: 9))
        #expect(content("answer.md") == "two\nlines")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let other = CopiedText("other")
        let replacing = Errand.save(other, name: "answer.md", replaces: true)
        #expect(errands.save(other, "answer.md", replaces: false) == .fileExists(replacing, name: "answer.md"))
        #expect(content("answer.md") == "two\nlines")
        #expect(errands.save(other, path, replaces: true) == .saved(path: path, bytes: 5))
        #expect(content("answer.md") == "other")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["answer.md"])
    }

    @Test("Where a file cannot be written the words say why")
    func saveFails() throws {
        for (name, why) in [("", "it is a folder"), ("no/such/folder.md", "No such file or directory")] {
            guard case .failed(let failure) = errands.save(CopiedText("x"), name, replaces: false) else {
                Issue.record("\(name) is said to be written")
                continue
            }
            #expect(failure.why == why)
        }
        try FileManager.default.createDirectory(atPath: folder + "/home", withIntermediateDirectories: false)
        #expect(errands.save(CopiedText("x"), "~/x", replaces: false) == .saved(path: "~/x", bytes: 1))
    }

    @Test("A link is given to the first browser of $BROWSER that is there, as one word")
    func opens() async throws {
        let browser = folder + "/browser"
        try "#!/bin/sh\necho \"$# $1\" > \(folder)/opened.part && mv \(folder)/opened.part \(folder)/opened\n".write(
            toFile: browser, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: browser)
        let opening = Errands(
            environment: ["PATH": "/usr/bin:/bin", "BROWSER": "no-such-browser:" + browser], home: folder,
            directory: folder)
        #expect(await opening.run(.open("https://a.example/;$(x)?a&b")) == .opened(with: browser))
        #expect(content("opened") == "1 https://a.example/;$(x)?a&b\n")
        let none = Errands(environment: ["PATH": folder], home: folder, directory: folder)
        guard case .failed(let failure) = await none.run(.open("https://a.example")) else {
            Issue.record("nothing can have opened it")
            return
        }
        #expect(failure.why == "there is no xdg-open")
    }
}
