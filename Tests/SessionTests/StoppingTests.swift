import ChatModel
import Testing

@testable import Session

@Suite("Stopping is shown at once and never says more than is known", .timeLimit(.minutes(1)))
struct StoppingTests {
    /// A reply that says "Hel", and the wish to stop it, which the service knows.
    private func stopping() async throws -> (Stage, Ask) {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.text("Hel"))
        await stage.watcher.until { $0.texts.last == "Hel" }
        stage.hub.perform(.stop(ask.request.run))
        await stage.watcher.until { $0.run?.phase == .stopping }
        #expect(await ask.nextWish() == .stop)
        return (stage, ask)
    }

    @Test("the text is frozen, the service's word is shown")
    func byService() async throws {
        let (stage, ask) = try await stopping()
        ask.answer(.text("lo"))
        ask.end(.stopped(.byService))
        #expect(await stage.reply(is: .stopped(.byService)).texts.last == "Hel")
        await stage.saved()
        #expect(stage.clock.sleeperCount == 0)
    }

    @Test("what it took is kept, for that was spent")
    func usage() async throws {
        let (stage, ask) = try await stopping()
        let usage = TokenUsage(input: 12).part
        ask.answer(.text("lo"), .part(usage), .part(MessagePart(id: "x", kind: .notice, title: "late")))
        ask.end(.stopped(.byClosing))
        let reply = await stage.reply(is: .stopped(.byClosing)).replies.last
        #expect(reply?.text == "Hel" && reply?.parts == [usage])
        await stage.saved()
    }

    @Test("a reply that had finished is shown whole")
    func alreadyFinished() async throws {
        let (stage, ask) = try await stopping()
        ask.answer(.text("l"), .wholeText("Hello"))
        ask.end(.stopped(.alreadyFinished))
        #expect(await stage.reply(is: .stopped(.alreadyFinished)).texts.last == "Hello")
    }

    @Test("a complete reply after the wish had already finished")
    func complete() async throws {
        let (stage, ask) = try await stopping()
        ask.answer(.text("lo"))
        ask.end(.complete)
        #expect(await stage.reply(is: .stopped(.alreadyFinished)).texts.last == "Hello")
    }

    @Test("a failure after the wish is a stop here")
    func failure() async throws {
        let (stage, ask) = try await stopping()
        ask.end(.failed(.refused))
        #expect(await stage.reply(is: .stopped(.hereOnly)).thread(Stage.thread)?.hasFailed == false)
    }

    @Test("a silent service is left after 5 s, and what comes later is not heard")
    func silence() async throws {
        let (stage, ask) = try await stopping()
        await stage.clock.sleeper(dueIn: .seconds(5))
        stage.clock.advance(by: .seconds(5))
        await stage.reply(is: .stopped(.hereOnly))
        #expect(await ask.nextWish() == .drop)
        ask.answer(.text("lo"))
        ask.end(.complete)
        let next = try await stage.ask("More")
        #expect(next.request.history.map(\.text) == ["Hello", "Hel"])
        #expect(stage.watcher.replica.states[1] == .stopped(.hereOnly))
    }

    @Test("a second wish drops the connection at once")
    func force() async throws {
        let (stage, ask) = try await stopping()
        stage.hub.perform(.forceStop(ask.request.run))
        await stage.reply(is: .stopped(.hereOnly))
        #expect(await ask.nextWish() == .drop)
    }

    @Test("before the prompt is saved, the service is never asked")
    func unsaved() async throws {
        let stage = try await Stage.opened()
        await stage.store.hold()
        stage.hub.perform(.send(Stage.thread, text: "Hello"))
        let run = try #require(await stage.watcher.until { $0.run != nil }.run)
        stage.hub.perform(.stop(run.id))
        await stage.reply(is: .stopped(.hereOnly))
        await stage.store.release()
        await stage.saved()
        #expect(stage.provider.askCount == 0)
    }

    @Test("between two attempts there is nothing to wait for")
    func retrying() async throws {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("Hello")
        ask.answer(.retrying(after: .seconds(3), because: .refused))
        let at = Timestamp(milliseconds: 3000)
        await stage.watcher.until { $0.run?.phase == .retrying(at: at, because: .refused) }
        stage.hub.perform(.stop(ask.request.run))
        await stage.reply(is: .stopped(.hereOnly))
        #expect(await ask.nextWish() == .drop)
    }

    @Test("a run that is not there is not stopped")
    func unknown() async throws {
        let stage = try await Stage.opened()
        _ = stage.watcher.takeEvents()
        stage.hub.perform(.stop("nobody"))
        stage.hub.perform(.forceStop("nobody"))
        stage.hub.perform(.saveDraft(Stage.thread, text: "x"))
        await stage.watcher.until { $0.drafts[Stage.thread] == "x" }
        #expect(stage.watcher.takeEvents() == [.draftSaved(Stage.thread, text: "x")])
    }
}
