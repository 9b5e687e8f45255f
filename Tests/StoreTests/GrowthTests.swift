import ChatModel
import GRDB
import Testing

@testable import Store

@Suite("Growing replies")
struct GrowthTests {
    static let ends: [MessageState] = [.complete, .stopped(.byService), .failed(Failure(what: "x"))]

    @Test("growth is read back before and after the reply has ended", arguments: ends)
    func growth(_ end: MessageState) async throws {
        let threads = try await Scratch().openWithReply()
        let pieces = (0..<300).map { "\($0) " }
        for piece in pieces { try await threads.record([.grew(piece)]) }
        #expect(try await threads.messages(of: "thread-1") == [.reply(.running, text: pieces.joined())])
        try await threads.record([.became(end)])
        #expect(try await threads.messages(of: "thread-1") == [.reply(end, text: pieces.joined())])
        #expect(try await threads.fragments() == 0)
    }

    @Test("two replies that grow in turns keep their own text")
    func turns() async throws {
        let threads = try await Scratch().openWithReply()
        try await threads.record([.messageAdded(.reply(.running, id: "reply-2"))])
        for number in 0..<40 { try await threads.record([.grew("\(number)"), .grew("-", "reply-2")]) }
        try await threads.record([.became(.complete)])
        let numbers = (0..<40).map { "\($0)" }.joined()
        let dashes = String(repeating: "-", count: 40)
        let expected: [Message] = [
            .reply(.complete, text: numbers), .reply(.running, id: "reply-2", text: dashes),
        ]
        #expect(try await threads.messages(of: "thread-1") == expected)
    }

    @Test("a replaced text takes the place of all growth, and grows on")
    func replaced() async throws {
        let threads = try await Scratch().openWithReply()
        try await threads.record([
            .grew("gone"), .replyReplaced("thread-1", "reply-1", text: "new"), .grew("er"), .became(.complete),
        ])
        #expect(try await threads.messages(of: "thread-1") == [.reply(.complete, text: "newer")])
    }

    @Test("a part grows to the byte, one that was never set does not, and one that is set again is what it is then")
    func parts() async throws {
        let scratch = Scratch()
        let threads = try await scratch.openWithReply()
        let thought = MessagePart(id: "r\u{0}1", kind: .reasoning, title: "Reasoning")
        let grew = { (id: String, piece: String) in Event.messagePartGrew("thread-1", "reply-1", part: id, by: piece) }
        try await threads.record([grew(thought.id, "lost"), .messagePartSet("thread-1", "reply-1", thought)])
        let pieces = ["e", "\u{301}", "\u{0}", "\r", "\n", "👩", "\u{200D}👧", ""]
        for piece in pieces { try await threads.record([grew(thought.id, piece), grew("other", piece)]) }
        var parts = try await scratch.open().messages(of: "thread-1").first?.parts ?? []
        #expect(parts.map { Array($0.text.utf8) } == [Array(pieces.joined().utf8)])
        let settled = MessagePart(id: thought.id, kind: .reasoning, title: "Reasoned for 1.0 s", text: "So")
        try await threads.record([
            .messagePartSet("thread-1", "reply-1", settled), grew(thought.id, " it is"), .became(.complete),
        ])
        parts = try await scratch.open().messages(of: "thread-1").first?.parts ?? []
        #expect(parts.map(\.title) == [settled.title] && parts.map(\.text) == ["So it is"])
    }

    @Test("a removed reply takes its growth with it")
    func removed() async throws {
        let threads = try await Scratch().openWithReply()
        try await threads.record([.grew("x"), .messageRemoved("thread-1", "reply-1")])
        #expect(try await threads.fragments() == 0)
    }

    @Test("a reply of 5 MB is written once while it grows, not once for each piece")
    func longReply() async throws {
        let threads = try await Scratch().openWithReply()
        let piece = String(repeating: "x", count: 20_000)
        for _ in 0..<250 { try await threads.record([.grew(piece)]) }
        let pages = try await threads.queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        #expect(pages * 4096 < 7_000_000)
        try await threads.record([.became(.complete)])
        #expect(try await threads.messages(of: "thread-1").first?.text.utf8.count == 5_000_000)
    }

    @Test("after the writer has gone a running reply reads interrupted, with its text, and its thread failed")
    func interrupted() async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([
            .grew("so "), .grew("far"), .messageAdded(.prompt("waits", state: .queued)),
        ])
        let threads = try scratch.open()
        let cut = Failure(
            what: "The answer was cut off", why: "Weft ended while it was coming", remedy: "continue it or ask again")
        let expected: [Message] = [.reply(.interrupted(cut), text: "so far"), .prompt("waits", state: .queued)]
        #expect(try await threads.messages(of: "thread-1") == expected)
        #expect(try await threads.load().threads.map(\.hasFailed) == [true])
        #expect(try await threads.fragments() == 0)
    }

    @Test("loading again does not interrupt what runs now")
    func loadingTwice() async throws {
        let threads = try await Scratch().openWithReply()
        _ = try await threads.load()
        #expect(try await threads.messages(of: "thread-1") == [.reply(.running)])
    }
}

extension ThreadDatabase {
    func fragments() async throws -> Int {
        try await queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM fragment") ?? -1 }
    }
}
