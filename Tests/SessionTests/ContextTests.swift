import ChatModel
import Testing

@testable import Session

@Suite("What a model cannot hold is never left out unasked", .timeLimit(.minutes(1)))
struct ContextTests {
    /// A thread whose model holds so many tokens, with these texts said in it, in turns.
    private static func stage(holding tokens: Int?, _ texts: [String]) async throws -> Stage {
        let moment = Timestamp(milliseconds: 0)
        let said = texts.enumerated().map { index, text in
            let isPrompt = index.isMultiple(of: 2)
            return Message(
                id: MessageID("m\(index)"), thread: Stage.thread, role: isPrompt ? .user : .assistant, text: text,
                createdAt: moment, state: isPrompt ? .sent : .complete,
                answers: isPrompt ? nil : MessageID("m\(index - 1)"), author: isPrompt ? "" : "Guide")
        }
        var row = Stage.row(isEmpty: false)
        (row.remoteID, row.remoteTip) = ("remote", said.last?.id)
        let store = MemoryStore(threads: [row], messages: [Stage.thread: said.inSequence])
        let service = Service(
            id: "local", name: "Local service", assistant: "Guide",
            contextLimits: ContextLimits(most: tokens, reply: 10))
        let stage = try await Stage(store: store, service: service)
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.messages[Stage.thread]?.count == texts.count }
        return stage
    }

    /// About 25 tokens each with their marks.
    private static let long = ["One", "Two", "Three", "Four"].map { $0 + String(repeating: " word", count: 16) }

    private var refusal: Failure {
        Failure(
            what: "The message was not sent",
            why: "the thread with it would take about 115 of the 100 tokens that the model can hold",
            remedy: "choose what is left out")
    }

    @Test("a prompt that does not fit is not sent, and what was typed is kept")
    func refused() async throws {
        let stage = try await Self.stage(holding: 100, Self.long)
        stage.hub.perform(.send(Stage.thread, text: "Five"))
        let state = await stage.watcher.until { $0.trouble != nil && $0.drafts[Stage.thread] == "Five" }
        #expect(state.trouble?.what == refusal.what && state.trouble?.remedy == refusal.remedy)
        #expect(state.texts.count == 4 && stage.provider.askCount == 0)
    }

    @Test("with leave it goes as it is, in its remote thread", arguments: [true, false])
    func allowed(knowsLimit: Bool) async throws {
        let stage = try await Self.stage(holding: knowsLimit ? 100 : nil, Self.long)
        if knowsLimit { stage.hub.perform(.allowLength(Stage.thread)) }
        let ask = try await stage.ask("Five")
        #expect(ask.request.history.map(\.text) == Self.long)
        #expect(ask.request.thread.remoteID == "remote")
        ask.end(.complete)
        await stage.reply(is: .complete)
        guard knowsLimit else { return }
        stage.hub.perform(.send(Stage.thread, text: "Six"))
        await stage.watcher.until { $0.trouble != nil }
    }

    @Test("with a cut the rest goes to a new remote thread, and stays left out from then on")
    func cut() async throws {
        let stage = try await Self.stage(holding: 100, Self.long)
        stage.hub.perform(.allowLength(Stage.thread, HistoryCut(kept: 2)))
        let ask = try await stage.ask("Five")
        #expect(ask.request.history.map(\.text) == Array(Self.long[2...]))
        #expect(ask.request.thread.remoteID == nil)
        ask.answer(.text("Short."))
        ask.end(.complete)
        await stage.reply(is: .complete)
        let next = try await stage.ask("Six")
        #expect(next.request.history.map(\.text) == Self.long[2...] + ["Five", "Short."])
        await stage.saved()
    }

    @Test("an edited prompt that does not fit is asked about too, and goes with what is kept of what stands before it")
    func edited() async throws {
        let stage = try await Self.stage(holding: 60, Self.long)
        stage.hub.perform(.editPrompt(Stage.thread, "m2", text: "Anew" + String(repeating: " word", count: 10)))
        await stage.watcher.until { $0.trouble != nil }
        stage.hub.perform(.allowLength(Stage.thread, HistoryCut(kept: 1)))
        stage.hub.perform(.editPrompt(Stage.thread, "m2", text: "Anew"))
        let ask = try await stage.provider.nextAsk()
        #expect(ask.request.history.map(\.text) == [Self.long[1]])
    }

    @Test("a prompt that has waited is looked at when it is its turn, and waits on if it does not fit")
    func queued() async throws {
        let stage = try await Self.stage(holding: 140, Self.long)
        let ask = try await stage.ask("Five")
        stage.hub.perform(.send(Stage.thread, text: "Six"))
        await stage.watcher.until { $0.states.last == .queued }
        ask.answer(.text(String(repeating: "word ", count: 20)))
        ask.end(.complete)
        let state = await stage.watcher.until { $0.trouble != nil && $0.runs.isEmpty }
        #expect(state.trouble?.what == "The next prompt waits" && state.states.contains(.queued))
        #expect(stage.provider.askCount == 1)
    }

    @Test("a cut by hand takes the thread to a new remote one, and it is taken away again")
    func byHand() async throws {
        let stage = try await Self.stage(holding: nil, Self.long)
        stage.hub.perform(.cut(Stage.thread, at: "m3", HistoryCut(kept: 1)))
        await stage.watcher.until {
            $0.messages[Stage.thread]?.cutPlace?.start == 3 && $0.thread(Stage.thread)?.remoteID == nil
        }
        stage.hub.perform(.cut(Stage.thread, at: "m3", HistoryCut(kept: nil)))
        let ask = try await stage.ask("Five")
        #expect(ask.request.history.count == 4)
        await stage.saved()
    }

    @Test("a fork may begin behind the oldest messages")
    func fork() async throws {
        let stage = try await Self.stage(holding: nil, Self.long)
        stage.hub.perform(.forkThread(Stage.thread, at: "m3", from: "m2"))
        let state = await stage.watcher.until {
            $0.messages.count == 2 && $0.messages.values.contains { $0.count == 2 }
        }
        let fork = try #require(state.threads.first { $0.id != Stage.thread })
        #expect(state.messages[fork.id]?.map(\.text) == Array(Self.long[2...]))
        #expect(state.messages[fork.id]?.first?.parent == nil)
    }
}

