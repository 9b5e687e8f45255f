import ChatModel
import Testing

@testable import Session

@Suite("Each thread remembers who answers in it", .timeLimit(.minutes(1)))
struct ChoiceTests {
    private static let helper = AssistantReference(id: "asst_1", name: "Poet")
    private static let choice = ServiceChoice(service: "other", assistant: helper)

    @Test("the next prompt goes to whom was chosen, with all that was said, and the reply says who spoke")
    func midThread() async throws {
        let stage = try await Stage.opened(withOther: true)
        let first = try await stage.ask("One")
        first.answer(.threadNamed("remote"), .text("Two"))
        first.end(.complete)
        await stage.reply(is: .complete)
        stage.hub.perform(.choose(Stage.thread, Self.choice))
        stage.hub.perform(.send(Stage.thread, text: "Three"))
        let second = try await stage.otherProvider.nextAsk()
        #expect(second.request.thread.remoteID == nil)
        #expect(second.request.thread.choice == Self.choice)
        #expect(second.request.history.map(\.text) == ["One", "Two"])
        let authors = stage.watcher.replica.replies.map(\.author)
        #expect(authors == ["Guide · Local service", "Poet · Other service"])
    }

    @Test("another assistant of the same service speaks in the same remote thread")
    func sameService() async throws {
        let stage = try await Stage.opened(withOther: true)
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other")))
        stage.hub.perform(.send(Stage.thread, text: "One"))
        let ask = try await stage.otherProvider.nextAsk()
        ask.answer(.threadNamed("remote"))
        ask.end(.complete)
        await stage.reply(is: .complete)
        stage.hub.perform(.choose(Stage.thread, Self.choice))
        await stage.watcher.until { $0.thread(Stage.thread)?.assistant == Self.helper }
        #expect(stage.watcher.replica.thread(Stage.thread)?.remoteID == "remote")
    }

    @Test("the name that a service gives its thread is not kept once another service was chosen")
    func lateName() async throws {
        let stage = try await Stage.opened(withOther: true)
        let ask = try await stage.ask("One")
        stage.hub.perform(.choose(Stage.thread, Self.choice))
        await stage.watcher.until { $0.thread(Stage.thread)?.service == "other" }
        ask.answer(.threadNamed("remote"))
        ask.end(.complete)
        let state = await stage.reply(is: .complete)
        #expect(state.thread(Stage.thread)?.remoteID == nil)
    }

    @Test("new threads begin with the last choice")
    func newThreads() async throws {
        let stage = try await Stage.opened(withOther: true)
        _ = try await stage.ask("One")
        stage.hub.perform(.choose(Stage.thread, Self.choice))
        stage.hub.perform(.createThread)
        let state = await stage.watcher.until { $0.threads.count == 2 }
        #expect(state.threads.filter(\.isEmpty).map(\.choice) == [Self.choice])
        #expect(state.choice == Self.choice)
    }

    @Test("a service that is not there cannot be chosen")
    func unknown() async throws {
        let stage = try await Stage.opened()
        stage.hub.perform(.choose(Stage.thread, Self.choice))
        _ = try await stage.ask("One")
        #expect(stage.watcher.replica.thread(Stage.thread)?.service == "local")
        #expect(stage.watcher.replica.replies.map(\.author) == ["Guide"])
    }

    @Test("what a service says of its limits stands at the service")
    func rateLimit() async throws {
        let stage = try await Stage.opened()
        let limit = RateLimit(limit: 100, remaining: 95, resetsAt: Timestamp(milliseconds: 30_000))
        let ask = try await stage.ask("One")
        ask.answer(.rateLimit(limit))
        await stage.watcher.until { $0.services[0].rateLimit == limit }
    }
}

@Suite("What belongs to a message beside its text", .timeLimit(.minutes(1)))
struct PartTests {
    private static let call = MessagePart(id: "call_1", kind: .toolCall, title: "lookup_user")

