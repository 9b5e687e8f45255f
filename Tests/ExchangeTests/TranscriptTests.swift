import ChatModel
import Testing

@testable import Exchange

@Suite("Transcripts in Markdown")
struct TranscriptTests {
    private func said(_ text: String) throws -> [String] {
        try onlyThread(findings(text, isMarkdown: true)).messages.map { "\($0.role.rawValue): \($0.text)" }
    }

    @Test("Our own is read back with titles, roles, speakers and texts", arguments: 1...40)
    func roundTrip(seed: Int) throws {
        var random = RandomThreads(seed: UInt64(seed) &+ 500)
        let threads = (0..<6).map { _ in random.next() }.filter { !$0.branch.isEmpty }
        let found = try findings(exported(threads, as: .markdown)).compactMap(\.thread?.stored)
        #expect(found.count == threads.count)
        for (read, thread) in zip(found, threads) {
            #expect(read.messages.map(\.role) == thread.branch.map(\.role))
            for (message, original) in zip(read.messages, thread.branch) {
                #expect(Array(message.text.utf8) == Array(Self.trimmed(original.text).utf8))
            }
        }
    }

    /// Without empty lines at both ends.
    private static func trimmed(_ text: String) -> String {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
            let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) })
        else { return "" }
        return lines[first...last].joined(separator: "\n")
    }

    @Test(
        "Lines that look like our marks are words all the same",
        arguments: [
            "## User", "\\## User", "\\\\## Assistant · x", "<!-- weft-parts -->", "<!-- weft-transcript 1 -->",
            "a\n## User · now\nb", "a\r\n## User\r\nb", "\\", "# Title", "## Users of it",
        ])
    func marks(text: String) throws {
        let prompt = Message(
            id: "m", thread: "t", role: .user, text: text, createdAt: Timestamp(milliseconds: 60_000), state: .sent)
        let reply = Message(
            id: "n", thread: "t", role: .assistant, text: text, createdAt: Timestamp(milliseconds: 120_000),
            state: .stopped(.byService), parent: "m", author: "A · *b* UTC",
            parts: [MessagePart(id: "1", kind: .sources, title: text, text: text)])
        let thread = ChatThread(
            id: "t", title: "A *title* · with #1 \\", createdAt: Timestamp(milliseconds: 0),
            activeAt: Timestamp(milliseconds: 0), service: "s")
        let stored = StoredThread(thread: thread, messages: [prompt, reply])
        let read = try onlyThread(findings(exported([stored], as: .markdown)))
        #expect(read.messages.map(\.text) == [text, text])
        #expect(read.messages.map(\.createdAt) == [prompt.createdAt, reply.createdAt])
        #expect(read.thread.title == thread.title)
    }

    @Test(
        "The shapes of others are read",
        arguments: [
            "# On bread\n\n## User\n\nHow?\n\n## Assistant\n\nSo.\n\n### Steps\n\n1. Mix\n",
            "# On bread\n\n### You:\nHow?\n### ChatGPT:\nSo.\n\n### Steps\n\n1. Mix",
            "# On bread\n\n**User:** How?\n\n**Assistant:** So.\n\n### Steps\n\n1. Mix\n",
            "# On bread\n**Human**: How?\n**Claude**:\nSo.\n\n### Steps\n\n1. Mix\n",
            "# On bread\n\nUser: How?\n\nGPT-4o: So.\n\n### Steps\n\n1. Mix\n",
            "# On bread\r\n\r\n## **User**\r\n\r\nHow?\r\n\r\n## **Assistant**\r\nSo.\r\n\r\n### Steps\r\n\r\n1. Mix\r\n",
        ])
    func foreign(text: String) throws {
        #expect(try said(text) == ["user: How?", "assistant: So.\n\n### Steps\n\n1. Mix"])
        #expect(try onlyThread(findings(text, isMarkdown: true)).thread.title == "On bread")
    }

    @Test("What stands in fenced code names nobody")
    func fences() throws {
        let text = "## User\n\n```\n## Assistant\n```\n\n## Assistant\nYes\n"
        #expect(try said(text) == ["user: ```\n## Assistant\n```", "assistant: Yes"])
    }

    @Test("Instructions of the system are left out and counted")
    func system() throws {
        let found = try findings("## System\nBe brief.\n## User\nHi\n## Assistant\nHi\n", isMarkdown: true)
        #expect(found.first?.thread?.leftOut == ["instructions of the system": 1])
        #expect(found.first?.thread?.stored.messages.map(\.text) == ["Hi", "Hi"])
    }

    @Test("The same transcript is the same thread; another one is another")
    func names() throws {
        let text = "## User\nHi\n## Assistant\nHo\n"
        let (one, two) = (try findings(text, isMarkdown: true), try findings(text, isMarkdown: true))
        #expect(one == two)
        let other = try findings(text + "!", isMarkdown: true)
        #expect(other.first?.thread?.stored.thread.id != one.first?.thread?.stored.thread.id)
    }
}