@Suite("A summary of what is left out", .timeLimit(.minutes(1)))
struct SummaryTests {
    private static let words = ["One", "Two", "Three", "Four"]

    private static func stage(holding tokens: Int? = nil) async throws -> Stage {
        let moment = Timestamp(milliseconds: 0)
        let said = words.enumerated().map { index, text in
            Message(
                id: MessageID("m\(index)"), thread: Stage.thread, role: index.isMultiple(of: 2) ? .user : .assistant,
                text: text + String(repeating: " word", count: 16), createdAt: moment,
                state: index.isMultiple(of: 2) ? .sent : .complete)
        }
        let store = MemoryStore(threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: said.inSequence])
        let service = Service(
            id: "local", name: "Local service", assistant: "Guide",
            contextLimits: ContextLimits(most: tokens, reply: tokens.map { _ in 10 }))
        let stage = try await Stage(store: store, service: service)
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.messages[Stage.thread]?.count == words.count }
        return stage
    }

    @Test("the model is asked beside the thread, and what it writes is sent in the place of the rest")
    func made() async throws {
        let stage = try await Self.stage(holding: 1000)
        stage.hub.perform(.summarise(Stage.thread, at: "m3", keeping: 2))
        let ask = try await stage.provider.nextAsk()
        #expect(ask.request.prompt.text == SummaryPlan.wish)
        #expect(ask.request.history.map { String($0.text.prefix(3)) } == ["One", "Two"])
        #expect(stage.watcher.replica.summaries[Stage.thread] != nil && stage.watcher.replica.runs.isEmpty)
        ask.answer(.text("They "), .text("counted."), .part(TokenUsage(input: 50, output: 5).part))
        ask.end(.complete)
        let state = await stage.watcher.until { $0.messages[Stage.thread]?.cutPlace != nil && $0.summaries.isEmpty }
        #expect(state.texts.count == 4)
        #expect(state.messages[Stage.thread]?.last?.cut == HistoryCut(kept: 2, summary: "They counted."))
        #expect(state.messages[Stage.thread]?.last?.parts.last.flatMap(TokenUsage.init)?.total == 55)
        let next = try await stage.ask("Five")
        #expect(next.request.history.first?.text.hasSuffix("They counted.") == true)
        #expect(next.request.history.count == 3)
        await stage.saved()
    }

    @Test("what the model cannot hold at once is summarised in pieces, each with the summary of those before")
    func pieces() async throws {
        let stage = try await Self.stage(holding: 40)
        stage.hub.perform(.summarise(Stage.thread, at: "m3", keeping: 1))
        for (index, word) in ["One", "Two", "Three"].enumerated() {
            let ask = try await stage.provider.nextAsk()
            #expect(ask.request.history.count == (index == 0 ? 1 : 2))
            #expect(ask.request.history.last?.text.hasPrefix(word) == true)
            if index > 0 { #expect(ask.request.history.first?.text.hasSuffix("Summary \(index)") == true) }
            ask.answer(.wholeText("Summary \(index + 1)"))
            ask.end(.complete)
        }
        let state = await stage.watcher.until { $0.messages[Stage.thread]?.cutPlace != nil }
        #expect(state.messages[Stage.thread]?.cutPlace?.summary == "Summary 3")
    }

    @Test(
        "one that fails, breaks off or is empty changes nothing, and that is said",
        arguments: [
            ReplyEnd.failed(.refused), .interrupted(Failure(what: "The answer was cut", why: "at its limit")),
            .complete,
        ])
    func failed(end: ReplyEnd) async throws {
        let stage = try await Self.stage()
        stage.hub.perform(.summarise(Stage.thread, at: "m3", keeping: 2))
        let ask = try await stage.provider.nextAsk()
        if end != .complete { ask.answer(.text("Half")) }
        ask.end(end)
        let state = await stage.watcher.until { $0.trouble != nil && $0.summaries.isEmpty }
        #expect(state.trouble?.what == "The summary was not made, and nothing was changed")
        #expect(state.messages[Stage.thread]?.allSatisfy(\.parts.isEmpty) == true)
    }

    @Test("one that is stopped changes nothing, whatever still comes of it")
    func stopped() async throws {
        let stage = try await Self.stage()
        stage.hub.perform(.summarise(Stage.thread, at: "m3", keeping: 2))
        let ask = try await stage.provider.nextAsk()
        stage.hub.perform(.stopSummary(Stage.thread))
        #expect(await ask.nextWish() == .stop)
        #expect(stage.watcher.replica.summaries[Stage.thread]?.isStopping == true)
        ask.answer(.text("All of it"))
        ask.end(.complete)
        let state = await stage.watcher.until { $0.summaries.isEmpty }
        #expect(state.trouble == nil && state.messages[Stage.thread]?.cutPlace == nil)
    }

    @Test("a service that says nothing of the stop is not waited for long; nothing is sent meanwhile")
    func silent() async throws {
        let stage = try await Self.stage()
        stage.hub.perform(.summarise(Stage.thread, at: "m3", keeping: 2))
        let ask = try await stage.provider.nextAsk()
        stage.hub.perform(.send(Stage.thread, text: "Five"))
        await stage.watcher.until { $0.trouble?.why == "a summary is being written here" }
        stage.hub.perform(.stopSummary(Stage.thread))
        #expect(await ask.nextWish() == .stop)
        await stage.clock.sleeper(dueIn: SessionHub.stopWait)
        stage.clock.advance(by: SessionHub.stopWait)
        await stage.watcher.until { $0.summaries.isEmpty }
        #expect(stage.provider.askCount == 1)
    }

    enum Wish { case retry, askPromptAgain, goOn, edit }

    @Test(
        "what is wished for while one is written is refused in words, and nothing is lost",
        arguments: [
            (Wish.retry, "Nothing was asked again"), (.askPromptAgain, "Nothing was asked again"),
            (.goOn, "The answer was not continued"), (.edit, "The message was not sent"),
        ])
    func meanwhile(wish: Wish, words: String) async throws {
        let stage = try await Self.stage()
        let cut = try await stage.ask("Five")
        cut.end(.interrupted(.refused))
        let reply = try #require(await stage.reply(is: .interrupted(.refused)).replies.last)
        stage.hub.perform(.summarise(Stage.thread, at: "m3", keeping: 2))
        let ask = try await stage.provider.nextAsk()
        let command: Command =
            switch wish {
            case .retry: .retry(Stage.thread, reply.id)
            case .askPromptAgain: .retry(Stage.thread, "m2")
            case .goOn: .continueReply(Stage.thread, reply.id)
            case .edit: .editPrompt(Stage.thread, "m2", text: "Anew")
            }
        stage.hub.perform(command)
        let refusal = Failure(what: words, why: "a summary is being written here", remedy: "wait for it, or stop it")
        let state = await stage.watcher.until { $0.trouble == refusal }
        #expect(state.texts.count == 6 && stage.provider.askCount == 2)
        if wish == .edit {
            await stage.watcher.until { $0.drafts[Stage.thread] == "Anew" }
            let returned = Event.promptReturned(Stage.thread, text: "Anew", files: [], inPlaceOf: "m2")
            #expect(stage.watcher.takeEvents().contains(returned))
        }
        ask.end(.failed(.refused))
        await stage.watcher.until { $0.summaries.isEmpty }
    }
}
