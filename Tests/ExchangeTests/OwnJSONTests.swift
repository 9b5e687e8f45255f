import ChatModel
import Testing

@testable import Exchange

@Suite("Threads as Weft's JSON")
struct OwnJSONTests {
    @Test("What is exported and read back is equal, value by value and byte by byte", arguments: 1...40)
    func roundTrip(seed: Int) throws {
        var random = RandomThreads(seed: UInt64(seed))
        let threads = (0..<12).map { _ in random.next() }
        let bytes = exported(threads, as: .json)
        let found = try findings(bytes, pieces: seed * 7)
        #expect(found.compactMap(\.skipped) == [])
        #expect(found.compactMap(\.thread?.stored) == threads)
        // Equal texts may differ in their bytes, as é may be one scalar or two; the export tells them apart.
        #expect(exported(found.compactMap(\.thread?.stored), as: .json) == bytes)
    }

    @Test("Each text keeps its bytes", arguments: RandomThreads.texts)
    func exactText(text: String) throws {
        let message = Message(
            id: "m", thread: "t", role: .user, text: text, createdAt: Timestamp(milliseconds: 1), state: .sent)
        let thread = ChatThread(
            id: "t", title: text, createdAt: Timestamp(milliseconds: 0), activeAt: Timestamp(milliseconds: 1),
            service: "local", isEmpty: false)
        let read = try onlyThread(
            findings(exported([StoredThread(thread: thread, messages: [message], draft: text)], as: .json)))
        #expect(Array(read.messages[0].text.utf8) == Array(text.utf8))
        #expect(Array(read.thread.title.utf8) == Array(text.utf8))
        #expect(Array(read.draft.utf8) == Array(text.utf8))
    }

    @Test("Every value of a thread, a message and a part is in the schema")
    func allFields() {
        var random = RandomThreads(seed: 3)
        var stored = random.next()
        while stored.messages.allSatisfy(\.parts.isEmpty) { stored = random.next() }
        func names(_ value: Any) -> Set<String> { Set(Mirror(reflecting: value).children.compactMap(\.label)) }
        // A value that is new here must be written and read, and get a version that says so.
        #expect(names(stored) == ["thread", "messages", "through", "draft"])
        #expect(
            names(stored.thread) == [
                "id", "title", "createdAt", "activeAt", "isUnread", "hasFailed", "service", "assistant", "remoteID",
                "isEmpty", "hasOwnTitle", "isPinned", "isArchived", "deletedAt", "labels", "remoteTip",
                "settings", "preset",
            ])
        #expect(names(ReplySettings()) == ["system", "temperature", "topP", "maxTokens", "effort"])
        #expect(
            names(stored.messages[0]) == [
                "id", "thread", "role", "text", "createdAt", "state", "parent", "answers", "author", "parts",
            ])
        #expect(names(MessagePart(id: "", kind: .notice, title: "")) == ["id", "kind", "title", "text"])
    }

    @Test("A file is a line for each thread, and one object")
    func lines() throws {
        var random = RandomThreads(seed: 9)
        let bytes = exported((0..<5).map { _ in random.next() }, as: .json)
        #expect(bytes.split(separator: 0x0A).count == 7)
        let whole = try JSONReader.value(of: bytes)
        #expect(whole["format"]?.string == "weft-threads")
        #expect(whole["version"]?.integer == 1)
        #expect(whole.elements(of: "threads").count == 5)
    }

    @Test("A thread alone, lines of threads and an array of them are read too")
    func otherShapes() throws {
        var random = RandomThreads(seed: 11)
        let threads = [random.next(), random.next()]
        let lines = threads.map { $0.json + [0x0A] }
        #expect(try findings(lines[0]).compactMap(\.thread?.stored) == [threads[0]])
        #expect(try findings(lines[0] + lines[1]).compactMap(\.thread?.stored) == threads)
        let array = [0x5B] + lines[0] + [0x2C] + lines[1] + [0x5D]
        #expect(try findings(array).compactMap(\.thread?.stored) == threads)
    }

    @Test("A reply that was still coming is cut off where it is read, because nothing makes it there")
    func running() throws {
        let message = Message(
            id: "m", thread: "t", role: .assistant, text: "half", createdAt: Timestamp(milliseconds: 1), state: .running
        )
        let thread = ChatThread(
            id: "t", title: "", createdAt: Timestamp(milliseconds: 0), activeAt: Timestamp(milliseconds: 0),
            service: "local")
        let read = try onlyThread(findings(exported([StoredThread(thread: thread, messages: [message])], as: .json)))
        guard case .interrupted(let failure) = read.messages[0].state else {
            Issue.record("\(read.messages[0].state)")
            return
        }
        #expect(failure.what == "The answer was cut off")
    }

    @Test(
        "A thread that is not right is skipped, and why is said",
        arguments: [
            (#"{"messages":[]}"#, "record 1: it has no id"),
            (#"{"id":"","messages":[]}"#, "record 1: its id is empty"),
            (#"{"id":"t","title":"A","messages":[{}]}"#, "record 1 (A): message 1: it has no role"),
            (
                #"{"id":"t","title":"A","service":"s","createdAt":"soon","messages":[]}"#,
                "record 1 (A): its createdAt is no time"
            ),
            (
                #"{"id":"t","title":"A","service":"s","createdAt":1,"messages":[{"id":"m","role":"user","text":"","createdAt":1,"state":"odd"}]}"#,
                "record 1 (A): message 1: the state odd is not known"
            ),
            (
                #"{"id":"t","title":"A","service":"s","createdAt":1,"messages":[{"id":"m","role":"user","text":"","createdAt":1,"state":"sent","parent":"m"}]}"#,
                "record 1 (A): its messages follow each other in a circle"
            ),
            (
                #"{"id":"t","title":"A","service":"s","createdAt":1,"settings":{"temperature":2.5},"messages":[]}"#,
                "record 1 (A): its temperature is not from 0 to 2"
            ),
            (
                #"{"id":"t","title":"A","service":"s","createdAt":1,"settings":{"maxTokens":0.5},"messages":[]}"#,
                "record 1 (A): its maxTokens is no whole number"
            ),
            (
                #"{"id":"t","title":"A","service":"s","createdAt":1,"settings":{"effort":"huge"},"messages":[]}"#,
                "record 1 (A): its effort is not known"
            ),
            (#"{"anything":1}"#, "record 1: it is no conversation of a known kind"),
            (#"[7]"#, "record 1: it is no conversation of a known kind"),
            (#"[{"a":}]"#, "record 1: it is not JSON: there is no value here, at its byte 5"),
        ])
    func mistakes(text: String, expected: String) throws {
        #expect(try findings(text).map(\.skipped) == [expected])
    }

    @Test("A newer version is refused in words")
    func newer() {
        let text = #"{"format":"weft-threads","version":2,"threads":[{"id":"t"}]}"#
        #expect(throws: Failure.self) { try findings(text) }
        do { _ = try findings(text) } catch {
            #expect((error as? Failure)?.why == "a newer Weft wrote it (version 2, this one knows up to 1)")
        }
    }
}
