import ChatModel
import Session
import Testing

@Suite("Changes of threads, one or many", .timeLimit(.minutes(1)))
struct ThreadsTests {
    private static func row(_ number: Int, deletedAt: Timestamp? = nil) -> ChatThread {
        var thread = ChatThread(
            id: ThreadID("t\(number)"), title: "Title \(number)", createdAt: Timestamp(milliseconds: Int64(number)),
            activeAt: Timestamp(milliseconds: Int64(number)), isUnread: number.isMultiple(of: 7),
            service: Stage.service.id, isEmpty: false)
        thread.deletedAt = deletedAt
        return thread
    }

    private static let changes: [ThreadChange] = [
        .rename("Other"), .pin(true), .archive(true), .delete, .addLabel("work"), .markUnread(true),
    ]

    @Test("each change reaches threads in the window and outside, in one write, and is undone", arguments: changes)
    func undo(_ change: ThreadChange) async throws {
        let rows = (0..<900).map { Self.row($0) }
        let stage = try await Stage(store: MemoryStore(threads: rows))
        let ids = [3, 100, 500, 899].map { ThreadID("t\($0)") }
        let writes = await stage.store.writes
        stage.hub.perform(.changeThreads(ids + ids, change))
        let expected = Dictionary(
            uniqueKeysWithValues: rows.filter { ids.contains($0.id) }.map {
                ($0.id, $0.applying(change, at: Timestamp(milliseconds: 0)))
            })
        await stage.store.until { kept in ids.allSatisfy { kept.thread($0) == expected[$0] } }
        #expect(await stage.store.writes == writes + 1)
        stage.hub.perform(.undoThreadChange)
        await stage.store.until { kept in ids.allSatisfy { id in kept.thread(id) == rows.first { $0.id == id } } }
        stage.hub.perform(.undoThreadChange)
        await stage.watcher.until { $0.trouble?.what == "Nothing is left to undo" }
        await stage.hub.shutdown()
    }

    @Test("a hundred changes are undone one after the other, and what came meanwhile stays")
    func depth() async throws {
        let stage = try await Stage(store: MemoryStore(threads: [Self.row(1)]))
        for number in 0..<60 { stage.hub.perform(.changeThreads(["t1"], .rename("Name \(number)"))) }
        stage.hub.perform(.changeThreads(["t1"], .pin(true)))
        await stage.watcher.until { $0.thread("t1")?.isPinned == true }
        for _ in 0..<61 { stage.hub.perform(.undoThreadChange) }
        let state = await stage.watcher.until { $0.thread("t1")?.title == "Title 1" }
        #expect(state.thread("t1") == Self.row(1))
        await stage.hub.shutdown()
    }

    @Test("a run stops when its thread goes into the trash")
    func stops() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("hello")
        stage.hub.perform(.changeThreads([Stage.thread], .delete))
        await stage.watcher.until { $0.run?.phase == .stopping && $0.thread(Stage.thread)?.scope == .trash }
        ask.end(.stopped(.byService))
        await stage.watcher.until { $0.runs.isEmpty && $0.replies.last?.state == .stopped(.byService) }
        await stage.hub.shutdown()
    }

    @Test("a title that was given by hand outlives the first prompt")
    func ownTitle() async throws {
        let stage = try await Stage.opened()
        stage.hub.perform(.changeThreads([Stage.thread], .rename("Mine")))
        await stage.watcher.until { $0.thread(Stage.thread)?.title == "Mine" }
        let ask = try await stage.ask("hello")
        ask.end(.complete)
        await stage.reply(is: .complete)
        #expect(stage.watcher.replica.thread(Stage.thread)?.title == "Mine")
        await stage.hub.shutdown()
    }

    @Test("only what lies in the trash is erased, in small writes, and all of it when all is asked for")
    func erase() async throws {
        let old = Timestamp(milliseconds: 0)
        let rows = (0..<100).map { Self.row($0, deletedAt: $0.isMultiple(of: 2) ? old : nil) }
        let stage = try await Stage(store: MemoryStore(threads: rows))
        stage.hub.perform(.eraseThreads(["t1", "t2", "t4", "nowhere"]))
        await stage.store.until { $0.thread("t2") == nil && $0.thread("t4") == nil }
        let writes = await stage.store.writes
        stage.hub.perform(.eraseThreads(nil))
        await stage.store.until { kept in rows.allSatisfy { kept.thread($0.id) == nil || $0.deletedAt == nil } }
        #expect(await stage.store.writes >= writes + 3)
        let kept = await stage.store.kept
        #expect(Set((kept.threads + kept.offList.values).map(\.id)) == Set(rows.filter { $0.deletedAt == nil }.map(\.id)))
        await stage.hub.shutdown()
    }

    @Test("what was in the trash for too long is erased at the start, the rest stays")
    func oldTrash() async throws {
        let day: Int64 = 86_400_000
        let rows = [
            Self.row(1, deletedAt: Timestamp(milliseconds: -31 * day)),
            Self.row(2, deletedAt: Timestamp(milliseconds: -29 * day)),
        ]
        let stage = try await Stage(store: MemoryStore(threads: rows))
        await stage.store.until { $0.thread("t1") == nil }
        #expect(await stage.store.kept.thread("t2") == rows[1])
        await stage.hub.shutdown()
    }

    @Test("the next unread thread is told, from the one that is shown and round from the top")
    func find() async throws {
        let stage = try await Stage(store: MemoryStore(threads: (0..<30).map { Self.row($0) }))
        for (start, found) in [(ThreadID("t20"), ThreadID("t14")), ("t14", "t7"), ("t0", "t28")] {
            _ = stage.watcher.takeEvents()
            stage.hub.perform(.findThread(.nextUnread, from: start))
            stage.hub.perform(.changeThreads([start], .pin(true)))
            await stage.watcher.until { $0.thread(start)?.isPinned == true }
            #expect(stage.watcher.takeEvents().contains(.threadFound(.nextUnread, found)))
            stage.hub.perform(.undoThreadChange)
            await stage.watcher.until { $0.thread(start)?.isPinned == false }
            await stage.store.until { $0.thread(start)?.isPinned == false }
        }
        await stage.hub.shutdown()
    }

    @Test("of many searches the newest is answered, and an empty one closes the search")
    func search() async throws {
        let stage = try await Stage(store: MemoryStore(threads: (0..<30).map { Self.row($0) }))
        for text in ["T", "Ti", "Tit", "Title 2"] { stage.hub.perform(.search(text: text)) }
        let answered = await stage.watcher.until { $0.search?.text == "Title 2" }
        #expect(answered.search?.hits.count == 11)
        stage.hub.perform(.search(text: " "))
        await stage.watcher.until { $0.search == nil }
        await stage.hub.shutdown()
    }
}
