import ChatModel
import Testing

@testable import Session

@Suite("Prompts are saved, sent, queued and asked again", .timeLimit(.minutes(1)))
struct SendingTests {
    @Test("the prompt is durable before the service is asked")
    func savedFirst() async throws {
        let stage = try await Stage.opened()
        await stage.store.hold()
        stage.hub.perform(.send(Stage.thread, text: "Hello"))
        await stage.watcher.until { $0.run?.phase == .waiting }
        await stage.store.someoneWaits()
        #expect(stage.provider.askCount == 0)
        await stage.store.release()
        let ask = try await stage.provider.nextAsk()
        #expect(await stage.store.kept.texts == ["Hello", ""])
        #expect(ask.request.prompt.text == "Hello" && ask.request.history.isEmpty)
        #expect(stage.watcher.replica.thread(Stage.thread)?.title == "Hello")
        #expect(stage.watcher.replica.replies.last?.author == "Guide")
    }

    @Test("a reply streams and ends: state, run, thread, in this order; then no timer runs")
    func wholeReply() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.threadNamed("remote"), .text("Hel"))
        await stage.watcher.until { $0.run?.phase == .streaming && $0.texts.last == "Hel" }
        _ = stage.watcher.takeEvents()
        ask.answer(.text("lo"))
        ask.end(.complete)
        let end = await stage.reply(is: .complete)
        await stage.saved()
        let reply = try #require(end.replies.last)
        let row = try #require(stage.watcher.replica.thread(Stage.thread))
        #expect(
            stage.watcher.takeEvents() == [
                .replyGrew(Stage.thread, reply.id, by: "lo"), .messageStateChanged(Stage.thread, reply.id, .complete),
                .runEnded(ask.request.run), .threadSaved(row),
            ])
        #expect(row.remoteID == "remote" && !row.isUnread && !row.hasFailed && !row.isEmpty)
        #expect(stage.clock.sleeperCount == 0)
    }

    @Test("growing text is recorded after 250 ms, a draft after 1 s")
    func schedule() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.text("part"))
        await stage.clock.sleeper(dueIn: .milliseconds(250))
        #expect(await stage.store.kept.texts == ["Hello", ""])
        stage.clock.advance(by: .milliseconds(250))
        await stage.store.until { $0.texts == ["Hello", "part"] }
        stage.hub.perform(.saveDraft(Stage.thread, text: "dra"))
        await stage.clock.sleeper(dueIn: .seconds(1))
        stage.hub.perform(.saveDraft(Stage.thread, text: "draft"))
        await stage.watcher.until { $0.drafts[Stage.thread] == "draft" }
        stage.clock.advance(by: .seconds(1))
        await stage.store.until { $0.drafts[Stage.thread] == "draft" }
    }

    @Test("a store that fails keeps the prompt unsent, and takes everything when it works again")
    func failingStore() async throws {
        let stage = try await Stage.opened()
        await stage.store.fail(.diskFull)
        stage.hub.perform(.send(Stage.thread, text: "Hello"))
        let failed = await stage.watcher.until { $0.trouble == .diskFull && $0.run == nil && !$0.texts.isEmpty }
        #expect(failed.texts == ["Hello", ""])
        #expect(failed.states.last == .failed(.unsaved(because: .diskFull)))
        #expect(stage.provider.askCount == 0)
        await stage.clock.sleeper(dueIn: .seconds(3))
        await stage.store.fail(nil)
        stage.clock.advance(by: .seconds(3))
        await stage.watcher.until { $0.trouble == nil }
        await stage.saved()
        stage.hub.perform(.retry(Stage.thread, try #require(failed.replies.last?.id)))
        #expect(try await stage.provider.nextAsk().request.prompt.text == "Hello")
    }

    @Test("prompts queue while a reply runs, go one by one, and stand in the order of the talk")
    func queue() async throws {
        let stage = try await Stage.opened()
        let first = try await stage.ask("1")
        for text in ["2", "3", "4"] { stage.hub.perform(.send(Stage.thread, text: text)) }
        let queued = await stage.watcher.until { $0.texts == ["1", "", "2", "3", "4"] }
        #expect(queued.states == [.sent, .running, .queued, .queued, .queued])
        stage.hub.perform(.unqueue(Stage.thread, try #require(queued.messages[Stage.thread]?[3].id)))
        await stage.watcher.until { $0.texts.count == 4 }
        first.answer(.text("one"))
        first.end(.complete)
        let second = try await stage.provider.nextAsk()
        second.answer(.text("two"))
        second.end(.complete)
        let last = try await stage.provider.nextAsk()
        #expect(last.request.prompt.text == "4")
        #expect(last.request.history.map(\.text) == ["1", "one", "2", "two"])
        last.end(.complete)
        let end = await stage.watcher.until { $0.runs.isEmpty }
        #expect(end.texts == ["1", "one", "2", "two", "4", ""])
        await stage.saved()
    }

    @Test("after a failure queued prompts wait for the person, and the oldest goes first")
    func heldQueue() async throws {
        let stage = try await Stage.opened()
        let first = try await stage.ask("1")
        stage.hub.perform(.send(Stage.thread, text: "2"))
        await stage.watcher.until { $0.texts.count == 3 }
        first.end(.failed(.refused))
        let held = await stage.watcher.until { $0.runs.isEmpty && $0.thread(Stage.thread)?.hasFailed == true }
        #expect(held.states == [.sent, .failed(.refused), .queued])
        #expect(stage.provider.askCount == 1)
        let second = try await stage.ask("3")
        #expect(second.request.prompt.text == "2")
        second.end(.stopped(.byService))
        #expect(try await stage.provider.nextAsk().request.prompt.text == "3")
    }

    @Test("a reply that its service failed goes on from what came of it, and not where nothing came")
    func continueFailed() async throws {
        let stage = try await Stage.opened()
        let first = try await stage.ask("Count")
        first.end(.failed(.refused))
        let empty = try #require(await stage.reply(is: .failed(.refused)).replies.last)
        stage.hub.perform(.continueReply(Stage.thread, empty.id))
        let second = try await stage.ask("Count")
        second.answer(.text("One, two"))
        second.end(.failed(.refused))
        let state = await stage.watcher.until { $0.runs.isEmpty && $0.replies.last?.text == "One, two" }
        stage.hub.perform(.continueReply(Stage.thread, try #require(state.replies.last?.id)))
        let third = try await stage.provider.nextAsk()
        #expect(third.request.prompt.text == SessionHub.continuation)
        #expect(third.request.history.map(\.text) == ["Count", "Count", "One, two"])
        #expect(third.request.history.last?.state == .failed(.refused))
    }

    @Test("retry asks for the same prompt beside the first reply; continue goes on in the branch of that reply")
    func again() async throws {
        let stage = try await Stage.opened()
        let first = try await stage.ask("Hello")
        first.answer(.text("par"))
        first.end(.interrupted(.refused))
        let broken = await stage.reply(is: .interrupted(.refused))
        stage.hub.perform(.retry(Stage.thread, try #require(broken.replies.last?.id)))
        let second = try await stage.provider.nextAsk()
        #expect(second.request.prompt.text == "Hello" && second.request.history.isEmpty)
        second.end(.failed(.refused))
        await stage.reply(is: .failed(.refused))
        stage.hub.perform(.continueReply(Stage.thread, try #require(broken.replies.last?.id)))
        let third = try await stage.provider.nextAsk()
        #expect(third.request.prompt.text == SessionHub.continuation)
        #expect(third.request.history.map(\.text) == ["Hello", "par"])
        #expect(stage.watcher.replica.texts == ["Hello", "par", SessionHub.continuation, ""])
        #expect(stage.watcher.replica.aside[Stage.thread]?.map(\.state) == [.failed(.refused)])
    }

    @Test("a stream that is over without an end is an interrupted reply")
    func endless() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.text("par"))
        ask.breakOff()
        #expect(await stage.reply(is: .interrupted(.endless)).texts.last == "par")
    }

    @Test("an empty thread is not made twice, and a blank prompt is none")
    func empty() async throws {
        let stage = try await Stage.opened()
        stage.clock.advance(by: .seconds(3))
        stage.hub.perform(.send(Stage.thread, text: " \n"))
        stage.hub.perform(.createThread)
        let state = await stage.watcher.until { $0.threads.first?.activeAt == Timestamp(milliseconds: 3000) }
        #expect(state.threads.count == 1 && state.texts.isEmpty)
    }

    @Test("a reply that ends in a thread nobody looks at is unread until it is opened")
    func unread() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        stage.hub.perform(.createThread)
        let other = await stage.watcher.until { $0.threads.count == 2 }
        let id = try #require(other.threads.first { $0.id != Stage.thread }?.id)
        stage.hub.perform(.openThread(id))
        stage.hub.perform(.saveDraft(id, text: "x"))
        await stage.watcher.until { $0.drafts[id] == "x" }
        ask.end(.complete)
        await stage.watcher.until { $0.thread(Stage.thread)?.isUnread == true }
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.thread(Stage.thread)?.isUnread == false }
    }
}
