import Foundation
import GRDB
import TerminalModel
import TestSupport
import Testing

@Suite("Backup and restore", .serialized, .timeLimit(.minutes(5)))
struct BackupVerbTests {
    private func withThreads(_ count: Int, _ body: (Home) async throws -> Void) async throws {
        try await Home.lend { home in
            _ = try home.done("threads", "import", try home.write(ForeignFile.chatGPT(0..<count), to: "gpt.json"))
            try await body(home)
        }
    }

    @Test("A backup is restored as it was, and what was there is kept and can be restored too")
    func roundTrip() async throws {
        try await withThreads(5) { home in
            let before = try home.done("threads", "export", "--all")
            let copy = home.path + "/copy.sqlite"
            #expect(try home.done("backup", copy) == "All threads are copied to \(copy).\n")
            let ids = try home.done("threads", "list").split(separator: "\n").map { String($0.prefix(8)) }
            _ = try home.done("threads", "delete", ids[0])
            _ = try home.done("threads", "import", try home.write(ForeignFile.claude, to: "claude.json"))
            let changed = try home.done("threads", "export", "--all")
            #expect(changed != before)

            let answer = try home.done("restore", copy)
            #expect(answer.hasPrefix("Restored: 5 threads.\nWhat was there is kept in "))
            #expect(try home.done("threads", "export", "--all") == before)
            let kept = try #require(answer.firstMatch(of: /kept in (.*)\.\n/)?.1)
            #expect(home.files.first { home.path + "/" + $0.path == kept }?.permissions == 0o600)
            _ = try home.done("restore", String(kept))
            #expect(try home.done("threads", "export", "--all") == changed)
        }
    }

    @Test("Into an empty home, and by an absolute or a relative path")
    func elsewhere() async throws {
        try await withThreads(3) { home in
            let copy = home.path + "/copy.sqlite"
            _ = try home.done("backup", copy)
            try await Home.lend { other in
                #expect(try other.done("restore", copy) == "Restored: 3 threads.\n")
                #expect(try other.done("threads", "list").split(separator: "\n").count == 3)
                let weft = try await other.readyWeft()
                try await weft.screen(contains: "Talk 2")
                try weft.type("<Ctrl-Q>")
                #expect(try await weft.exit() == .exited(0))
            }
        }
    }

    @Test("Nothing that is there is replaced, neither a file nor a link")
    func neverReplaces() async throws {
        try await withThreads(1) { home in
            let file = try home.write("mine", to: "mine.txt")
            #expect(symlink(home.path + "/nowhere", home.path + "/link") == 0)
            for place in [file, home.path + "/link", home.path] {
                let outcome = try home.run(["backup", place])
                #expect(
                    outcome.code == 1 && outcome.errors.hasPrefix("weft: No backup was made: there is something at "))
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
            #expect(!FileManager.default.fileExists(atPath: home.path + "/nowhere"))
            #expect(!home.files.contains { $0.path.contains("unfinished") })
        }
    }

    @Test("A file that is no backup is refused, and nothing changes")
    func refused() async throws {
        try await withThreads(2) { home in
            let before = try home.done("threads", "export", "--all")
            let copy = home.path + "/copy.sqlite"
            _ = try home.done("backup", copy)
            let whole = try Data(contentsOf: URL(fileURLWithPath: copy))
            var damaged = whole
            damaged.replaceSubrange(4096..<4600, with: Data(repeating: 0xA5, count: 504))
            func put(_ data: Data, _ name: String) throws -> String {
                try data.write(to: URL(fileURLWithPath: home.path + "/" + name))
                return home.path + "/" + name
            }
            let newer = try put(whole, "newer.sqlite")
            try DatabaseQueue(path: newer).write { try $0.execute(sql: "PRAGMA user_version = 99") }
            let foreign = home.path + "/foreign.sqlite"
            try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE t (x)") }
            for (file, words) in [
                (try put(damaged, "damaged.sqlite"), "is damaged"), (newer, "a newer Weft wrote"),
                (
                    try put(Data("plain words, longer than a header of SQLite is, so that it is read".utf8), "words"),
                    "is no backup of Weft"
                ),
                (try put(whole.prefix(6000), "cut.sqlite"), "is damaged"),
                (foreign, "is the database of another program"),
                (home.path + "/missing", "there is no file"), (home.path, "is not a plain file"),
                (home.threads, "is the store itself"),
            ] {
                let outcome = try home.run(["restore", file])
                #expect(
                    outcome.code == 1 && outcome.errors.hasPrefix("weft: Nothing was restored: "), "\(file): \(outcome)"
                )
                #expect(outcome.errors.contains(words), "\(outcome.errors)")
            }
            #expect(try home.done("threads", "export", "--all") == before)
        }
    }

    @Test("A damaged file is set aside, the screen says so and how to bring it back, and that brings it back")
    func recover() async throws {
        try await withThreads(3) { home in
            let before = try home.done("threads", "list").split(separator: "\n")
            var bytes = try Data(contentsOf: URL(fileURLWithPath: home.threads))
            bytes.replaceSubrange(0..<7, with: Data("damaged".utf8))
            try bytes.write(to: URL(fileURLWithPath: home.threads))
            let weft = try home.weft(size: Size(columns: 80, rows: 24))
            try await weft.screen { $0.text.contains("an empty list of threads") && $0.text.contains("weft recover /") }
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
            let kept = try #require(
                home.files.first { $0.path.contains("threads-damaged-") && $0.path.hasSuffix(".sqlite") }?.path)
            _ = try home.done("recover", home.path + "/" + kept)
            let after = try home.done("threads", "list").split(separator: "\n")
            #expect(after.filter { !$0.contains("New thread") } == before)
        }
    }

    @Test("A backup while threads come in is one moment of them")
    func whileWritten() async throws {
        try await withThreads(1) { home in
            let pipe = home.path + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            let (process, output, _) = try home.start(["threads", "import", pipe])
            let writing = try FileHandle(forUpdating: URL(fileURLWithPath: pipe))
            try writing.write(contentsOf: Data("[".utf8))
            for round in 1...5 {
                let more = (round * 100..<round * 100 + 100).map(ForeignFile.conversation).joined(separator: ",")
                try writing.write(contentsOf: Data((more + ",").utf8))
                try home.waitForThreads(round * 100)
                let copy = home.path + "/copy-\(round).sqlite"
                _ = try home.done("backup", copy)
                let database = try DatabaseQueue(path: copy)
                let (check, threads, messages) = try await database.read { database in
                    (
                        try String.fetchOne(database, sql: "PRAGMA integrity_check"),
                        try Int.fetchOne(database, sql: "SELECT count(*) FROM thread") ?? 0,
                        try Int.fetchOne(database, sql: "SELECT count(*) FROM message") ?? 0
                    )
                }
                #expect(check == "ok" && threads >= round * 100 && messages == threads * 3)
            }
            process.terminate()
            try writing.write(contentsOf: Data(" ".utf8))
            _ = output.readDataToEndOfFile()
            process.waitUntilExit()
        }
    }
}

extension Home {
    /// Waits until so many threads are in the store.
    func waitForThreads(_ count: Int) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let found = try? DatabaseQueue(path: threads, configuration: configuration).read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM thread")
            }
            if let found = found ?? nil, found >= count { return }
            sched_yield()
        }
        Issue.record("there are not \(count) threads in a minute")
    }
}
