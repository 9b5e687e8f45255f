import ChatModel
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Files that are not as they should be")
struct FaultTests {
    @Test("a full disk is said in words, keeps what was there, and passes")
    func fullDisk() async throws {
        let threads = try await Scratch().openWithReply()
        try await threads.limitPages(to: 30)
        let long = String(repeating: "x", count: 200_000)
        let full = await #expect(throws: Failure.self) {
            try await threads.record([.grew("lost"), .messageAdded(.prompt(long))])
        }
        #expect(full?.what == "Your threads could not be saved")
        #expect(full?.why == "the disk is full")
        #expect(full?.remedy.hasPrefix("make room on the disk that holds /") == true)
        #expect(try await threads.messages(of: "thread-1") == [.reply(.running)])
        try await threads.limitPages(to: 1_000_000)
        try await threads.record([.grew("kept"), .messageAdded(.prompt(long))])
        #expect(try await threads.messages(of: "thread-1") == [.reply(.running, text: "kept"), .prompt(long)])
    }

    @Test("a file that an older Weft has open cannot be brought up, and is not read either")
    func older() async throws {
        let scratch = Scratch()
        let holder = try await scratch.openWithReply()
        try scratch.ask("PRAGMA user_version = 3")
        let failure = #expect(throws: Failure.self) { try scratch.open() }
        #expect(failure?.why == "an older Weft has them open (schema 3, this one needs \(Schema.current.version))")
        await holder.close()
    }

    @Test("a file of a newer schema is read, not written, and the needed schema named")
    func newer() async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([.grew("x")])
        try scratch.ask("PRAGMA user_version = 7")
        let threads = try scratch.open()
        #expect(
            threads.readOnly?.why
                == "these threads were written by a newer Weft (schema 7, this one knows up to \(Schema.current.version))"
        )
        #expect(threads.readOnly?.remedy == "install a Weft that knows schema 7")
        #expect(try await threads.messages(of: "thread-1") == [.reply(.running, text: "x")])
        #expect(try scratch.ask("PRAGMA user_version") == ["7"])
    }

    @Test(
        "the database of another program is refused and stays as it is",
        arguments: [
            "PRAGMA application_id = 4711; CREATE TABLE a (b)", "CREATE TABLE a (b)", "PRAGMA user_version = 3",
        ])
    func foreign(_ sql: String) throws {
        let scratch = Scratch()
        try scratch.files.makeDirectory()
        try DatabaseQueue(path: scratch.files.database).writeWithoutTransaction { try $0.execute(sql: sql) }
        let before = try scratch.bytes(of: "threads.sqlite")
        let refusal = #expect(throws: Failure.self) { try scratch.open() }
        #expect(refusal?.why == "\(scratch.files.database) is the database of another program")
        #expect(try scratch.bytes(of: "threads.sqlite") == before)
        #expect(try scratch.names() == ["threads.sqlite", "weft.lock"])
    }

    @Test("an empty file becomes a store")
    func emptyFile() async throws {
        let scratch = Scratch()
        try scratch.files.makeDirectory()
        #expect(try !scratch.files.makeDatabase())
        #expect(try await scratch.open().load().threads.isEmpty)
    }

    enum Damage: String, CaseIterable {
        case header, truncated, garbage, halfPage
    }

    @Test("a damaged file is kept to the byte under another name, and an empty store opens", arguments: Damage.allCases)
    func damaged(_ damage: Damage) async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([.grew(String(repeating: "x", count: 50_000)), .became(.complete)])
        var bytes = try scratch.bytes(of: "threads.sqlite")
        switch damage {
        case .header: bytes.replaceSubrange(0..<16, with: Data(repeating: 0x41, count: 16))
        case .truncated: bytes = bytes.prefix(5 * 4096)
        case .garbage: bytes = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        case .halfPage: bytes = bytes.prefix(2048)
        }
        try bytes.write(to: URL(fileURLWithPath: scratch.files.database))
        for attempt in 1...2 {
            let threads = try scratch.open()
            #expect(threads.readOnly == nil)
            #expect((threads.notice == nil) == (attempt == 2))
            #expect(try await threads.load().threads.isEmpty)
        }
        let kept = try #require(try scratch.names().filter { $0.hasPrefix("threads-damaged-") }.first)
        #expect(try scratch.bytes(of: kept) == bytes)
    }

    @Test("after a crash a damaged page is found at the start")
    func damagedPage() async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([.grew(String(repeating: "x", count: 50_000)), .became(.complete)])
        let root = try Int(scratch.ask("SELECT rootpage FROM sqlite_master WHERE name = 'draft'")[0]) ?? 0
        var bytes = try scratch.bytes(of: "threads.sqlite")
        bytes.replaceSubrange((root - 1) * 4096..<root * 4096, with: Data(repeating: 0xFF, count: 4096))
        try bytes.write(to: URL(fileURLWithPath: scratch.files.database))
        try Data(count: 32).write(to: URL(fileURLWithPath: scratch.files.database + "-wal"))
        #expect(try scratch.open().notice?.why == "the file that held them is damaged")
    }

    @Test("damage that a call finds is looked for at the next start, and a file that is sound after all stays")
    func suspectedPage() async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([.grew(String(repeating: "x", count: 50_000)), .became(.complete)])
        let root = try Int(scratch.ask("SELECT rootpage FROM sqlite_master WHERE name = 'message'")[0]) ?? 0
        let sound = try scratch.bytes(of: "threads.sqlite")
        var bytes = sound
        bytes.replaceSubrange((root - 1) * 4096..<root * 4096, with: Data(repeating: 0xFF, count: 4096))
        func find(_ bytes: Data) async throws -> Failure? {
            try bytes.write(to: URL(fileURLWithPath: scratch.files.database))
            let threads = try scratch.open()
            #expect(threads.notice == nil)
            return await #expect(throws: Failure.self) { _ = try await threads.messages(of: "thread-1") }
        }
        #expect(try await find(bytes)?.remedy.hasPrefix("start Weft anew") == true)
        try sound.write(to: URL(fileURLWithPath: scratch.files.database))
        #expect(try scratch.open().notice == nil)
        #expect(try await find(bytes)?.why == "the file is damaged")
        #expect(try scratch.open().notice?.why == "the file that held them is damaged")
        #expect(try scratch.names().contains { $0.hasSuffix("-suspect") } == false)
        #expect(try scratch.open().notice == nil)
    }

    @Test(
        "nothing is written through a planted link", arguments: ["threads.sqlite", "threads.sqlite-wal", "weft.lock"])
    func plantedLink(_ name: String) throws {
        let scratch = Scratch()
        try scratch.files.makeDirectory()
        let victim = scratch.path + "/victim"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/\(name)", withDestinationPath: victim)
        #expect(throws: Failure.self) { try scratch.open() }
        #expect(try scratch.bytes(of: "victim") == Data("precious".utf8))
    }

    @Test("files that others could read are closed to them")
    func loosePermissions() throws {
        let scratch = Scratch()
        _ = try scratch.open()
        chmod(scratch.files.database, 0o666)
        _ = try scratch.open()
        #expect(try scratch.permissions(of: "threads.sqlite") == 0o600)
    }

    @Test("a directory that cannot be made is said in words")
    func noDirectory() throws {
        let scratch = Scratch()
        try scratch.files.makeDirectory()
        try Data().write(to: URL(fileURLWithPath: scratch.path + "/file"))
        let failure = #expect(throws: Failure.self) {
            try ThreadDatabase.open(directory: scratch.path + "/file/store", now: .noon)
        }
        #expect(failure?.what == "Your threads could not be opened")
        #expect(failure?.why.hasSuffix(": Not a directory") == true)
    }

    @Test("an older schema is copied before it is changed, and the three newest copies stay")
    func migration() async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([.grew("x"), .became(.complete)])
        var steps = Schema.current.steps
        let first = steps.count
        for version in (first + 1)...(first + 5) {
            steps.append("CREATE TABLE added\(version) (a)")
            let now = Timestamp.noon + .seconds(version)
            let threads = try ThreadDatabase.open(scratch.files, schema: Schema(steps: steps), now: now)
            #expect(try await threads.messages(of: "thread-1") == [.reply(.complete, text: "x")])
        }
        #expect(try scratch.ask("PRAGMA user_version") == ["\(first + 5)"])
        let backups = try scratch.files.backups()
        #expect(backups.map { $0.split(separator: "-").last } == (2...4).map { "schema\(first + $0).sqlite" })
        for backup in backups { #expect(try scratch.permissions(of: backup) == 0o600) }
        let copy = try DatabaseQueue(path: "\(scratch.path)/\(backups[0])")
        #expect(try await copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == first + 2)
        #expect(try await copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM message") } == 1)
    }

    @Test("a step that fails leaves the old schema whole")
    func failingStep() async throws {
        let scratch = Scratch()
        _ = try await scratch.openWithReply()
        let broken = Schema(steps: Schema.current.steps + ["CREATE TABLE half (a); CREATE TABLE half (a)"])
        #expect(throws: Failure.self) { try ThreadDatabase.open(scratch.files, schema: broken, now: .noon) }
        #expect(try await scratch.open().load().threads.count == 1)
        #expect(try scratch.ask("SELECT name FROM sqlite_master WHERE name = 'half'").isEmpty)
    }

    @Test("the kind of a file system is read from the mounts")
    func mounts() {
        let mounts = """
            21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            40 21 0:52 / /home rw shared:9 master:3 - nfs4 server:/home rw,vers=4.2
            """
        #expect(MountTable.fileSystem(of: 0x801, in: mounts) == "ext4")
        #expect(MountTable.fileSystem(of: 52, in: mounts) == "nfs4")
        #expect(MountTable.fileSystem(of: 53, in: mounts) == nil)
        #expect(MountTable.isOfNetwork("nfs4") && MountTable.isOfNetwork("fuse.sshfs"))
        #expect(!MountTable.isOfNetwork("ext4"))
        #expect(!StoreFiles(directory: "/proc").isOnNetwork)
    }
}

extension ThreadDatabase {
    fileprivate func limitPages(to count: Int) async throws {
        try await queue.writeWithoutTransaction { database in
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(count)")
        }
    }
}
