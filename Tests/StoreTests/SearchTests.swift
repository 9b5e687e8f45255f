import ChatModel
import GRDB
import Testing

@testable import Store

@Suite("Search", .timeLimit(.minutes(2)))
struct SearchTests {
    private static func prompt(_ number: Int, _ text: String, in thread: ThreadID = "thread-1") -> Message {
        Message(
            id: MessageID("p\(number)"), thread: thread, role: .user, text: text,
            createdAt: Timestamp(milliseconds: Int64(number)), state: .sent)
    }

    private static func store(_ texts: [String]) async throws -> ThreadDatabase {
        let threads = try Scratch().open()
        try await threads.record(
            [.threadSaved(.example)] + texts.enumerated().map { .messageAdded(prompt($0.offset, $0.element)) })
        return threads
    }

    private func found(_ text: String, in threads: ThreadDatabase) async throws -> [String] {
        try await threads.search(text, limit: 50).hits.compactMap { $0.message?.text }.sorted()
    }

    @Test(
        "words, parts of words, short words of Chinese and Japanese, accents, case and phrases",
        arguments: [
            ("hello", ["p0", "p1"]), ("ELLO", ["p0", "p1"]), ("lo wo", ["p0", "p1"]), ("\"lo wo\"", ["p0"]),
            ("world hello", ["p0", "p1"]), ("hello mars", []), ("日本", ["p2"]), ("語", ["p2"]), ("本語", ["p2"]),
            ("検索", ["p3"]), ("索検", []), ("cafe", ["p4", "p5"]), ("CAFÉ", ["p4", "p5"]), ("журнал", ["p6"]),
            ("рнал", ["p6"]), ("c++", ["p7"]), ("++", ["p7"]), ("o", ["p0", "p1", "p4"]), ("wo", ["p0", "p1"]),
            ("zq", ["p8"]), ("\"a\nb\"", ["p9"]), ("🙂", ["p10"]), ("한국", ["p11"]), ("", []), ("  \" ", []),
            ("ﬁ", []), ("Ｈｅｌｌｏ", ["p0", "p1"]),
        ])
    func examples(_ example: (text: String, hits: [String])) async throws {
        let threads = try await Self.store([
            "Hello world", "worlds say hello", "日本語です", "全文検索", "un café noir", "cafe\u{301}", "Мой ЖУРНАЛ",
            "C++ 23", "zqx", "a  b", "🙂👍", "대한국민",
        ])
        #expect(try await found(example.text, in: threads) == example.hits.sorted())
    }

