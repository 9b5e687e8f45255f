import ChatModel
import Testing

private let noon = Timestamp(milliseconds: 1_000)

private func thread(_ id: ThreadID, activeAt: Int64 = 1_000, title: String = "") -> ChatThread {
    ChatThread(
        id: id, title: title, createdAt: noon, activeAt: Timestamp(milliseconds: activeAt), service: "local")
}

private func message(_ id: MessageID, in thread: ThreadID = "t", text: String = "") -> Message {
    Message(id: id, thread: thread, role: .assistant, text: text, createdAt: noon, state: .running)
}

extension SessionState {
    fileprivate func applying(_ events: Event...) -> SessionState {
        var state = self
        for event in events { state.apply(event) }
        return state
    }
}

@Suite("What each event means")
struct SessionStateTests {
    @Test("a saved thread is added once and changed after that")
    func threadSaved() {
        let state = SessionState().applying(.threadSaved(thread("t")), .threadSaved(thread("t", title: "new")))
        #expect(state.threads == [thread("t", title: "new")])
        #expect(state.thread("t")?.title == "new")
        #expect(state.thread("u") == nil)
    }

    @Test("messages are added at the end of their thread, loaded whole, and removed by name")
    func messages() {
        var state = SessionState().applying(.messageAdded(message("a")), .messageAdded(message("b", in: "u")))
        state.apply(.messageAdded(message("c")))
        #expect(state.messages == ["t": [message("a"), message("c")].inSequence, "u": [message("b", in: "u")]])
        #expect(state.message("c", in: "t")?.parent == "a")
        #expect(state.message("c", in: "u") == nil)
        state.apply(.messageRemoved("t", "a"))
        state.apply(.messageRemoved("nowhere", "c"))
        #expect(state.messages["t"] == [message("c")])
        #expect(state.messages["nowhere"] == nil)
        state.apply(.threadOpened("t", [message("d")]))
        #expect(state.messages["t"] == [message("d")])
    }

    @Test("a reply grows, is replaced and changes its state, and no other message does")
    func replies() {
        let start = SessionState().applying(
            .messageAdded(message("a", text: "x")), .messageAdded(message("b", text: "y")))
        let grown = start.applying(.replyGrew("t", "a", by: "1"), .replyGrew("t", "a", by: "2"))
        #expect(grown.messages["t"]?.map(\.text) == ["x12", "y"])
        let replaced = grown.applying(.replyReplaced("t", "b", text: "new"))
        #expect(replaced.messages["t"]?.map(\.text) == ["x12", "new"])
        let ended = replaced.applying(.messageStateChanged("t", "a", .complete))
        #expect(ended.messages["t"]?.map(\.state) == [.complete, .running])
    }

    @Test("a part is added at the end of its message's parts, or takes the place of the one with its id")
    func parts() {
        let first = MessagePart(id: "1", kind: .toolCall, title: "one")
        let second = MessagePart(id: "2", kind: .sources, title: "two")
        let changed = MessagePart(id: "1", kind: .toolCall, title: "one", text: "done")
        let state = SessionState().applying(
            .messageAdded(message("a")), .messagePartSet("t", "a", first), .messagePartSet("t", "a", second),
            .messagePartSet("t", "a", changed), .messagePartSet("t", "b", first))
        #expect(state.message("a", in: "t")?.parts == [changed, second])
    }

    @Test("a part grows at its end, and one that was never set does not")
    func growingParts() {
        let thought = MessagePart(id: "r", kind: .reasoning, title: "Reasoning", text: "So")
        let state = SessionState().applying(
            .messageAdded(message("a")), .messagePartSet("t", "a", thought),
            .messagePartGrew("t", "a", part: "r", by: " it"), .messagePartGrew("t", "a", part: "r", by: " is."),
            .messagePartGrew("t", "a", part: "s", by: "x"), .messagePartGrew("t", "b", part: "r", by: "x"))
        #expect(
            state.message("a", in: "t")?.parts == [
                MessagePart(id: "r", kind: .reasoning, title: "Reasoning", text: "So it is.")
            ])
    }

    @Test("new threads get the choice that was made last, at first the first service")
    func choice() {
        let services = [Service(id: "a", name: "A", assistant: ""), Service(id: "b", name: "B", assistant: "")]
        #expect(SessionState().choice == nil)
        #expect(SessionState(services: services).choice == ServiceChoice(service: "a"))
        let chosen = ServiceChoice(service: "b", assistant: AssistantReference(id: "x", name: "X"))
        #expect(SessionState(services: services, choice: chosen).choice == chosen)
        #expect(SessionState(services: services).applying(.choiceChanged(chosen)).choice == chosen)
    }

    @Test("what is said of an unknown message changes nothing")
    func unknown() {
        let start = SessionState().applying(.messageAdded(message("a")))
        let after = start.applying(
            .replyGrew("t", "z", by: "x"), .replyReplaced("u", "a", text: "x"),
            .messageStateChanged("u", "a", .complete), .runEnded("none"), .messageRemoved("t", "z"))
        #expect(after == start)
    }

    @Test("a run is there from its first change to its end")
    func runs() {
        var run = Run(id: "r", thread: "t", prompt: "p", reply: "a", startedAt: noon)
        var state = SessionState().applying(.runChanged(run))
        #expect(state.run(in: "t") == run)
        run.phase = .stopping
        state.apply(.runChanged(run))
        #expect(state.runs == ["r": run])
        #expect(state.run(in: "u") == nil)
        state.apply(.runEnded("r"))
        #expect(state.runs.isEmpty)
    }

    @Test("an empty draft is none")
    func drafts() {
        let state = SessionState().applying(.draftSaved("t", text: "a"), .draftSaved("u", text: "b"))
        #expect(state.applying(.draftSaved("t", text: "")).drafts == ["u": "b"])
    }

    @Test("services keep their places, and trouble comes and goes")
    func servicesAndTrouble() {
        var first = Service(id: "local", name: "Local service", assistant: "Guide")
        let second = Service(id: "other", name: "Other", assistant: "Someone")
        var state = SessionState(services: [first]).applying(.serviceChanged(second))
        first.reachability = .reachable
        state.apply(.serviceChanged(first))
        #expect(state.services == [first, second])
        #expect(state.service(of: thread("t")) == first)
        let trouble = Failure(what: "The disk is full")
        #expect(state.applying(.troubleChanged(trouble)).trouble == trouble)
        #expect(state.applying(.troubleChanged(trouble), .troubleChanged(nil)) == state)
    }
}

@Suite("The order of the thread list")
struct ThreadOrderTests {
    /// Every assignment of the times 1…3 to four threads.
    static let times = (0..<81).map { n in [n % 3, n / 3 % 3, n / 9 % 3, n / 27].map { Int64($0) } }

    @Test("it is the same whether threads are loaded together, saved one by one, or moved there", arguments: times)
    func order(_ times: [Int64]) {
        let threads = times.enumerated().map { thread(ThreadID("\($0.offset)"), activeAt: $0.element) }
        let loaded = SessionState(threads: threads)
        var saved = SessionState()
        var moved = SessionState(threads: threads.map { thread($0.id, activeAt: 1) })
        for thread in threads {
            saved.apply(.threadSaved(thread))
            moved.apply(.threadSaved(thread))
        }
        #expect(saved == loaded)
        #expect(moved == loaded)
        for (left, right) in zip(loaded.threads, loaded.threads.dropFirst()) {
            #expect(left.activeAt > right.activeAt || (left.activeAt == right.activeAt && left.id > right.id))
        }
    }
}
