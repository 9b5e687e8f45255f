import ChatModel
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Files of older versions", .timeLimit(.minutes(2)))
struct MigrationTests {
    static let words = ["first words", "zweite Wörter", "第三の言葉", "fourth"]

    /// A file as an older Weft left it: two threads with messages in turns.
    static func makeOld(_ version: Int, in scratch: Scratch, messages count: Int = 40) throws {
        try scratch.files.makeDirectory()
        let old = Schema(steps: Array(Schema.current.steps.prefix(version)))
        try DatabaseQueue(path: scratch.files.database, configuration: .weft).writeWithoutTransaction { database in
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            try old.migrate(database, files: scratch.files, now: .noon)
            try database.inTransaction {
                for thread in ["a", "b"] {
                    try database.execute(
                        sql: """
                            INSERT INTO thread (id, title, createdAt, activeAt, isUnread, hasFailed, isEmpty, service)
                            VALUES (?, 'Über ' || ?, 1, 2, 0, 0, 0, 'local')
                            """, arguments: [thread, thread])
                }
                for number in 0..<count {
                    try database.execute(
                        sql: """
                            INSERT INTO message (id, thread, role, text, createdAt, author, state)
                            VALUES (?, ?, 'user', ?, ?, '', 'sent')
                            """,
                        arguments: [
                            "m\(number)", number % 3 == 0 ? "a" : "b", words[number % 4] + " \(number)x", number,
                        ])
                }
                return .commit
            }
        }
    }

    private func check(_ threads: ThreadDatabase, messages count: Int = 40) async throws {
        for (thread, belongs) in [("a", { $0 % 3 == 0 }), ("b", { $0 % 3 != 0 })] as [(ThreadID, (Int) -> Bool)] {
            let messages = try await threads.messages(of: thread)
            #expect(messages.map(\.id.text) == (0..<count).filter(belongs).map { "m\($0)" })
            #expect(messages.map(\.parent) == [nil] + messages.dropLast().map(\.id))
        }
        for number in [0, 1, count / 2, count - 1] {
            let hits = try await threads.search("\"\(Self.words[number % 4]) \(number)x\"", limit: 10).hits
            #expect(hits.contains { $0.message?.text == "m\(number)" }, "\(number)")
        }
        let third = try await threads.list(ThreadQuery(filter: .body("の言葉")), around: 0, limit: 5)
        #expect(third.count == 2)
        #expect(try await threads.list(ThreadQuery(filter: .title("uber")), around: 0, limit: 5).count == 2)
    }

    @Test("messages follow one another, and all words are found", arguments: [1, 2])
    func migrated(_ version: Int) async throws {
        let scratch = Scratch()
        try Self.makeOld(version, in: scratch)
        let threads = try scratch.open()
        await threads.backlogEnded()
        #expect(try await threads.search("first", limit: 100).hasMore == false)
        try await check(threads)
        #expect(try scratch.files.backups().map { $0.suffix(15) } == ["-schema\(version).sqlite"])
    }

    @Test("threads of before there were settings have none, and take some")
    func settings() async throws {
        let scratch = Scratch()
        try Self.makeOld(4, in: scratch)
        let threads = try scratch.open()
        let listed = try await threads.list(ThreadQuery(), around: 0, limit: 5).threads
        #expect(listed.map(\.id) == ["b", "a"])
        #expect(listed.allSatisfy { $0.settings.isEmpty && $0.preset == nil })
        var thread = listed[1]
        thread.settings.system = "Be brief."
        let preset = Preset(service: "s", name: "Brief", settings: thread.settings)
        try await threads.record([.threadSaved(thread), .presetSaved(preset)])
        #expect(try await threads.read("a")?.thread == thread)
        #expect(try await threads.presets() == [preset])
        #expect(try scratch.files.backups().map { $0.suffix(15) } == ["-schema4.sqlite"])
    }

    @Test("the index goes on where it was ended, and what is removed before its turn leaves nothing")
    func backlog() async throws {
        let scratch = Scratch()
        try Self.makeOld(2, in: scratch)
        let queue = try DatabaseQueue(path: scratch.files.database, configuration: .weft)
        try await queue.writeWithoutTransaction { try Schema.current.migrate($0, files: scratch.files, now: .noon) }
        for _ in 0..<5 { #expect(try await queue.write { try $0.indexBacklog(most: 3) }) }
        try queue.close()
        let files = scratch.files
        let schema = Schema.current
        let half = try DatabaseQueue(path: files.database, configuration: .weft)
        #expect(try await half.read { try schema.hasBacklog($0) })
        try half.close()
        let threads = try scratch.open()
        try await threads.record([.messageRemoved("a", "m3"), .threadsErased(["b"])])
        await threads.backlogEnded()
        #expect(
            try await threads.messages(of: "a").map(\.id.text)
                == (0..<40).filter { $0 % 3 == 0 && $0 != 3 }.map { "m\($0)" })
        #expect(try await threads.search("3x", limit: 100).hits.compactMap { $0.message?.text }.contains("m3") == false)
        try await threads.record([.threadsErased(["a"])])
        #expect(try await threads.words() == 0)
    }

    /// How far a process has come, as its files show it.
    enum Stage: CaseIterable {
        case copying, copied, changing, changed, indexing

        func isReached(in scratch: Scratch) throws -> Bool {
            let names = try scratch.names()
            let isCopied = names.contains { $0.hasSuffix("-schema2.sqlite") }
            let log = scratch.files.database + "-wal"
            let size = try isCopied ? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0 : 0
            return switch self {
            case .copying: isCopied || names.contains { $0.hasSuffix("unfinished") }
            case .copied: isCopied
            case .changing: size > 30_000
            case .changed: size > 100_000
            case .indexing: size > 200_000
            }
        }
    }

    @Test(
        "a process that is killed while it brings a file up leaves the old or the new one, whole",
        arguments: Stage.allCases)
    func killed(_ stage: Stage) async throws {
        let scratch = Scratch()
        try Self.makeOld(2, in: scratch, messages: 2000)
        let probe = try Probe("hold", scratch.path)
        while try !stage.isReached(in: scratch) { await Task.yield() }
        probe.kill()
        let version = try scratch.ask("PRAGMA user_version")
        #expect(version == ["2"] || version == ["\(Schema.current.version)"])
        let threads = try scratch.open()
        #expect(threads.notice == nil && threads.readOnly == nil)
        let integrity = try await threads.queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(integrity == "ok")
        await threads.backlogEnded()
        try await check(threads, messages: 2000)
        #expect(try !scratch.names().contains { $0.hasSuffix("unfinished") } || version != ["2"])
    }
}
