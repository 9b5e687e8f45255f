import ChatModel
import Exchange
import Store
import Testing

@testable import weft

@Suite("Importing threads into the store")
struct ThreadImportTests {
    private static func stored(_ id: ThreadID, messages: [MessageID]) -> StoredThread {
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        let thread = ChatThread(
            id: id, title: "Thread \(id)", createdAt: now, activeAt: now, service: "local", isEmpty: false)
        return StoredThread(
            thread: thread,
            messages: messages.map {
                Message(id: $0, thread: id, role: .user, text: "\($0)", createdAt: now, state: .sent)
            }.inSequence)
    }

    private func withStore(_ body: (ThreadDatabase) async throws -> Void) async throws {
        let scratch = try Scratch()
        let store = try ThreadDatabase.open(directory: scratch.path, now: .now)
        try await body(store)
        await store.close()
        #expect(try scratch.permissions(of: scratch.path + "/threads.sqlite") == 0o600)
    }

    private func take(_ threads: [StoredThread], into store: ThreadDatabase) async throws -> ThreadImport.Report {
        var work = ThreadImport(store: store)
        for thread in threads { try await work.take(.thread(ImportedThread(stored: thread))) }
        try await work.flush()
        return work.report
    }

    @Test("A thread whose messages another thread has is not half imported, but named")
    func takenNames() async throws {
        try await withStore { store in
            let report = try await take(
                [Self.stored("a", messages: ["m1", "m2"]), Self.stored("b", messages: ["m2", "m3"])], into: store)
            #expect(report.added == 1 && report.messages == 2)
            #expect(report.skipped == [["Thread b", "other threads have messages of the same names"]])
            #expect(try await store.read("a") == Self.stored("a", messages: ["m1", "m2"]))
            #expect(try await store.read("b") == nil)
        }
    }

    @Test("The same thread twice in one file is one, with all that is said in either")
    func twice() async throws {
        try await withStore { store in
            let report = try await take(
                [Self.stored("a", messages: ["m1"]), Self.stored("a", messages: ["m1", "m2"])], into: store)
            #expect(report.added == 1 && report.grown == 1 && report.newMessages == 1 && report.skipped.isEmpty)
            #expect(try await store.read("a")?.messages.map(\.id) == ["m1", "m2"])
        }
    }

    @Test("What a person changed here is not changed by an import")
    func kept() async throws {
        try await withStore { store in
            _ = try await take([Self.stored("a", messages: ["m1"])], into: store)
            let mine = Self.stored("a", messages: []).thread.applying(.rename("Mine"), at: .now)
                .applying(.addLabel("work"), at: .now)
            try await store.record([.threadSaved(mine)])
            _ = try await take([Self.stored("a", messages: ["m1", "m2"])], into: store)
            let thread = try #require(try await store.read("a")?.thread)
            #expect(thread.title == "Mine" && thread.labels == ["work"])
        }
    }

    @Test(
        "Names of files hold letters, digits and hyphens only",
        arguments: [
            ("Roman roads", "roman-roads"), ("../../etc/passwd", "etc-passwd"),
            ("a/b\\c:\u{0}*\u{1B}[31m", "a-b-c-31m"),
            ("漢字 かな", "漢字-かな"), ("", ""),
            (String(repeating: "long ", count: 40), String(repeating: "long-", count: 11) + "long"),
        ])
    func fileNames(title: String, words: String) {
        var thread = Self.stored("0123456789abcdef", messages: []).thread
        thread.title = title
        let name = ThreadWriting.fileName(of: thread)
        #expect(name.hasPrefix("2023-11-1") && name.hasSuffix("-0123456789ab"))
        #expect(name.dropFirst(10).dropLast(13).drop { $0 == "-" } == words[...])
    }

    @Test("Ids are cut to the shortest beginnings that tell them apart, of eight characters at least")
    func shortNames() {
        #expect(ShortNames(of: ["0123456789", "9876543210"]).short("0123456789") == "01234567")
        #expect(ShortNames(of: ["0123456789a", "0123456789b", "x"]).short("0123456789a") == "0123456789a")
        #expect(ShortNames(of: []).short("abc") == "abc")
    }
}