    @Test("parts of a reply are shown and kept")
    func parts() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("One")
        ask.answer(.part(Self.call), .text("x"))
        ask.end(.complete)
        let state = await stage.reply(is: .complete)
        #expect(state.replies.last?.parts == [Self.call])
        await stage.saved()
    }

    @Test(
        "parts that come after the wish to stop are shown if the reply had finished, else not",
        arguments: [true, false])
    func late(hadFinished: Bool) async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("One")
        stage.hub.perform(.stop(ask.request.run))
        await stage.watcher.until { $0.run?.phase == .stopping }
        ask.answer(.part(Self.call))
        ask.end(hadFinished ? .complete : .stopped(.byService))
        let state = await stage.reply(is: .stopped(hadFinished ? .alreadyFinished : .byService))
        #expect(state.replies.last?.parts == (hadFinished ? [Self.call] : []))
    }

    @Test("files are attached where the service takes them")
    func attachments() async throws {
        let stage = try await Stage.opened(withOther: true)
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other")))
        stage.hub.perform(.send(Stage.thread, text: "/attach file_1\nWhat is it?"))
        let ask = try await stage.otherProvider.nextAsk()
        #expect(ask.request.prompt.text == "What is it?")
        #expect(ask.request.prompt.parts.map(\.title) == ["file_1"])
        #expect(stage.watcher.replica.thread(Stage.thread)?.title == "What is it?")
        await stage.saved()
    }

    @Test("elsewhere nothing is sent, and what was typed is there still")
    func refusedAttachments() async throws {
        let stage = try await Stage.opened()
        let typed = "/attach file_1\nWhat is it?"
        stage.hub.perform(.send(Stage.thread, text: typed))
        let state = await stage.watcher.until { $0.trouble != nil }
        #expect(state.trouble == .noAttachments(at: "Local service"))
        #expect(state.texts.isEmpty)
        await stage.watcher.until { $0.drafts[Stage.thread] == typed }
        #expect(stage.provider.askCount == 0)
    }
}

@Suite("A prompt that waits for its next attempt can be taken back", .timeLimit(.minutes(1)))
struct TakingBackTests {
    @Test("prompt and reply go, and the service is left")
    func taken() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("One")
        ask.answer(.retrying(after: .seconds(60), because: .refused))
        await stage.watcher.until { $0.run?.isWaitingForRetry == true }
        stage.hub.perform(.takeBack(ask.request.run))
        let state = await stage.watcher.until { $0.runs.isEmpty && $0.texts.isEmpty }
        #expect(state.thread(Stage.thread)?.hasFailed == false)
        #expect(await ask.nextWish() == .drop)
        await stage.saved()
    }

    @Test("a prompt that has another reply stays")
    func answeredBefore() async throws {
        let stage = try await Stage.opened()
        let first = try await stage.ask("One")
        first.answer(.text("Two"))
        first.end(.complete)
        let reply = try #require(await stage.reply(is: .complete).replies.last)
        stage.hub.perform(.retry(Stage.thread, reply.id))
        let second = try await stage.provider.nextAsk()
        second.answer(.retrying(after: .seconds(60), because: .refused))
        await stage.watcher.until { $0.run?.isWaitingForRetry == true }
        stage.hub.perform(.takeBack(second.request.run))
        let state = await stage.watcher.until { $0.runs.isEmpty && $0.texts == ["One", "Two"] }
        #expect(state.replies.first?.state == .complete)
    }

    @Test("a prompt that is being answered stays")
    func streaming() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("One")
        ask.answer(.text("Tw"))
        await stage.watcher.until { $0.texts.last == "Tw" }
        stage.hub.perform(.takeBack(ask.request.run))
        ask.answer(.text("o"))
        ask.end(.complete)
        #expect(await stage.reply(is: .complete).texts == ["One", "Two"])
    }
}

extension Run {
    fileprivate var isWaitingForRetry: Bool {
        if case .retrying = phase { true } else { false }
    }
}
