import Foundation
import GRDB
import Testing
import WireFormats

@testable import LocalService

@Suite("What the service keeps")
struct ServiceStoreTests {
    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "weft-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder + "/service.sqlite")
    }

    private func open(_ path: String) throws -> ServiceStore {
        try ServiceStore(path: path, lifetime: .seconds(60), now: { Date(timeIntervalSince1970: 0) })
    }

    private func run(_ store: ServiceStore, in thread: String, _ assistant: String) -> NewRun {
        NewRun(
            thread: thread, assistant: assistant, prompt: .init(content: "Hi"), once: nil, startedAt: store.now())
    }

    private func newThread(_ store: ServiceStore) async throws -> String {
        let reply = try await store.createThread(.init(), once: nil)
        return try WireJSON.decode(Assisters.Thread.self, from: reply.body).id
    }

    @Test("the files are readable by nobody else")
    func modes() async throws {
        try await inFolder { path in
            let store = try open(path)
            _ = try await newThread(store)
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            }
            try store.close()
        }
    }

    @Test("a run that its process did not end is closed at the next start, its text kept and its thread free")
    func leftOver() async throws {
        try await inFolder { path in
            let first = try open(path)
            let assistant = try first.ensureDefaultAssistant(.init(name: "Guide"))
            let thread = try await newThread(first)
            let left = run(first, in: thread, assistant)
            _ = try await first.beginRun(left)
            try await first.save("Half an ans", of: left.reply)
            try first.close()

            let second = try open(path)
            let messages = try await second.messages(of: thread, Paging(limit: nil)).data
            #expect(messages.map(\.content) == ["Hi", "Half an ans"])
            #expect(messages.last?.status == .failed)
            #expect(try await second.ended(left.id).status == .failed)
            #expect(try await second.ended(left.id).failure == .leftOver)
            let next = run(second, in: thread, assistant)
            guard case .started(let request) = try await second.beginRun(next) else { return #expect(Bool(false)) }
            #expect(request.messages.map(\.isPartial) == [false, true, false])
            try second.close()
        }
    }

    @Test("of many requests for one thread at once, one starts a run")
    func oneRun() async throws {
        try await inFolder { path in
            let store = try open(path)
            let assistant = try store.ensureDefaultAssistant(.init(name: "Guide"))
            let thread = try await newThread(store)
            let started = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 {
                    let new = run(store, in: thread, assistant)
                    group.addTask { (try? await store.beginRun(new)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(started == 1)
            #expect(try await store.messages(of: thread, Paging(limit: nil)).total == 2)
            try store.close()
        }
    }

    @Test("text that is saved late never shortens a reply or changes one that has ended")
    func lateSave() async throws {
        try await inFolder { path in
            let store = try open(path)
            let assistant = try store.ensureDefaultAssistant(.init(name: "Guide"))
            let thread = try await newThread(store)
            let new = run(store, in: thread, assistant)
            _ = try await store.beginRun(new)
            try await store.save("éé", of: new.reply)
            try await store.save("abc", of: new.reply)
            #expect(try await store.messages(of: thread, Paging(limit: nil)).data.last?.content == "éé")
            let end = EndedRun(
                id: new.id, thread: thread, reply: new.reply, text: "éé.", status: .stopped, failure: nil)
            try await store.end(end)
            try await store.save("much longer than before", of: new.reply)
            try await store.end(
                EndedRun(id: new.id, thread: thread, reply: new.reply, text: "", status: .completed, failure: nil))
            let reply = try await store.ended(new.id)
            #expect(reply.text == "éé." && reply.status == .stopped)
            try store.close()
        }
    }

    @Test("the default assistant stays as it was changed, and comes back under its id when it was deleted")
    func defaultAssistant() async throws {
        try await inFolder { path in
            let store = try open(path)
            let id = try store.ensureDefaultAssistant(.init(name: "Guide"))
            _ = try await store.updateAssistant(id, by: .init(name: "Mine"), once: nil)
            #expect(try store.ensureDefaultAssistant(.init(name: "Guide")) == id)
            #expect(try await store.assistant(id).name == "Mine")
            _ = try await store.deleteAssistant(id)
            #expect(try store.ensureDefaultAssistant(.init(name: "Guide")) == id)
            #expect(try await store.assistant(id).name == "Guide")
            try store.close()
        }
    }

    @Test("a text with a NUL is kept whole: prompts, growing replies, ended ones and what the engine is told")
    func exactText() async throws {
        try await inFolder { path in
            let store = try open(path)
            let guide = try store.ensureDefaultAssistant(.init(name: "Guide"))
            let thread = try await newThread(store)
            let new = NewRun(
                thread: thread, assistant: guide, prompt: .init(content: "a\u{0}b"), once: nil, startedAt: store.now())
            guard case .started(let request) = try await store.beginRun(new) else {
                Issue.record("the run did not start")
                return
            }
            #expect(request.messages.map(\.text) == ["a\u{0}b"])
            try await store.save("c\u{0}d", of: new.reply)
            let page = { try await store.messages(of: thread, Paging(limit: nil)).data.map(\.content) }
            #expect(try await page() == ["a\u{0}b", "c\u{0}d"])
            try await store.end(
                EndedRun(
                    id: new.id, thread: thread, reply: new.reply, text: "c\u{0}d\u{0}", status: .completed, failure: nil
                ))
            #expect(try await page() == ["a\u{0}b", "c\u{0}d\u{0}"])
            #expect(try await store.ended(new.id).text == "c\u{0}d\u{0}")
            await #expect(throws: Refusal.self) {
                try await store.createAssistant(.init(name: "Gu\u{0}ide"), once: nil)
            }
            try store.close()
        }
    }

    @Test("a database of a newer version or of another program is left alone")
    func foreign() async throws {
        try await inFolder { path in
            for (sql, expected) in [
                ("PRAGMA user_version = 9", ServiceError.databaseFromTheFuture(path: path, version: 9)),
                ("CREATE TABLE t (a)", .databaseUnusable(path: path, reason: "it belongs to another program")),
            ] {
                try? FileManager.default.removeItem(atPath: path)
                let other = try DatabaseQueue(path: path)
                try await other.writeWithoutTransaction { db in try db.execute(sql: sql) }
                try other.close()
                #expect(throws: expected) { try open(path) }
            }
        }
    }
}
