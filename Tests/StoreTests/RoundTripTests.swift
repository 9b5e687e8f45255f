import ChatModel
import GRDB
import Testing

@testable import Store

@Suite("What is recorded is there after the next start")
struct RoundTripTests {
    static let failure = Failure(what: "It broke", why: "a wire\u{0}was cut", remedy: "")

    static let states: [MessageState] =
        [.queued, .sent, .complete, .stopped(.byService), .stopped(.hereOnly), .stopped(.byClosing)]
        + [.stopped(.alreadyFinished)]
        + [.interrupted(failure), .failed(failure), .failed(Failure(what: ""))]

    @Test("every state of a message, added with it", arguments: states)
    func stateOfAddedMessage(_ state: MessageState) async throws {
        let scratch = Scratch()
        let message = Message.reply(state, text: "text")
        try await scratch.open().record([.threadSaved(.example), .messageAdded(message)])
        #expect(try await scratch.open().messages(of: ChatThread.example.id) == [message])
    }

    @Test("every state of a message, reached later", arguments: states)
    func stateReachedLater(_ state: MessageState) async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([.became(.failed(Self.failure)), .became(state)])
        #expect(try await scratch.open().messages(of: ChatThread.example.id) == [.reply(state)])
    }

    @Test("every value of a thread, and each changes when it is saved again")
    func threads() async throws {
        let scratch = Scratch()
        var first = ChatThread(
            id: "a", title: "One\u{0}two \u{1B}[1m 日本 e\u{301}", createdAt: Timestamp(milliseconds: -1),
            activeAt: Timestamp(milliseconds: .max), isUnread: true, hasFailed: true, service: "local",
            assistant: AssistantReference(id: "as\u{0}st", name: "Gu\u{0}ide"), remoteID: "re\u{0}mote", isEmpty: false)
        first.preset = "Re\u{0}viewer"
        first.settings = ReplySettings(
            system: "You\u{0}review.", temperature: 0.1, topP: 1, maxTokens: .max, effort: .minimal)
        var second = first
        second.title = ""
        second.activeAt = .noon
        second.isUnread = false
        second.hasFailed = false
        second.service = "other"
        second.assistant = nil
        second.remoteID = nil
        second.isEmpty = true
        second.preset = nil
        second.settings = ReplySettings()
        try await scratch.open().record([.threadSaved(first)])
        #expect(try await scratch.open().load().threads == [first])
        try await scratch.open().record([.threadSaved(second)])
        #expect(try await scratch.open().load().threads == [second])
    }

    @Test("every value of a preset; one of a name at a service, and it goes when it is deleted")
    func presets() async throws {
        let scratch = Scratch()
        let settings = ReplySettings(
            system: "\u{0}日本\n", temperature: 2, topP: 1e-300, maxTokens: 1, effort: ReasoningEffort.none)
        let full = Preset(service: "a\u{0}b", name: "Ré\u{0}viewer", model: "m\u{0}", settings: settings)
        let bare = Preset(service: "other", name: full.name, settings: ReplySettings())
        let changed = Preset(service: full.service, name: full.name, model: "n", settings: ReplySettings(system: ""))
        try await scratch.open().record([.presetSaved(full), .presetSaved(bare)])
        #expect(try await Set(scratch.open().presets()) == [full, bare])
        try await scratch.open().record([.presetSaved(changed), .presetsRead([full])])
        #expect(try await Set(scratch.open().presets()) == [changed, bare])
        try await scratch.open().record([.presetDeleted(bare.id), .presetDeleted(bare.id)])
        #expect(try await scratch.open().presets() == [changed])
    }

    @Test("every kind of part, added with its message and later, replaced by its id, in the order they came")
    func parts() async throws {
        let scratch = Scratch()
        let parts = MessagePart.Kind.allCases.map {
            MessagePart(id: "id\u{0}-\($0)", kind: $0, title: "t\u{0}itle", text: "te\u{0}xt")
        }
        var reply = Message.reply(.complete, text: "text")
        try await scratch.open().record([.threadSaved(.example), .messageAdded(reply)])
        let prompt = Message(
            id: "prompt", thread: ChatThread.example.id, role: .user, text: "", createdAt: .noon, state: .sent,
            parts: parts)
        try await scratch.open().record(
            [.messageAdded(prompt), .messagePartSet(reply.thread, "nowhere", parts[0])]
                + parts.map { .messagePartSet(reply.thread, reply.id, $0) })
        for part in parts { reply.set(part) }
        #expect(try await scratch.open().messages(of: reply.thread) == [reply, prompt])
        let changed = MessagePart(id: parts[1].id, kind: .notice, title: "other")
        reply.set(changed)
        try await scratch.open().record([
            .messagePartSet(reply.thread, reply.id, changed), .messageRemoved(reply.thread, prompt.id),
        ])
        #expect(try await scratch.open().messages(of: reply.thread) == [reply])
        #expect(try scratch.ask("SELECT count(*) FROM part") == ["\(parts.count)"])
    }

    @Test("saving a thread again keeps its messages and its draft")
    func savingKeepsContents() async throws {
        let threads = try Scratch().open()
        let prompt = Message.prompt("hello")
        try await threads.record([
            .threadSaved(.example), .messageAdded(prompt), .draftSaved("thread-1", text: "d"), .threadSaved(.example),
        ])
        #expect(try await threads.messages(of: "thread-1") == [prompt])
        #expect(try await threads.load().drafts == ["thread-1": "d"])
    }

    @Test(
        "texts to the byte",
        arguments: [
            "", "\u{0}", "a\u{0}b\u{0}", "e\u{301} \u{E9}", "\u{FFFD}\u{FEFF}\u{202E}", "\r\n\r", "👩‍👩‍👧 日本語",
            "\u{1B}]0;x\u{7}",
        ])
    func texts(_ text: String) async throws {
        let scratch = Scratch()
        try await scratch.openWithReply().record([
            .messageAdded(.prompt(text)), .grew(text), .grew("|"), .grew(text), .draftSaved("thread-1", text: text),
        ])
        for _ in 1...2 {
            let threads = try scratch.open()
            let stored = try await threads.messages(of: "thread-1").map { Array($0.text.utf8) }
            #expect(stored == [Array("\(text)|\(text)".utf8), Array(text.utf8)])
            let draft = try await threads.load().drafts["thread-1"]
            #expect(draft.map { Array($0.utf8) } == (text.isEmpty ? nil : Array(text.utf8)))
        }
    }

    @Test("threads come with the newest activity first, equal ones by their id as the session lists them")
    func orderOfThreads() async throws {
        let threads = try Scratch().open()
        let made = (0..<60).map { number in
            ChatThread(
                id: ThreadID("t\(number * 37 % 60)"), title: "\(number)", createdAt: .noon,
                activeAt: Timestamp(milliseconds: Int64(number * 7 % 10)), service: "local")
        }
        try await threads.record(made.map { .threadSaved($0) })
        #expect(try await threads.load().threads == SessionState(threads: made).threads)
    }

    @Test("messages come in the order in which they were added, whatever their ids and times")
    func orderOfMessages() async throws {
        let threads = try Scratch().open()
        let ids = (0..<50).map { MessageID("m\($0 * 17 % 50)") }
        try await threads.record([.threadSaved(.example)] + ids.map { .messageAdded(.prompt("x", id: $0)) })
        #expect(try await threads.messages(of: "thread-1").map(\.id) == ids)
        try await threads.record([
            .messageRemoved("thread-1", ids[49]), .messageRemoved("thread-1", ids[3]),
            .messageAdded(.prompt("y", id: "last")),
        ])
        let left = ids.filter { $0 != ids[49] && $0 != ids[3] } + ["last"]
        #expect(try await threads.messages(of: "thread-1").map(\.id) == left)
    }

    @Test("an empty draft is no draft")
    func drafts() async throws {
        let threads = try Scratch().open()
        try await threads.record([
            .threadSaved(.example), .draftSaved("thread-1", text: "a"), .draftSaved("thread-1", text: "b"),
        ])
        #expect(try await threads.load().drafts == ["thread-1": "b"])
        try await threads.record([.draftSaved("thread-1", text: "")])
        #expect(try await threads.load().drafts.isEmpty)
    }

    @Test("what is said of unknown threads and messages is passed over, and the rest is kept")
    func unknown() async throws {
        let threads = try Scratch().open()
        let service = Service(id: "local", name: "Local", assistant: "Guide")
        let run = Run(id: "r", thread: "thread-1", prompt: "p", reply: "q", startedAt: .noon)
        try await threads.record([
            .messageAdded(.prompt("no thread yet")), .draftSaved("nowhere", text: "x"), .grew("x"), .became(.complete),
            .replyReplaced("thread-1", "reply-1", text: "x"), .messageRemoved("thread-1", "reply-1"),
            .threadOpened("thread-1", [.prompt("x")]), .runChanged(run), .runEnded("r"), .serviceChanged(service),
            .troubleChanged(Self.failure), .threadSaved(.example), .messageAdded(.prompt("kept")),
            .messageStateChanged("another-thread", "prompt-1", .queued),
        ])
        #expect(try await threads.messages(of: "thread-1") == [.prompt("kept")])
        #expect(try await threads.load().drafts.isEmpty)
        #expect(try await threads.messages(of: "nowhere").isEmpty)
    }

    @Test("recording the same message twice keeps one")
    func twice() async throws {
        let threads = try Scratch().open()
        try await threads.record([.threadSaved(.example), .messageAdded(.prompt("a")), .messageAdded(.prompt("a"))])
        #expect(try await threads.messages(of: "thread-1") == [.prompt("a")])
    }

    @Test("a task that is being cancelled still records and reads")
    func cancelled() async throws {
        let threads = try Scratch().open()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await threads.record([.threadSaved(.example), .messageAdded(.prompt("kept"))])
            return try await threads.messages(of: "thread-1")
        }
        #expect(try await task.value == [.prompt("kept")])
    }
}
