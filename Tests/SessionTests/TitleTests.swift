import ChatModel
import Testing

@testable import Session

@Suite("Titles are made by the service, where they are asked for", .timeLimit(.minutes(1)))
struct TitleTests {
    /// A thread with one question that was answered; the next ask is the one for its title.
    private func stage() async throws -> Stage {
        let stage = try await Stage.opened()
        let ask = try await stage.ask("What is tea?")
        ask.answer(.threadNamed("remote"), .text("A drink."))
        ask.end(.complete)
        await stage.reply(is: .complete)
        return stage
    }

    private func title(_ stage: Stage) async -> String? {
        await stage.watcher.until { $0.titlesAwaited == 0 }.thread(Stage.thread)?.title
    }

    @Test("the service is asked beside the thread, and its words are the title")
    func made() async throws {
        let stage = try await stage()
        stage.hub.perform(.makeTitles([Stage.thread]))
        let ask = try await stage.provider.nextAsk()
        #expect(ask.request.thread.remoteID == nil)
        #expect(ask.request.history.isEmpty)
        #expect(ask.request.prompt.text.hasSuffix("User: What is tea?\n\nAssistant: A drink."))
        await stage.watcher.until { $0.titlesAwaited == 1 }
        ask.answer(.threadNamed("another"), .text("\"All about"), .text(" tea\""))
        ask.end(.complete)
        let state = await stage.watcher.until { $0.thread(Stage.thread)?.title == "All about tea" }
        #expect(state.thread(Stage.thread)?.hasOwnTitle == false)
        #expect(state.thread(Stage.thread)?.remoteID == "remote")
        #expect(state.messages[Stage.thread]?.count == 2)
        await stage.watcher.until { $0.titlesAwaited == 0 }
    }

    @Test("a title of the person's stays, given before or while the service thinks")
    func own() async throws {
        let stage = try await stage()
        stage.hub.perform(.makeTitles([Stage.thread]))
        let ask = try await stage.provider.nextAsk()
        stage.hub.perform(.changeThreads([Stage.thread], .rename("Mine")))
        await stage.watcher.until { $0.thread(Stage.thread)?.title == "Mine" }
        ask.answer(.text("All about tea"))
        ask.end(.complete)
        #expect(await title(stage) == "Mine")
        let count = stage.provider.askCount
        stage.hub.perform(.makeTitles([Stage.thread]))
        await stage.watcher.until { $0.titlesAwaited == 1 }
        #expect(await title(stage) == "Mine")
        #expect(stage.provider.askCount == count)
    }

    @Test("a service that fails is said, and the title stays")
    func failure() async throws {
        let stage = try await stage()
        stage.hub.perform(.makeTitles([Stage.thread]))
        let ask = try await stage.provider.nextAsk()
        ask.answer(.text("All ab"))
        ask.end(.interrupted(Failure(what: "The answer was cut off", why: "of the wind", remedy: "ask again")))
        let trouble = await stage.watcher.until { $0.trouble != nil }.trouble
        #expect(
            trouble
                == Failure(
                    what: "No title was made", why: "The answer was cut off, of the wind", remedy: "ask again"))
        #expect(await title(stage) == "What is tea?")
    }

    @Test("one who waits too long, or no more, lets the connection go")
    func slow() async throws {
        let stage = try await stage()
        stage.hub.perform(.makeTitles([Stage.thread]))
        let ask = try await stage.provider.nextAsk()
        await stage.clock.sleeper(dueIn: SessionHub.titleWait)
        stage.clock.advance(by: SessionHub.titleWait)
        #expect(await ask.nextWish() == .drop)
        #expect(await stage.watcher.until { $0.trouble != nil }.trouble?.what == "No title was made")
        #expect(await title(stage) == "What is tea?")
        stage.hub.perform(.makeTitles([Stage.thread]))
        let next = try await stage.provider.nextAsk()
        stage.hub.perform(.stopTitles)
        #expect(await next.nextWish() == .stop)
        next.end(.stopped(.byService))
        #expect(await title(stage) == "What is tea?")
    }
}
