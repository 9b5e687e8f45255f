import Foundation
import TerminalModel
import TestSupport
import Testing

extension Home {
    /// A file of this home.
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
        return path + "/" + name
    }

    /// Runs `weft` and expects it to do what was asked.
    func done(_ arguments: String...) throws -> String {
        let outcome = try run(arguments)
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(arguments): \(outcome)")
        return outcome.output
    }
}

/// Files in the formats of other programs, written after their public descriptions.
enum ForeignFile {
    static let claude = #"""
        [{"uuid":"k-1","name":"Sourdough","created_at":"2025-03-01T08:00:00Z","updated_at":"2025-03-01T09:30:00Z",
          "chat_messages":[
           {"uuid":"m1","sender":"human","text":"How often do I feed it?","created_at":"2025-03-01T08:00:01Z",
            "attachments":[{"file_name":"notes.txt","extracted_content":"rye"}]},
           {"uuid":"m2","sender":"assistant","content":[{"type":"text","text":"Feed it **daily**.\n\n\u001b[31mred\u001b[0m"}],
            "created_at":"2025-03-01T08:00:09Z"}]},
         {"uuid":"k-2","name":"Nothing","chat_messages":[]}]
        """#

    /// Conversations that are made by the number.
    static func chatGPT(_ numbers: Range<Int>) -> String {
        "[" + numbers.map(conversation).joined(separator: ",\n") + "]"
    }

    static func conversation(_ number: Int) -> String {
        let start = 1_700_000_000 + number
        return """
            {"id":"c-\(number)","title":"Talk \(number)","create_time":\(start),"update_time":\(start + 60),"current_node":"c",
            "mapping":{"a":{"parent":null,"children":["b"],"message":null},
            "b":{"parent":"a","children":["c","d"],"message":{"author":{"role":"user"},"create_time":\(start),
            "content":{"content_type":"text","parts":["Question \(number)?"]}}},
            "c":{"parent":"b","children":[],"message":{"author":{"role":"assistant"},"create_time":\(start + 1),
            "content":{"content_type":"text","parts":["Answer \(number)."]}}},
            "d":{"parent":"b","children":[],"message":{"author":{"role":"assistant"},"create_time":\(start + 2),
            "content":{"content_type":"text","parts":["Variant \(number)."]}}}}}
            """
    }
}

@Suite("Threads by verbs", .serialized, .timeLimit(.minutes(5)))
struct ThreadVerbTests {
    @Test(
        "Imported, listed, searched, shown, exported, imported elsewhere: all of it is the same, and nothing comes twice"
    )
    func inAndOut() async throws {
        try await Home.lend { home in
            let file = try home.write(ForeignFile.claude, to: "conversations.json")
            let first = try home.done("threads", "import", file)
            #expect(first.hasPrefix("Imported: 1 thread with 2 messages.\n"))
            #expect(first.contains("  record 2 (Nothing): it has no messages\n"))
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<25), to: "gpt.json"))

            let second = try home.done("threads", "import", file)
            #expect(second.hasPrefix("Imported: 0 threads with 0 messages.\nAlready here: 1 thread.\n"))
            #expect(try home.done("threads", "list").split(separator: "\n").count == 26)
            let line = try #require(try home.done("threads", "list", "sourdough").split(separator: "\n").first)
            #expect(line.hasSuffix("Sourdough  #claude"))
            let id = String(line.prefix(8))

            let shown = try home.done("threads", "show", id)
            #expect(shown.contains("How often do I feed it?") && shown.contains("Feed it **daily**."))
            #expect(try home.done("threads", "search", "daily").contains("Sourdough"))

            let exported = try home.done("threads", "export", "--all")
            let out = try home.write(exported, to: "all.json")
            try await Home.lend { (other: Home) async throws in
                #expect(try other.done("threads", "import", out).hasPrefix("Imported: 26 threads with 77 messages.\n"))
                #expect(try other.done("threads", "export", "--all") == exported)
            }
        }
    }

    @Test("What was said since the last import comes to the threads that are there")
    func growing() async throws {
        try await Home.lend { home in
            let longer = ForeignFile.chatGPT(0..<1).replacing(
                #""c":{"parent":"b","children":[]"#, with: #""c":{"parent":"b","children":["e"]"#
            ).replacing(
                #""mapping":{"#,
                with: """
                    "mapping":{"e":{"parent":"c","children":[],"message":{"author":{"role":"user"},"create_time":1700000009,\
                    "content":{"content_type":"text","parts":["And then?"]}}},
                    """)
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<2), to: "old.json"))
            let grown = try home.done("threads", "import", try home.write(longer, to: "new.json"))
            #expect(grown.contains("Grown: 1 thread that were here, by 1 message.\n"))
            #expect(try home.done("threads", "export", "talk", "--format", "text").contains("And then?"))
        }
    }

    @Test("Deleted threads are in the trash, and come back")
    func trash() async throws {
        try await Home.lend { home in
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<3), to: "gpt.json"))
            let ids = try home.done("threads", "list").split(separator: "\n").map { String($0.prefix(8)) }
            #expect(try home.done("threads", "delete", ids[0], ids[1]).hasPrefix("Deleted: 2 threads."))
            #expect(try home.done("threads", "list").split(separator: "\n").count == 1)
            #expect(try home.done("threads", "list", "--trash").split(separator: "\n").count == 2)
            let again = try home.done("threads", "import", home.path + "/gpt.json")
            #expect(again.contains("Already here: 3 threads, 2 of them in the trash.\n"))
            #expect(try home.done("threads", "restore", ids[0]) == "Restored: 1 thread.\n")
            #expect(try home.done("threads", "list").split(separator: "\n").count == 2)
            let wrong = try home.run(["threads", "delete", ids[0], "nothere"])
            #expect(wrong.code == 1 && wrong.errors.hasPrefix("weft: There is no thread nothere: "))
            #expect(try home.done("threads", "list").split(separator: "\n").count == 2)
        }
    }

    @Test("Files are made for their owner alone, whole, and never replaced unasked")
    func files() async throws {
        try await Home.lend { home in
            _ = try home.done("threads", "import", try home.write(ForeignFile.claude, to: "claude.json"))
            for format in ["json", "markdown", "html", "text"] {
                let file = home.path + "/out." + format
                _ = try home.done("threads", "export", "--all", "--format", format, "--output", file)
                let shown = try home.done("threads", "export", "--all", "--format", format, "--output", "-")
                #expect(try shown == String(contentsOfFile: file, encoding: .utf8))
                #expect(home.files.first { $0.path == "out." + format }?.permissions == 0o600)
                let text = try String(contentsOfFile: file, encoding: .utf8)
                #expect(text.contains("Sourdough") && !text.lowercased().contains("<script"))
                let again = try home.run(["threads", "export", "--all", "--format", format, "--output", file])
                #expect(again.code == 1 && again.errors.contains("File exists"))
                _ = try home.done("threads", "export", "--all", "--format", format, "--output", file, "--replace")
                #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
            }
            let folder = home.path + "/pages"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let cut = try home.write(String(ForeignFile.chatGPT(0..<1).dropLast(40)), to: "cut.json")
            let broken = try home.run(["threads", "import", cut])
            #expect(broken.code == 1 && broken.output.contains("Skipped: 1 record"))
            _ = try home.done("threads", "export", "sourdough", "--format", "markdown", "-o", folder)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 1 && names[0].wholeMatch(of: /2025-03-01-sourdough-[0-9a-f]{12}\.md/) != nil)
            try await Home.lend { other in
                let back = try other.done("threads", "import", folder + "/" + names[0])
                #expect(back.hasPrefix("Imported: 1 thread with 2 messages.\n"))
            }
        }
    }

    @Test("While Weft runs, its threads can be read and copied; what would change them says who holds them")
    func besideWeft() async throws {
        try await Home.lend { home in
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<2), to: "gpt.json"))
            let weft = try await home.readyWeft()
            #expect(try home.done("threads", "list").split(separator: "\n").count == 2)
            let copy = home.path + "/copy.sqlite"
            _ = try home.done("backup", copy)
            #expect(home.files.first { $0.path == "copy.sqlite" }?.permissions == 0o600)
            let id = String(try home.done("threads", "list").prefix(8))
            for arguments in [
                ["threads", "import", home.path + "/gpt.json"], ["threads", "delete", id], ["threads", "restore", id],
                ["restore", copy],
            ] {
                let refused = try home.run(arguments)
                #expect(refused.code == 75 && refused.output.isEmpty, "\(arguments)")
                #expect(
                    refused.errors.contains("another Weft (process \(weft.process)) is writing"), "\(refused.errors)")
            }
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
        }
    }

    @Test("A reader that goes away ends an export without a word")
    func brokenPipe() async throws {
        try await Home.lend { home in
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<600), to: "gpt.json"))
            let (process, output, errors) = try home.start(["threads", "export", "--all"])
            _ = try output.read(upToCount: 10)
            try output.close()
            let words = errors.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGPIPE)
            #expect(words.isEmpty)
        }
    }

    @Test("Ctrl-C ends an import between two threads: what came in stays, and is named")
    func cancelled() async throws {
        try await Home.lend { home in
            let pipe = home.path + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            let (process, output, _) = try home.start(["threads", "import", pipe])
            let writing = try FileHandle(forUpdating: URL(fileURLWithPath: pipe))
            let text = Array(ForeignFile.chatGPT(0..<150).utf8.dropLast())
            try writing.write(contentsOf: Data(text))
            try home.waitForThreads(100)
            process.interrupt()
            let report = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            try writing.close()
            #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
            let count = try #require(report.firstMatch(of: /Imported: ([0-9]+)/).flatMap { Int($0.1) })
            #expect((100...150).contains(count))
            #expect(try home.done("threads", "list").split(separator: "\n").count == count)
        }
    }

    @Test("On a terminal, what others wrote moves nothing")
    func terminal() async throws {
        try await Home.lend { home in
            _ = try home.done("threads", "import", try home.write(ForeignFile.claude, to: "claude.json"))
            let id = String(try home.done("threads", "list").prefix(8))
            for arguments in [
                ["threads", "show", id], ["threads", "export", id], ["threads", "export", id, "--format", "html"],
            ] {
                let weft = try home.weft(arguments)
                #expect(try await weft.exit() == .exited(0))
                #expect(!weft.logText.contains("\u{1B}[31m"))
            }
        }
    }

    @Test("Wrong words are explained: no pattern, no thread, no file, no format")
    func mistakes() async throws {
        try await Home.lend { home in
            #expect(try home.run(["threads", "list"]).errors.hasPrefix("weft: There are no threads yet: "))
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<1), to: "gpt.json"))
            for (arguments, words) in [
                (["threads", "list", "~"], "This is no pattern: ~: A letter belongs behind ~ (character 2)"),
                (["threads", "show", "zzz"], "There is no thread zzz"),
                (["threads", "export", "zzz"], "Nothing was exported: no thread matches zzz"),
                (["threads", "import", home.path + "/nothing"], "No such file or directory"),
                (["threads", "import", home.path], "Is a directory"),
            ] {
                let outcome = try home.run(arguments)
                #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 1)
            }
            #expect(try home.run(["threads", "export"]).code == 64)
            #expect(try home.run(["threads", "export", "--all", "--format", "pdf"]).code == 64)
        }
    }
}