    @Test("every part of every text is found, also where the newest messages are not looked through", arguments: 1...3)
    func everyPart(_ seed: Int) async throws {
        var random = RandomStore(seed: UInt64(seed), threads: 30)
        let scratch = Scratch()
        let threads = try scratch.open()
        try await threads.record(random.events())
        let current = random.threads.filter { $0.deletedAt == nil }
        for _ in 0..<200 {
            let needle = random.needle()
            guard SearchTerm(needle) != nil, !needle.contains("\"") else { continue }
            let answer = try await threads.search("\"\(needle)\"", limit: 1000)
            let messages = random.messages.filter { message in
                message.text.holds(needle) && current.contains { $0.id == message.thread }
            }
            #expect(Set(answer.hits.compactMap(\.message)) == Set(messages.map(\.id)), "\(needle)")
            let titles = current.filter { $0.title.holds(needle) }
            #expect(Set(answer.hits.filter { $0.message == nil }.map(\.thread)) == Set(titles.map(\.id)))
            for hit in answer.hits { #expect(hit.marks(needle)) }
        }
    }

    @Test("a reply is found with all that came of it, after each piece")
    func growing() async throws {
        let threads = try await Scratch().openWithReply()
        let text = "Die Größe des Wörterbuchs 日本語 ist un\u{301}ique"
        var shown = ""
        for character in text.unicodeScalars {
            try await threads.record([.grew(String(character))])
            shown.unicodeScalars.append(character)
            let words = shown.split(separator: " ")
            for word in words.dropLast() {
                #expect(try await found(String(word), in: threads) == ["reply-1"], "\(word) in \(shown)")
            }
            let last = words.last.map { String($0) } ?? ""
            if FoldedText(last).bytes.count > 6 { #expect(try await found(last, in: threads) == ["reply-1"]) }
        }
        try await threads.record([.replyReplaced("thread-1", "reply-1", text: "short")])
        #expect(try await found("Wörterbuch", in: threads) == [])
        try await threads.record([.grew("er"), .became(.complete)])
        #expect(try await found("shorter", in: threads) == ["reply-1"])
    }

    @Test("what is removed, erased, replaced or renamed leaves no word in the index", arguments: 1...3)
    func nothingStays(_ seed: Int) async throws {
        var random = RandomStore(seed: UInt64(seed), threads: 20)
        let threads = try Scratch().open()
        try await threads.record(random.events())
        for message in random.messages.prefix(20) {
            try await threads.record([.messageStateChanged(message.thread, message.id, .complete)])
        }
        for message in random.messages.dropFirst(10).prefix(30) {
            try await threads.record([.messageRemoved(message.thread, message.id)])
        }
        try await threads.record([.threadSaved(random.threads[0].applying(.rename("other"), at: .noon))])
        #expect(try await threads.words() > 0)
        try await threads.record([.threadsErased(random.threads.map(\.id))])
        #expect(try await threads.words() == 0)
    }

    @Test("the best comes first: whole words, then beginnings, then parts, and of equal ones the newest")
    func order() async throws {
        let threads = try await Self.store(["xcat", "cat", "cats", "a cat here", "concat", "category"])
        let hits = try await threads.search("cat", limit: 10).hits
        #expect(hits.compactMap { $0.message?.text } == ["p3", "p1", "p5", "p2", "p4", "p0"])
        let few = try await threads.search("cat", limit: 2)
        #expect(few.hits.count == 2 && few.hasMore)
    }

    @Test("threads in the trash are not found until they are taken out")
    func trash() async throws {
        let threads = try await Self.store(["needle"])
        var thread = ChatThread.example
        thread.deletedAt = .noon
        try await threads.record([.threadSaved(thread)])
        #expect(try await threads.search("needle", limit: 5).hits.isEmpty)
        #expect(try await threads.search("stop", limit: 5).hits.isEmpty)
        try await threads.record([.threadSaved(.example)])
        #expect(try await found("needle", in: threads) == ["p0"])
        #expect(try await threads.search("stop", limit: 5).hits.map(\.title) == ["How to stop"])
    }

    @Test("a snippet shows the first match with what stands around it, as it was typed")
    func snippets() {
        let snippet = Snippet(of: "Le Café\tet le cafe\u{301}!", needles: [FoldedText("cafe"), FoldedText("et")])
        #expect(snippet.text == "Le Café\tet le cafe\u{301}!")
        #expect(snippet.matches == [3..<8, 9..<11, 15..<21])
        let far = String(repeating: "filler words ", count: 100) + "needle" + String(repeating: " more", count: 100)
        let cut = Snippet(of: far, needles: [FoldedText("needle")])
        #expect(cut.text.utf8.count <= Snippet.length + 4)
        #expect(cut.matches.map { String(decoding: Array(cut.text.utf8)[$0], as: UTF8.self) } == ["needle"])
        #expect(cut.text.hasPrefix("filler") || cut.text.hasPrefix("words"))
    }

    @Test("a damaged index is made anew, and nothing is lost")
    func damagedIndex() async throws {
        let scratch = Scratch()
        let threads = try await scratch.openWithReply()
        try await threads.record([.messageAdded(.prompt("findable words"))])
        try await threads.queue.writeWithoutTransaction { database in
            try database.execute(sql: "UPDATE words_data SET block = x'00' WHERE id > 10; DELETE FROM words_data WHERE id = 10")
        }
        try await threads.record([.messageAdded(.prompt("later words", id: "prompt-2"))])
        await threads.backlogEnded()
        #expect(try await found("words", in: threads) == ["prompt-1", "prompt-2"])
    }
}

extension SearchHit {
    /// The ranges lie in the snippet, in order and apart, and what was searched for is among them.
    func marks(_ needle: String) -> Bool {
        let bytes = Array(snippet.utf8)
        let folded = FoldedText(needle).trimmed
        let isInOrder = zip(matches, matches.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
        guard isInOrder, let last = matches.last, last.upperBound <= bytes.count else { return false }
        return matches.allSatisfy { range in
            FoldedText(String(decoding: bytes[range], as: UTF8.self)).contains(folded)
        }
    }
}

extension ThreadDatabase {
    /// The number of different pieces in the index.
    func words() async throws -> Int {
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "CREATE VIRTUAL TABLE temp.piece USING fts5vocab('main', 'words', 'row')")
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM temp.piece") ?? 0
            try database.execute(sql: "DROP TABLE temp.piece")
            return count
        }
    }
}
