import ChatModel
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("What can be read of a damaged file comes back", .timeLimit(.minutes(1)))
struct SalvageTests {
    private static let count = 400

    private static func message(_ number: Int) -> Message {
        Message(
            id: MessageID("m\(number)"), thread: ThreadID("t\(number % 10)"), role: .user,
            text: "text\u{0} \(number) " + String(repeating: "x", count: 200),
            createdAt: Timestamp(milliseconds: Int64(number)), state: .sent,
            parent: number < 10 ? nil : MessageID("m\(number - 10)"),
            parts: [MessagePart(id: "a", kind: .attachment, title: "file_\(number)", text: "x\u{0}y")])
    }

    @Test("one page of messages is lost, all else is found again, and twice does no harm")
    func damagedPage() async throws {
        let scratch = Scratch()
        let store = try scratch.open()
        let threads = (0..<10).map { number in
            var thread = ChatThread(
                id: ThreadID("t\(number)"), title: "Title \(number)", createdAt: .noon, activeAt: .noon,
                service: "local", isEmpty: false)
            thread.preset = number.isMultiple(of: 4) ? "Reviewer" : nil
            thread.settings = ReplySettings(
                system: "s\u{0}", temperature: 0.5, topP: 0.25, maxTokens: number + 1, effort: .high)
            thread.labels = ["even", "odd"].filter { _ in number.isMultiple(of: 3) }
            return thread
        }
        try await store.record(threads.map { .threadSaved($0) })
        try await store.record((0..<Self.count).map { .messageAdded(Self.message($0)) })
        let presets = ["One", "Two"].map { name in
            Preset(service: "openai", name: name, model: "m", settings: ReplySettings(system: name, maxTokens: 7))
        }
        try await store.record(presets.map { .presetSaved($0) })
        try await store.record([.draftSaved("t3", text: "half a thought"), .branchChosen("t4", through: "m4")])
        await store.close(within: .seconds(30))
        let pages = try scratch.ask(
            "SELECT CAST(pageno AS TEXT) FROM dbstat WHERE name = 'message' AND pagetype = 'leaf'")
        var bytes = try scratch.bytes(of: "threads.sqlite")
        let page = try #require(Int(pages[pages.count / 2]))
        bytes.replaceSubrange((page - 1) * 4096..<page * 4096, with: Data(repeating: 0xA5, count: 4096))
        let damaged = scratch.path + "/damaged.sqlite"
        try bytes.write(to: URL(fileURLWithPath: damaged))

        let fresh = Scratch()
        let rescue = try fresh.open()
        let newer = Preset(service: "openai", name: "Two", settings: ReplySettings(system: "newer"))
        try await rescue.record([.presetSaved(newer)])
        for _ in 1...2 {
            let salvaged = try await rescue.salvage(damaged)
            #expect(salvaged.threads == 10)
            #expect(salvaged.messages > Self.count * 9 / 10)
        }
        #expect(try await Set(rescue.presets()) == [presets[0], newer])
        var found = 0
        for thread in threads {
            let stored = try #require(try await rescue.read(thread.id))
            #expect(stored.thread == thread)
            #expect(stored.draft == (thread.id == "t3" ? "half a thought" : ""))
            #expect(stored.through == (thread.id == "t4" ? "m4" : nil))
            for message in stored.messages {
                #expect(Int(message.id.text.dropFirst()).map(Self.message) == message)
                found += 1
            }
        }
        #expect(found > Self.count * 9 / 10 && found < Self.count)
        #expect(try scratch.bytes(of: "damaged.sqlite") == bytes)
        #expect(try fresh.names().allSatisfy { !$0.contains("salvage") })
    }

    @Test("what is no database at all is refused in words")
    func garbage() async throws {
        let scratch = Scratch()
        let store = try scratch.open()
        let path = scratch.path + "/garbage"
        try Data(repeating: 7, count: 9000).write(to: URL(fileURLWithPath: path))
        for path in [path, scratch.path + "/nowhere"] {
            let failure = await #expect(throws: Failure.self) { try await store.salvage(path) }
            #expect(failure?.what == "What is left of the damaged file could not be read")
        }
        #expect(try scratch.bytes(of: "garbage").count == 9000)
    }
}
